import { type Condition, dotted, isIn, isPath, type Path, type Scalar } from '@ruleglot/core'

/**
 * The parts of one `And` with lists of values for one field joined to the values that are in all of them, where a field is
 * read as one value: `a in (1, 2) and a in (2, 3)` is `a == 2`. Lists without a common value stay.
 */
export function joinEqual(parts: readonly Condition[], isOne: (path: Path) => boolean): readonly Condition[] {
  const first = new Map<string, { readonly at: number; values: ReadonlySet<Scalar> }>()
  const result: (Condition | undefined)[] = [...parts]
  for (const [i, part] of parts.entries()) {
    const own = valuesOf(part)
    if (own === undefined || !isOne(own.path)) continue
    const name = JSON.stringify(own.path)
    const before = first.get(name)
    const common = own.values.filter((value) => before?.values.has(value) === true)
    if (before === undefined) first.set(name, { at: i, values: new Set(own.values) })
    else if (common.length > 0) {
      before.values = new Set(common)
      result[before.at] = isIn(own.path, [...before.values], part.span)
      result[i] = undefined
    }
  }
  return result.filter((part) => part !== undefined)
}

function valuesOf(node: Condition): { readonly path: Path; readonly values: readonly Scalar[] } | undefined {
  if (node.kind === 'In') return isPath(node.field) ? { path: node.field, values: node.values } : undefined
  if (node.kind === 'Or') {
    const each = node.children.map(valuesOf)
    const [one] = each
    if (one === undefined || each.some((other) => other === undefined || dotted(other.path) !== dotted(one.path)))
      return undefined
    return { path: one.path, values: each.flatMap((other) => other?.values ?? []) }
  }
  if (node.kind !== 'Compare' || node.op !== 'eq' || node.domain !== undefined || !isPath(node.field)) return undefined
  return typeof node.value === 'object' ? undefined : { path: node.field, values: [node.value] }
}
