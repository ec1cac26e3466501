import { type Condition, dotted, isIn, isPath, or, type Path, type Scalar, type Span } from '@ruleglot/core'

/** `Or` of equalities of one field is `In`, always; other alternatives keep their place. */
export function joinEqualities(children: readonly Condition[], span: Span): Condition {
  const joined: Condition[] = []
  const lists = new Map<string, { readonly at: number; readonly values: Set<Scalar> }>()
  for (const child of children) {
    const equality = equalityOf(child)
    if (equality === undefined) {
      joined.push(child)
      continue
    }
    const name = dotted(equality.path)
    const list = lists.get(name)
    if (list === undefined) {
      lists.set(name, { at: joined.length, values: new Set(equality.values) })
      joined.push(child)
    } else for (const value of equality.values) list.values.add(value)
  }
  for (const { at, values } of lists.values()) {
    const child = joined[at] as Condition
    const equality = equalityOf(child)
    if (equality !== undefined && values.size > equality.values.length)
      joined[at] = isIn(equality.path, [...values], span)
  }
  return joined.length === 1 ? (joined[0] as Condition) : or(joined, span)
}

function equalityOf(node: Condition): { readonly path: Path; readonly values: readonly Scalar[] } | undefined {
  if (node.kind === 'In' && isPath(node.field)) return { path: node.field, values: node.values }
  if (node.kind !== 'Compare' || node.op !== 'eq' || node.domain !== undefined || !isPath(node.field)) return undefined
  return typeof node.value === 'object' ? undefined : { path: node.field, values: [node.value] }
}
