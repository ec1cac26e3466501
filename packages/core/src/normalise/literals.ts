import type { Condition, Field } from '../ir/node.js'
import { type Path, segmentKey } from '../ir/path.js'
import { stableText } from './structural-order.js'

/** A leaf or element test, with the `Not` that may stand on it. */
export interface Literal {
  readonly leaf: Condition
  readonly negated: boolean
}

export function literalOfNode(node: Condition): Literal {
  return node.kind === 'Not' ? { leaf: node.child, negated: true } : { leaf: node, negated: false }
}

/** A name under which a canonical field is found again. */
export function fieldName(field: Field): string {
  return Array.isArray(field) && (field as Path).every((segment) => typeof segment === 'string')
    ? (field as Path).map(segmentKey).join('.')
    : stableText(field)
}
