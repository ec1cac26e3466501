import type { JsonValue } from '../diagnostics/diagnostic.js'
import { isObject, onlyKeys, withKey, withoutKey } from './place-value.js'

/**
 * A smaller event that still passes the test: keys and list items dropped, lists of one opened, until nothing more can
 * go. Tries at most as many events.
 */
export function shrinkEvent(event: JsonValue, passes: (event: JsonValue) => boolean, most = MOST_TRIES): JsonValue {
  let smallest = event
  let tries = most
  for (let changed = true; changed && tries > 0; ) {
    changed = false
    for (const smaller of smallerEvents(smallest, 0)) {
      if (tries-- <= 0) break
      if (!passes(smaller)) continue
      smallest = smaller
      changed = true
      break
    }
  }
  return smallest
}

const MOST_TRIES = 400
const DEEPEST = 100

/** The event with one part less, larger parts first. */
function* smallerEvents(value: JsonValue, depth: number): Generator<JsonValue> {
  if (depth > DEEPEST) return
  if (Array.isArray(value)) {
    const items = value as readonly JsonValue[]
    for (const i of items.keys()) yield items.filter((_, j) => j !== i)
    if (items.length === 1 && depth > 0) yield items[0] as JsonValue
    for (const [i, item] of items.entries()) {
      for (const smaller of smallerEvents(item, depth + 1)) yield items.map((own, j) => (i === j ? smaller : own))
    }
  } else if (isObject(value)) {
    const keys = Object.keys(value)
    // Halves first: most of a large event goes in few steps.
    if (keys.length > 3) {
      const half = keys.length >> 1
      for (const kept of [keys.slice(half), keys.slice(0, half)]) yield onlyKeys(value, kept)
    }
    for (const key of keys) yield withoutKey(value, key)
    for (const [key, inner] of Object.entries(value)) {
      for (const smaller of smallerEvents(inner, depth + 1)) yield withKey(value, key, smaller)
    }
  }
}
