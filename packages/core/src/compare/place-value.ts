import type { JsonObject, JsonValue } from '../diagnostics/diagnostic.js'
import { type Path, segmentKey } from '../ir/path.js'

/** Writing values into sample events. Events are never changed in place. Keys from rules may be `__proto__`. */

/** The path as plain keys, one for each part of its dotted form. */
export function keysOf(path: Path): readonly string[] {
  return path.flatMap((segment) => segmentKey(segment).split('.'))
}

/** The event with `value` at the keys (from `at` on), as nested objects. In a list on the way the first object takes it. */
export function placeValue(event: JsonValue, keys: readonly string[], value: JsonValue, at = 0): JsonValue {
  const key = keys[at]
  if (key === undefined) return value
  if (Array.isArray(event)) {
    const taker = event.findIndex(isObject)
    if (taker < 0) return [...event, placeValue({}, keys, value, at)]
    return event.map((item, i) => (i === taker ? placeValue(item, keys, value, at) : item))
  }
  if (isObject(event)) return withKey(event, key, placeValue(ownValue(event, key) ?? {}, keys, value, at + 1))
  // Something else stands where an object is needed: both, as a list.
  return event === null ? placeValue({}, keys, value, at) : [event, placeValue({}, keys, value, at)]
}

/** Puts a value where another may stand already: then both, as a list. */
export function placeBeside(element: JsonValue, keys: readonly string[], value: JsonValue): JsonValue {
  if (keys.length === 0) return isObject(element) && Object.keys(element).length > 0 ? element : value
  const before = valueAt(element, keys)
  return placeValue(element, keys, before === undefined ? value : [...asList(before), ...asList(value)])
}

function asList(value: JsonValue): readonly JsonValue[] {
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
}

/** The event without what stands at the keys. */
export function removeValue(event: JsonValue, keys: readonly string[]): JsonValue {
  const [key, ...rest] = keys
  if (key === undefined) return event
  if (Array.isArray(event)) return event.map((item: JsonValue) => removeValue(item, keys))
  if (!isObject(event) || !Object.hasOwn(event, key)) return event
  if (rest.length === 0) return withoutKey(event, key)
  return withKey(event, key, removeValue(event[key] as JsonValue, rest))
}

/** What stands at the keys (from `at` on); in a list on the way, in its first object that has it. */
export function valueAt(event: JsonValue, keys: readonly string[], at = 0): JsonValue | undefined {
  const key = keys[at]
  if (key === undefined) return event
  if (Array.isArray(event)) {
    for (const item of event as readonly JsonValue[]) {
      const value = valueAt(item, keys, at)
      if (value !== undefined) return value
    }
    return undefined
  }
  return isObject(event) && Object.hasOwn(event, key) ? valueAt(event[key] as JsonValue, keys, at + 1) : undefined
}

/** The event with one more key, as it is written: dots in it stay, and `__proto__` is a key like any other. */
export function withKey(event: JsonObject, key: string, value: JsonValue): JsonObject {
  return { ...event, [key]: value }
}

export function withoutKey(event: JsonObject, key: string): JsonObject {
  return fromEntries(Object.entries(event).filter(([own]) => own !== key))
}

export function onlyKeys(event: JsonObject, keys: readonly string[]): JsonObject {
  return fromEntries(keys.map((key) => [key, event[key] as JsonValue]))
}

/** An event that holds all of the values, those under one path as a list. */
export function eventWith(
  values: readonly { readonly keys: readonly string[]; readonly value: JsonValue }[],
): JsonValue {
  const byFirst = new Map<string, JsonValue>()
  let element: JsonValue = {}
  for (const { keys, value } of values) {
    const [first] = keys
    if (first === undefined) element = placeBeside(element, keys, value)
    else byFirst.set(first, placeBeside(byFirst.get(first) ?? {}, keys, value))
  }
  if (byFirst.size === 0) return element
  return fromEntries([...byFirst].map(([key, holder]) => [key, valueAt(holder, [key]) as JsonValue]))
}

export function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function ownValue(event: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(event, key) ? event[key] : undefined
}

/** Own properties whatever their names, `__proto__` among them. */
function fromEntries(entries: readonly (readonly [string, JsonValue])[]): JsonObject {
  return Object.fromEntries(entries)
}
