import { CHILD_KEYS } from './child-keys.js'
import type { Condition } from './node.js'

/** Rebuilds the tree bottom up: `change` sees each node with its children already changed. Unchanged parts are shared. */
export function transform(condition: Condition, change: (node: Condition) => Condition): Condition {
  return change(mapChildren(condition, (child) => transform(child, change)))
}

/** The node with `change` applied to its direct children. */
export function mapChildren(node: Condition, change: (child: Condition) => Condition): Condition {
  const keys = CHILD_KEYS[node.kind]
  if (keys.length === 0) return node
  let copy: Record<string, unknown> | undefined
  for (const key of keys) {
    const before = (node as unknown as Record<string, Condition | readonly Condition[]>)[key] as
      | Condition
      | readonly Condition[]
    const after = isList(before) ? mapList(before, change) : change(before)
    if (after !== before) {
      copy ??= { ...node }
      copy[key] = after
    }
  }
  return (copy as Condition | undefined) ?? node
}

function isList(value: Condition | readonly Condition[]): value is readonly Condition[] {
  return Array.isArray(value)
}

function mapList(list: readonly Condition[], change: (child: Condition) => Condition): readonly Condition[] {
  let changed = false
  const mapped = list.map((child) => {
    const after = change(child)
    if (after !== child) changed = true
    return after
  })
  return changed ? mapped : list
}
