import type { MatcherNode } from '../evaluate/leaf-test.js'
import type { Condition, ExistsNode, Scalar } from '../ir/node.js'
import type { Path } from '../ir/path.js'

/** A test of a field's values. */
export type ValueLeaf = MatcherNode | ExistsNode

/** A step from a vendor's value to a platform's, and tests along it in both directions. */
export interface ValueTransform {
  /** What the loss is, in words; absent where the value can be had back. */
  readonly loses?: string
  /** The platform's value; undefined where it has none. */
  readonly apply: (value: Scalar) => Scalar | undefined
  /** The vendor's value, where there is only one. */
  readonly invert?: (value: Scalar) => Scalar | undefined
  /** The condition on the vendor's field that is true exactly when the platform's value satisfies the leaf. */
  readonly preimage: (leaf: ValueLeaf, raw: Path) => Condition
  /** A test of the platform's field that says the same as the leaf on the vendor's, or undefined. */
  readonly image: (leaf: ValueLeaf, name: Path) => Condition | undefined
}

export const IDENTITY: ValueTransform = {
  apply: (value) => value,
  invert: (value) => value,
  preimage: (leaf, raw) => ({ ...leaf, field: raw }),
  image: (leaf, name) => ({ ...leaf, field: name }),
}
