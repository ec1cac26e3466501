import { FALSE, or } from '../ir/build.js'
import type { Condition, Field, Scalar, ValueExpression } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { literalOf } from '../ir/pattern.js'
import type { ValueLeaf } from './value-transform.js'

/** What the transforms take out of a test, and make of it. */
export function spanOf({ span }: ValueLeaf): { readonly span?: NonNullable<ValueLeaf['span']> } {
  return span === undefined ? {} : { span }
}

/** The values of an equality. */
export function literalsOf(leaf: ValueLeaf): readonly Scalar[] | undefined {
  if (leaf.kind === 'In') return leaf.values
  if (leaf.kind === 'Compare' && leaf.op === 'eq' && leaf.domain === undefined && typeof leaf.value !== 'object') {
    return [leaf.value]
  }
  if (leaf.kind !== 'Match' || leaf.ignoreCase) return undefined
  const literal = literalOf(leaf.pattern)
  return literal === undefined ? undefined : [literal]
}

export function call(name: ValueExpression['call'], raw: Path, ...literals: readonly Scalar[]): Field {
  return { call: name, args: [raw, ...literals.map((literal) => ({ literal }))] }
}

export function either(parts: readonly Condition[]): Condition {
  if (parts.length === 0) return FALSE
  return parts.length === 1 ? (parts[0] as Condition) : or(parts)
}
