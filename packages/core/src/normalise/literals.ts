import { not } from '../ir/build.js'
import type { AndNode, Condition, Field, OrNode } from '../ir/node.js'
import { type Path, segmentKey } from '../ir/path.js'
import type { NormaliseOptions } from './context.js'
import type { Cardinality } from './implication.js'
import { absolute, type Scope } from './scoped-transform.js'
import { stableText } from './structural-order.js'

/** A node with the `Not` that may stand on it. */
export interface Literal {
  readonly leaf: Condition
  readonly negated: boolean
}

export function literalOfNode(node: Condition): Literal {
  return node.kind === 'Not' ? { leaf: node.child, negated: true } : { leaf: node, negated: false }
}

export function negation({ leaf, negated }: Literal): Literal {
  return { leaf, negated: !negated }
}

/**
 * The children of a connective as literals of a conjunction: those of an `Or` are negated, because `a or b` is
 * `not (not a and not b)`. One rule for `And` then serves both. `reduce` gives undefined when the literals contradict
 * each other.
 */
export function asConjunction(
  node: AndNode | OrNode,
  reduce: (literals: readonly Literal[]) => readonly Literal[] | undefined,
): Condition {
  const turn = (literal: Literal): Literal => (node.kind === 'And' ? literal : negation(literal))
  const literals = node.children.map((child) => turn(literalOfNode(child)))
  const reduced = reduce(literals)
  if (reduced === undefined) return { kind: node.kind === 'And' ? 'False' : 'True' }
  // What has not changed stays the same object, about which more is known.
  if (reduced.length === literals.length && reduced.every((literal, i) => literal === literals[i])) return node
  return { kind: node.kind, children: reduced.map(turn).map(({ leaf, negated }) => (negated ? not(leaf) : leaf)) }
}

/** A name under which a canonical field is found again. */
export function fieldName(field: Field): string {
  return isPlainPath(field) ? `.${field.map(segmentKey).join('.')}` : stableText(field)
}

function isPlainPath(field: Field): field is Path {
  return Array.isArray(field) && field.length > 0 && field.every((segment) => typeof segment === 'string')
}

/** The fields whose values make a leaf true. */
export function fieldsOfLeaf(leaf: Condition): readonly Field[] {
  if (leaf.kind === 'CompareFields') return [leaf.left, leaf.right]
  return 'field' in leaf ? [leaf.field] : []
}

export function cardinalityOf(field: Field, scope: Scope, options: NormaliseOptions): Cardinality {
  if (!Array.isArray(field)) return 'any'
  if (field.length === 0) return scope.inElement ? 'element' : 'any'
  const path = absolute(field as Path, scope)
  return path !== undefined && options.scalar?.(path) === true ? 'scalar' : 'any'
}
