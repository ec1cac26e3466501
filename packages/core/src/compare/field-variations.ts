import type { JsonValue } from '../diagnostics/diagnostic.js'
import { isObject, placeValue, removeValue, valueAt, withKey, withoutKey } from './place-value.js'

/**
 * The event with one field changed, the likeliest differences first: missing, null, nearly right, of another type, as
 * a list, below a list, spelled with dots, in both spellings, under a key in another letter case. Lazy: a limit may
 * stop it anywhere.
 */
export function* fieldVariations(
  event: JsonValue,
  keys: readonly string[],
  values: readonly JsonValue[],
  isList: boolean,
): Generator<JsonValue> {
  const own = valueAt(event, keys) ?? values[0] ?? 'x'
  const put = (value: JsonValue): JsonValue => placeValue(event, keys, value)
  const other = values.find((value) => JSON.stringify(value) !== JSON.stringify(own)) ?? 'other'
  if (isList) yield put([own])
  yield removeValue(event, keys)
  yield put(own)
  yield put(null)
  for (const value of values.slice(0, 4)) yield put(value)
  yield put([own])
  yield put([own, other])
  for (const value of values.slice(4, 8)) yield put(value)
  yield put([other, own])
  yield put([other])
  yield* spellings(event, keys, own, other)
  for (const value of values.slice(8, 14)) yield put(value)
  for (const value of OTHER_TYPES) yield put(value)
  for (const list of [[null, own], [[own]], [own, own], [own, 1, true], [{ x: own }], [null]]) yield put(list)
  if (typeof own === 'number' || typeof own === 'boolean') yield put(String(own))
  yield* aboveVariations(event, keys, own, other)
  for (const value of values.slice(14)) {
    yield put(value)
    yield put([value, own])
  }
}

const OTHER_TYPES: readonly JsonValue[] = ['', 0, 1, true, false, [], {}, 'x', '1', { x: 'x' }, { x: null }, -1, 1.5]

/** The same field under one key with dots, in both forms at once, under keys in another letter case. */
function* spellings(event: JsonValue, keys: readonly string[], own: JsonValue, other: JsonValue): Generator<JsonValue> {
  if (!isObject(event) || keys.length === 0) return
  const [first = '', ...rest] = keys
  const without = removeValue(event, keys)
  const bare = isObject(without) && isEmpty(valueAt(without, [first])) ? withoutKey(without, first) : without
  if (keys.length > 1 && isObject(bare)) {
    yield withKey(bare, keys.join('.'), own)
    yield withKey(event, keys.join('.'), other)
    const nestedOther = placeValue(event, keys, other)
    if (isObject(nestedOther)) yield withKey(nestedOther, keys.join('.'), own)
    if (keys.length > 2)
      yield placeValue(withKey(bare, `${first}.${rest[0]}`, {}), [`${first}.${rest[0]}`, ...rest.slice(1)], own)
  }
  const swapped = swapCase(keys[keys.length - 1] as string)
  if (swapped !== keys[keys.length - 1]) {
    yield placeValue(bare, [...keys.slice(0, -1), swapped], own)
    yield placeValue(event, [...keys.slice(0, -1), swapped], other)
  }
  const swappedFirst = swapCase(first)
  if (keys.length > 1 && swappedFirst !== first) yield placeValue(bare, [swappedFirst, ...rest], own)
}

function swapCase(key: string): string {
  const upper = key.toUpperCase()
  return upper === key ? key.toLowerCase() : upper
}

function isEmpty(value: JsonValue | undefined): boolean {
  return value !== undefined && isObject(value) && Object.keys(value).length === 0
}

/** What stands above the field is a list of objects, null, text, or not there. */
function* aboveVariations(
  event: JsonValue,
  keys: readonly string[],
  own: JsonValue,
  other: JsonValue,
): Generator<JsonValue> {
  for (let length = keys.length - 1; length > 0; length--) {
    const above = keys.slice(0, length)
    const below = keys.slice(length)
    const item = placeValue({}, below, own)
    const rest = valueAt(event, above) ?? {}
    yield placeValue(event, above, [rest])
    yield placeValue(event, above, [placeValue({}, below, other), item])
    yield placeValue(event, above, [removeValue(rest, below), item])
    yield placeValue(event, above, [rest, placeValue(rest, below, other)])
    yield placeValue(event, above, null)
    yield placeValue(event, above, 'x')
    yield placeValue(event, above, [])
    yield placeValue(event, above, ['x', rest])
    yield removeValue(event, above)
  }
}
