import { placeValue, removeValue, valueAt } from '../compare/place-value.js'
import { keysRead } from '../compare/sample-model.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { evaluator } from '../evaluate/evaluate.js'
import type { Condition } from '../ir/node.js'
import { exampleValues, otherCase } from './example-values.js'
import type { TestPoint } from './test-points.js'

export interface NamedEvent {
  readonly name: string
  readonly event: JsonValue
}

/** Fields that get events of their own; more would bury the tests that matter. */
const MOST_FIELDS = 8
const MOST_TYPED = 3
const MOST_LISTED = 10
const MOST_LISTS = 12

/**
 * Events beside those that fire: the field missing, null, of another type, as a list with one matching element, in
 * other letters, and with values that only resemble the wanted ones.
 */
export function* boundaryEvents(
  points: readonly TestPoint[],
  firing: ReadonlyMap<number, JsonValue>,
  typical: JsonValue | undefined,
): Generator<NamedEvent> {
  if (typical === undefined) return
  const fields = fieldsOf(points)
  const first = fields.slice(0, MOST_FIELDS)
  for (const { name, keys } of first) yield { name: `no ${name}`, event: removeValue(typical, keys) }
  for (const { name, keys } of first.slice(0, MOST_TYPED)) {
    const value = valueAt(typical, keys)
    if (value === undefined) continue
    yield { name: `${name} is null`, event: placeValue(typical, keys, null) }
    yield {
      name: `${name} is a list with one match`,
      event: placeValue(typical, keys, ['example', value] as JsonValue),
    }
    yield otherType(name, typical, keys, value)
  }
  yield* inOtherLetters(fields, typical)
  let lists = 0
  for (const { name, keys, points: own } of groupsOf(points)) {
    const near = own.map(({ i }) => firing.get(i)).find((event) => event !== undefined) ?? typical
    for (const values of resembling(own.map(({ point }) => point.leaf))) {
      if (lists++ >= MOST_LISTS) return
      const value = values.length === 1 ? (values[0] as JsonValue) : values
      yield { name: `${name} only resembles what is wanted`, event: placeValue(near, keys, value) }
    }
  }
}

interface Group {
  readonly name: string
  readonly keys: readonly string[]
  readonly points: { readonly point: TestPoint; readonly i: number }[]
}

function fieldsOf(points: readonly TestPoint[]): readonly Group[] {
  return grouped(points, ({ keys }) => keys?.join('.') ?? '')
}

function groupsOf(points: readonly TestPoint[]): readonly Group[] {
  return grouped(points, ({ group }) => group)
}

function grouped(points: readonly TestPoint[], by: (point: TestPoint) => string): readonly Group[] {
  const groups = new Map<string, Group>()
  points.forEach((point, i) => {
    if (point.keys === undefined || point.keys.length === 0) return
    const group = groups.get(by(point)) ?? { name: point.keys.join('.'), keys: point.keys, points: [] }
    group.points.push({ point, i })
    groups.set(by(point), group)
  })
  return [...groups.values()]
}

function otherType(name: string, event: JsonValue, keys: readonly string[], value: JsonValue): NamedEvent {
  const put = (other: JsonValue): JsonValue => placeValue(event, keys, other)
  if (typeof value === 'string') {
    const number = value.trim() === '' ? Number.NaN : Number(value)
    return Number.isFinite(number)
      ? { name: `${name} is the number ${number}`, event: put(number) }
      : { name: `${name} is a number`, event: put(1) }
  }
  if (typeof value === 'number' || typeof value === 'boolean')
    return { name: `${name} is the text "${value}"`, event: put(String(value)) }
  return { name: `${name} is text`, event: put('example') }
}

/** Every text of the typical event in other letters at once; then each field alone, so that one that counts shows. */
function* inOtherLetters(fields: readonly Group[], typical: JsonValue): Generator<NamedEvent> {
  let all = typical
  const changed: string[] = []
  for (const { name, keys } of fields) {
    const swapped = swappedAt(typical, keys)
    if (swapped === undefined) continue
    changed.push(name)
    all = placeValue(all, keys, swapped)
  }
  if (changed.length > 1) yield { name: 'everything in other letter case', event: all }
  for (const { name, keys } of fields.slice(0, MOST_FIELDS)) {
    const swapped = swappedAt(typical, keys)
    if (swapped !== undefined) yield { name: `${name} in other letter case`, event: placeValue(typical, keys, swapped) }
  }
}

function swappedAt(event: JsonValue, keys: readonly string[]): string | undefined {
  const value = valueAt(event, keys)
  return typeof value === 'string' ? otherCase(value) : undefined
}

/** Lists of values that are close to what the leaves want, and satisfy none of them; made as they are asked for. */
function* resembling(leaves: readonly Condition[]): Generator<readonly JsonValue[]> {
  const texts = leaves.filter(({ kind }) => kind === 'Match' || kind === 'Compare' || kind === 'In' || kind === 'Cidr')
  const each = texts.length > 8 ? 1 : texts.length > 3 ? 2 : 4
  const runs = leaves.map((leaf) => ({ run: evaluator(leaf), keys: keysRead(leaf)[0] ?? [] }))
  const seen = new Set<JsonValue>()
  let list: JsonValue[] = []
  for (const leaf of texts) {
    let misses = 0
    for (const value of exampleValues(leaf).nearMisses) {
      if (misses >= each) break
      if (!runs.every(({ run, keys }) => run(placeValue({}, keys, value)) === false)) continue
      misses++
      if (Array.isArray(value) || seen.has(value)) continue
      seen.add(value)
      list.push(value)
      if (list.length < MOST_LISTED) continue
      yield list
      list = []
    }
  }
  if (list.length > 0) yield list
}
