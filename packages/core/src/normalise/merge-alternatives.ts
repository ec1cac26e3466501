import { not, TRUE } from '../ir/build.js'
import type { Condition, Field, Scalar, ShapeKind, ShapeNode } from '../ir/node.js'
import { transform } from '../ir/transform.js'
import { inList } from './canonical-compare.js'
import { fieldName } from './literals.js'

/**
 * An `Or` of equalities on one field is one `In`, an `Or` of shapes one `Shape`; and by De Morgan the same for negated
 * ones under `And`. Always allowed, because "some value is a or some value is b" is "some value is a or b".
 */
export function mergeAlternatives(condition: Condition): Condition {
  return transform(condition, (node) => {
    if (node.kind !== 'And' && node.kind !== 'Or') return node
    if (!node.children.some((child) => isMergeable(child.kind === 'Not' ? child.child : child))) return node
    if (node.kind === 'Or') return { kind: 'Or', children: merged(node.children) }
    const negated = node.children.flatMap((child) => (child.kind === 'Not' ? [child.child] : []))
    const others = node.children.filter((child) => child.kind !== 'Not')
    return { kind: 'And', children: [...others, ...merged(negated).map((child) => not(child))] }
  })
}

function isMergeable(node: Condition): boolean {
  return node.kind === 'Shape' || equalities(node) !== undefined
}

function merged(alternatives: readonly Condition[]): readonly Condition[] {
  const values = new Map<string, { field: Field; values: Scalar[] }>()
  const shapes = new Map<string, { field: ShapeNode['field']; kinds: ShapeKind[] }>()
  const others: Condition[] = []
  for (const node of alternatives) {
    const equalTo = equalities(node)
    if (equalTo !== undefined) {
      const name = fieldName(equalTo.field)
      const list = values.get(name) ?? { field: equalTo.field, values: [] }
      for (const value of equalTo.values) list.values.push(value)
      values.set(name, list)
    } else if (node.kind === 'Shape') {
      const name = fieldName(node.field)
      const list = shapes.get(name) ?? { field: node.field, kinds: [] }
      list.kinds.push(...node.kinds)
      shapes.set(name, list)
    } else others.push(node)
  }
  return [
    ...others,
    ...[...values.values()].map((list) => inList(list.field, list.values)),
    ...[...shapes.values()].map(oneShape),
  ]
}

/** The values of an equality or a list of them. */
export function equalities(node: Condition): { readonly field: Field; readonly values: readonly Scalar[] } | undefined {
  if (node.kind === 'In') return node
  if (node.kind !== 'Compare' || node.op !== 'eq' || node.domain !== undefined || typeof node.value === 'object') {
    return undefined
  }
  return { field: node.field, values: [node.value] }
}

const SHAPE_KINDS = 9

function oneShape(list: { readonly field: ShapeNode['field']; readonly kinds: readonly ShapeKind[] }): Condition {
  const kinds = [...new Set(list.kinds)].sort()
  // A path without a node is missing, and a node is of some kind.
  return kinds.length === SHAPE_KINDS ? TRUE : { kind: 'Shape', field: list.field, kinds }
}
