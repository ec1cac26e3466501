import type { JsonValue } from '@ruleglot/core'

/**
 * Events beside an event: each leaf, and each object or list above one, taken away or made null; each leaf given another
 * type and put into a list. `reads` tells of which keys anything is worth asking.
 */
export function alteredEvents(event: JsonValue, reads: (key: string) => boolean): readonly JsonValue[] {
  const altered: JsonValue[] = [event]
  for (const path of pathsOf(event)) {
    if (!path.some((key) => typeof key === 'string' && reads(key))) continue
    const value = path.reduce<JsonValue | undefined>((at, key) => childOf(at, key), event)
    altered.push(without(event, path), withValue(event, path, null))
    if (value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length > 0)) continue
    for (const other of otherTypes(value)) altered.push(withValue(event, path, other))
    altered.push(withValue(event, path, [value]))
  }
  return altered
}

type Key = string | number

function childOf(value: JsonValue | undefined, key: Key): JsonValue | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.hasOwn(value, key) ? (value as Readonly<Record<Key, JsonValue>>)[key] : undefined
}

/** Every place below the event, containers before what they hold. */
function pathsOf(event: JsonValue): readonly (readonly Key[])[] {
  const found: (readonly Key[])[] = []
  const stack: { readonly value: JsonValue; readonly path: readonly Key[] }[] = [{ value: event, path: [] }]
  for (let top = stack.shift(); top !== undefined; top = stack.shift()) {
    const { value, path } = top
    if (path.length > 0) found.push(path)
    if (typeof value !== 'object' || value === null) continue
    const keys: readonly Key[] = Array.isArray(value) ? value.map((_, i) => i) : Object.keys(value)
    for (const key of keys) stack.push({ value: childOf(value, key) as JsonValue, path: [...path, key] })
  }
  return found
}

function otherTypes(value: JsonValue): readonly JsonValue[] {
  if (typeof value === 'string') return [7, true, { k: value }]
  if (typeof value === 'number') return [String(value), 'x', value !== 0]
  if (typeof value === 'boolean') return [value ? 1 : 0, String(value), 'x']
  return ['x', 7]
}

function without(event: JsonValue, path: readonly Key[]): JsonValue {
  return changed(event, path, (holder, key) => {
    if (Array.isArray(holder)) holder.splice(Number(key), 1)
    else delete (holder as Record<Key, JsonValue>)[key]
  })
}

function withValue(event: JsonValue, path: readonly Key[], value: JsonValue): JsonValue {
  return changed(event, path, (holder, key) => {
    ;(holder as Record<Key, JsonValue>)[key] = value
  })
}

function changed(event: JsonValue, path: readonly Key[], change: (holder: JsonValue, key: Key) => void): JsonValue {
  const copy = structuredClone(event)
  const holder = path.slice(0, -1).reduce<JsonValue>((at, key) => childOf(at, key) as JsonValue, copy)
  change(holder, path[path.length - 1] as Key)
  return copy
}
