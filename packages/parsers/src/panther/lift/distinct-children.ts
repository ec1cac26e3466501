import type { Condition } from '@ruleglot/core'

/** The children with those of the same kind opened, each once. */
export function distinctChildren(kind: 'And' | 'Or', children: readonly Condition[]): readonly Condition[] {
  const seen = new Map<string, Condition>()
  for (const child of children) {
    for (const one of child.kind === kind ? (child as { children: readonly Condition[] }).children : [child]) {
      const key = keyOf(one)
      if (!seen.has(key)) seen.set(key, one)
    }
  }
  return [...seen.values()]
}

const KEYS = new WeakMap<Condition, string>()

/** Equal for equal conditions: their text without spans, made once. */
function keyOf(condition: Condition): string {
  const known = KEYS.get(condition)
  if (known !== undefined) return known
  const key = newKey(condition)
  KEYS.set(condition, key)
  return key
}

function newKey(condition: Condition): string {
  switch (condition.kind) {
    case 'And':
    case 'Or':
      return `${condition.kind}[${condition.children.map(keyOf).join()}]`
    case 'Not':
      return `Not[${keyOf(condition.child)}]`
    default:
      return JSON.stringify(condition, (name, value) => (name === 'span' ? undefined : value))
  }
}
