import type { Scalar } from '@ruleglot/core'

/**
 * Reads the values of a field from an event as it is, without expanding it first: keys with dots and keys in objects
 * are one field, lists are opened. Iterative; only own properties.
 */
export function someScalar(path: readonly string[], test: (value: Scalar) => boolean): (event: unknown) => boolean {
  const keys = path.flatMap((segment) => segment.split('.'))
  const last = keys.length - 1
  // At each key: the longer keys with dots that could stand there instead.
  const joined = keys.map((_, from) => keys.slice(from + 1).map((_key, i) => keys.slice(from, from + i + 2).join('.')))
  if (path.length === 0) return (event) => searchLists(event, test)

  return (event) => {
    let node: unknown = event
    for (let at = 0; at <= last; at++) {
      if (typeof node !== 'object' || node === null) return false
      if (Array.isArray(node) || hasAny(node, joined[at] as readonly string[])) return search(node, at, keys, test)
      if (!Object.hasOwn(node, keys[at] as string)) return false
      node = (node as Record<string, unknown>)[keys[at] as string]
    }
    if (typeof node !== 'object') return isScalar(node) && test(node)
    return node !== null && Array.isArray(node) && searchLists(node, test)
  }
}

function hasAny(object: object, keys: readonly string[]): boolean {
  for (const key of keys) if (Object.hasOwn(object, key)) return true
  return false
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function searchLists(value: unknown, test: (value: Scalar) => boolean): boolean {
  return search(value, 0, [], test)
}

/** The general way: every cut of the keys, every list. */
function search(start: unknown, from: number, keys: readonly string[], test: (value: Scalar) => boolean): boolean {
  const stack: [unknown, number][] = [[start, from]]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [node, at] = top
    if (Array.isArray(node)) for (const item of node) stack.push([item, at])
    else if (at === keys.length) {
      if (isScalar(node) && test(node)) return true
    } else if (typeof node === 'object' && node !== null) {
      let key = ''
      for (let end = at; end < keys.length; end++) {
        key = end === at ? (keys[at] as string) : `${key}.${keys[end]}`
        if (Object.hasOwn(node, key)) stack.push([(node as Record<string, unknown>)[key], end + 1])
      }
    }
  }
  return false
}
