import { type Condition, not, or } from '@ruleglot/core'

/**
 * `not a is x* and not a is y*` is `not (a is x* or a is y*)`: what a rule rules out of one field stands together, as a
 * person writes it, and every target has a way to say so.
 */
export function joinedNegations(children: readonly Condition[]): readonly Condition[] {
  const groups = new Map<string, Condition[]>()
  for (const child of children) {
    const key = keyOf(child)
    if (key === undefined) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [child])
    else group.push(child)
  }
  return children.flatMap((child) => {
    const key = keyOf(child)
    const group = key === undefined ? undefined : groups.get(key)
    if (group === undefined || group.length === 1) return [child]
    return group[0] === child ? [not(or(group.flatMap((one) => (one.kind === 'Not' ? [one.child] : []))))] : []
  })
}

/** Tests of text alone: lists of values are one test already. */
function keyOf(node: Condition): string | undefined {
  if (node.kind !== 'Not' || node.child.kind !== 'Match') return undefined
  const { field, ignoreCase, on } = node.child
  return JSON.stringify([field, ignoreCase, on])
}
