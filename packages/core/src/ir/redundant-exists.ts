import type { Condition } from './node.js'

/**
 * The parts of a join without those that only say what another part says anyway: `a exists and a is x*` is `a is x*`,
 * `a does not exist or a is not x*` is `a is not x*`. The same truth on every event.
 */
export function withoutRedundantExists(kind: 'And' | 'Or', children: readonly Condition[]): readonly Condition[] {
  const asks = kind === 'And' ? existsKey : missingKey
  if (!children.some((child) => asks(child) !== undefined)) return children
  const says = kind === 'And' ? needsValue : holdsWithoutValue
  const asked = new Set<string>()
  const left = children.filter((child) => {
    const key = asks(child)
    if (key === undefined) return true
    if (asked.has(key) || children.some((other) => other !== child && says(other, key, DEEPEST))) return false
    asked.add(key)
    return true
  })
  return left.length === children.length ? children : left
}

/** Parts further in are not looked at: joins of joins would be gone through again and again. */
const DEEPEST = 3

function existsKey(node: Condition): string | undefined {
  return node.kind === 'Exists' ? JSON.stringify(node.field) : undefined
}

function missingKey(node: Condition): string | undefined {
  return node.kind === 'Not' ? existsKey(node.child) : undefined
}

/** Whether it is false where the field has no value. */
function needsValue(node: Condition, key: string, depth: number): boolean {
  switch (node.kind) {
    case 'Match':
    case 'In':
    case 'Regex':
    case 'Cidr':
    case 'Compare':
      return JSON.stringify(node.field) === key
    case 'Or':
      return depth > 0 && node.children.every((child) => needsValue(child, key, depth - 1))
    case 'And':
      return depth > 0 && node.children.some((child) => needsValue(child, key, depth - 1))
    case 'Not':
      return depth > 0 && holdsWithoutValue(node.child, key, depth - 1)
    default:
      return false
  }
}

/** Whether it is true where the field has no value. */
function holdsWithoutValue(node: Condition, key: string, depth: number): boolean {
  if (depth === 0) return false
  switch (node.kind) {
    case 'Not':
      return needsValue(node.child, key, depth - 1)
    case 'And':
      return node.children.every((child) => holdsWithoutValue(child, key, depth - 1))
    case 'Or':
      return node.children.some((child) => holdsWithoutValue(child, key, depth - 1))
    default:
      return false
  }
}
