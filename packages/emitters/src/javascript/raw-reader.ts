import type { Scalar } from '@ruleglot/core'

/** What becomes of the values that a field holds: the first answer that is true is the answer. */
export type ValueTest = (value: Scalar) => boolean

/**
 * Reads the values of a field from an event as it is, without expanding it first: lists are opened, and unless keys are
 * known to be nested, keys with dots and keys in objects are one field. Iterative; only own properties.
 */
export function someScalar(path: readonly string[], test: ValueTest, nested = false): (event: unknown) => boolean {
  const keys = nested ? path : path.flatMap((segment) => segment.split('.'))
  if (path.length === 0) return (event) => searchLists(event, test)
  const [only] = keys
  return keys.length === 1 ? ofOneKey(only as string, test) : ofKeys(keys, test, nested)
}

function ofOneKey(key: string, test: ValueTest): (event: unknown) => boolean {
  const keys = [key]
  return (event) => {
    if (typeof event !== 'object' || event === null) return false
    if (Array.isArray(event)) return search(event, 0, keys, test)
    if (!Object.hasOwn(event, key)) return false
    const value = (event as Record<string, unknown>)[key]
    if (typeof value !== 'object') return isScalar(value) && test(value)
    return value !== null && Array.isArray(value) && searchLists(value, test)
  }
}

function ofKeys(keys: readonly string[], test: ValueTest, nested: boolean): (event: unknown) => boolean {
  const last = keys.length - 1
  // At each key: the longer keys with dots that could stand there instead.
  const joined = keys.map((_, from) =>
    nested ? [] : keys.slice(from + 1).map((_key, i) => keys.slice(from, from + i + 2).join('.')),
  )
  const cuts = nested ? search : searchCuts
  return (event) => {
    let node: unknown = event
    for (let at = 0; at <= last; at++) {
      if (typeof node !== 'object' || node === null) return false
      if (Array.isArray(node)) return cuts(node, at, keys, test)
      const longer = joined[at] as readonly string[]
      for (let i = 0; i < longer.length; i++) {
        if (Object.hasOwn(node, longer[i] as string)) return cuts(node, at, keys, test)
      }
      const key = keys[at] as string
      if (!Object.hasOwn(node, key)) return false
      node = (node as Record<string, unknown>)[key]
    }
    if (typeof node !== 'object') return isScalar(node) && test(node)
    return node !== null && Array.isArray(node) && searchLists(node, test)
  }
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function searchLists(value: unknown, test: ValueTest): boolean {
  return search(value, 0, [], test)
}

/** Every list on the way. */
function search(start: unknown, from: number, keys: readonly string[], test: ValueTest): boolean {
  const stack: [unknown, number][] = [[start, from]]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const [node, at] = top
    if (Array.isArray(node)) for (const item of node) stack.push([item, at])
    else if (at === keys.length) {
      if (isScalar(node) && test(node)) return true
    } else if (typeof node === 'object' && node !== null && Object.hasOwn(node, keys[at] as string)) {
      stack.push([(node as Record<string, unknown>)[keys[at] as string], at + 1])
    }
  }
  return false
}

/** Every cut of the keys, every list. */
function searchCuts(start: unknown, from: number, keys: readonly string[], test: ValueTest): boolean {
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
