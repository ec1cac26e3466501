import { and, compare, FALSE, isIn, or, TRUE } from './build.js'
import { isPath } from './fields-read.js'
import type { Condition, NodeOf, Scalar } from './node.js'
import { withoutRedundantExists } from './redundant-exists.js'

/** Constants and what goes without saying taken out; a list of one is that one. Order and spans stay. */
export function simplify(node: Condition): Condition {
  switch (node.kind) {
    case 'And':
    case 'Or': {
      const [neutral, final] = node.kind === 'And' ? (['True', 'False'] as const) : (['False', 'True'] as const)
      if (node.children.some((child) => child.kind === final)) return final === 'True' ? TRUE : FALSE
      const children = node.children.filter((child) => child.kind !== neutral)
      if (children.length === 1) return children[0] as Condition
      if (children.length === 0) return neutral === 'True' ? TRUE : FALSE
      const flat = children.some((child) => child.kind === node.kind)
        ? children.flatMap((child) => (child.kind === node.kind ? child.children : [child]))
        : children
      const merged = withoutRedundantExists(node.kind, node.kind === 'Or' ? mergeEqualities(flat) : flat)
      if (merged.length === 1) return merged[0] as Condition
      if (merged === children && children.length === node.children.length) return node
      return node.kind === 'And' ? and(merged, node.span) : or(merged, node.span)
    }
    case 'Some':
      return node.condition.kind === 'False' ? FALSE : node
    case 'Every':
      return node.condition.kind === 'True' ? TRUE : node
    case 'Not':
      if (node.child.kind === 'True') return FALSE
      if (node.child.kind === 'False') return TRUE
      return node.child.kind === 'Not' ? node.child.child : node
    default:
      return node
  }
}

/** Equalities of one field, among alternatives, are one list; it stands where the first of them stood. */
function mergeEqualities(children: readonly Condition[]): readonly Condition[] {
  const lists = new Map<string, Scalar[]>()
  for (const child of children) {
    const name = equalityField(child)
    if (name === undefined) continue
    const values = lists.get(name) ?? []
    lists.set(name, values)
    for (const value of equalityValues(child)) if (!values.includes(value)) values.push(value)
  }
  const names = children.map(equalityField)
  if (new Set(names.filter((name) => name !== undefined)).size === names.filter((name) => name !== undefined).length) {
    return children
  }
  return children.flatMap((child, i) => {
    const name = names[i]
    if (name === undefined) return [child]
    if (names.indexOf(name) !== i) return []
    const values = lists.get(name) ?? []
    const { field } = child as NodeOf<'In'>
    return [
      values.length === 1
        ? compare(field, 'eq', values[0] as Scalar, child.span === undefined ? {} : { span: child.span })
        : isIn(field, values, child.span),
    ]
  })
}

function equalityField(node: Condition): string | undefined {
  if (node.kind === 'In') return isPath(node.field) ? JSON.stringify(node.field) : undefined
  const isEquality = node.kind === 'Compare' && node.op === 'eq' && node.domain === undefined
  return isEquality && typeof node.value !== 'object' && isPath(node.field) ? JSON.stringify(node.field) : undefined
}

function equalityValues(node: Condition): readonly Scalar[] {
  return node.kind === 'In' ? node.values : [(node as NodeOf<'Compare'>).value as Scalar]
}
