import type { Assumption } from '../assumptions/assumption.js'
import { isObject } from '../compare/place-value.js'
import type { JsonObject, JsonValue } from '../diagnostics/diagnostic.js'
import { segmentKey } from '../ir/path.js'

/**
 * The event with one value in a list where the assumptions say that a field is a list: for the condition it is the same
 * event, and it looks as events do. Undefined when no assumption says so.
 */
export function listWriter(assumptions: readonly Assumption[]): ((event: JsonValue) => JsonValue) | undefined {
  const paths = assumptions
    .filter(({ kind, path }) => (kind === 'list' || kind === 'listInItems') && path.length > 0)
    .map(({ path }) => path.map(segmentKey))
  if (paths.length === 0) return undefined
  return (event) => paths.reduce((made, keys) => listAt(made, keys, 0), event)
}

function listAt(value: JsonValue, keys: readonly string[], at: number): JsonValue {
  if (Array.isArray(value)) return value.map((item) => listAt(item, keys, at))
  const key = keys[at]
  if (!isObject(value) || key === undefined || !Object.hasOwn(value, key)) return value
  const below = (value as JsonObject)[key] as JsonValue
  const isLast = at === keys.length - 1
  const made =
    isLast && below !== null && !Array.isArray(below) ? [below] : isLast ? below : listAt(below, keys, at + 1)
  if (made === below) return value
  return Object.fromEntries(Object.entries(value).map(([own, held]) => [own, own === key ? made : held])) as JsonObject
}
