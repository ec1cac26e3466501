import type { Condition } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import type { StructuralOrder } from './structural-order.js'

/**
 * What is known about fields, by absolute path. A normal form made with facts means the same as the condition on
 * every event that keeps them; without facts, on every event.
 */
export interface NormaliseOptions {
  /** The field has at most one value: no array at the path or above, not in two spellings. */
  readonly scalar?: (path: Path) => boolean
  /** The only types that values of the field have; undefined where nothing is known. */
  readonly types?: (path: Path) => readonly ScalarType[] | undefined
  /** No key reaches the field only when letter case is ignored. */
  readonly keyCase?: (path: Path) => boolean
  /** No string of the field has a line feed in it. */
  readonly singleLine?: (path: Path) => boolean
}

export type ScalarType = 'string' | 'number' | 'boolean'

export interface NormaliseContext {
  readonly options: NormaliseOptions
  readonly order: StructuralOrder
}

/** One step towards the normal form: the same meaning on every event that keeps the facts. */
export type Pass = (condition: Condition, context: NormaliseContext) => Condition
