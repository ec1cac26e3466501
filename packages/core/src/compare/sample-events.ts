import type { JsonObject, JsonValue } from '../diagnostics/diagnostic.js'
import type { FieldSchema } from '../fields/field-schema.js'
import { childrenOf } from '../ir/child-keys.js'
import type { Condition } from '../ir/node.js'
import { pathOf } from '../ir/path.js'
import { stableText } from '../normalise/structural-order.js'
import { candidateValues } from './candidate-values.js'
import { fieldVariations } from './field-variations.js'
import { keysOf, placeValue, removeValue } from './place-value.js'
import { type Choices, keysRead, sampleModel } from './sample-model.js'

export interface SampleOptions {
  /** At most this many events; 400 if absent. */
  readonly limit?: number
  /** Fields that hold lists in practice get lists first. */
  readonly schema?: FieldSchema
  /** Of the random combinations at the end; the same seed gives the same events. */
  readonly seed?: number
}

/**
 * Events that tell conditions apart, made of the conditions' own fields and literals: for each leaf an event that
 * satisfies it along with what has to hold beside it, then that event with the leaf's field missing, null, of another
 * type, nearly right, as a list, spelled otherwise; at the end random combinations. Deterministic, without duplicates;
 * the most readable events come first. At least 20 for a condition that reads a field.
 */
export function sampleEvents(conditions: readonly Condition[], options: SampleOptions = {}): readonly JsonValue[] {
  const limit = options.limit ?? 400
  const events = new Map<string, JsonValue>()
  const add = (event: JsonValue): void => {
    const key = stableText(event)
    if (events.size < limit && !events.has(key)) events.set(key, event)
  }
  const fields = fieldsOf(conditions)
  for (const condition of conditions) for (const wanted of [true, false]) add(sampleModel(condition, wanted))
  const aims = conditions.flatMap((condition) => aimsOf(condition, Math.max(20, limit >> 1)))
  const varied = aims.map(({ condition, leaf, choices, absolute }) => {
    const model = sampleModel(condition, true, choices)
    add(model)
    add(sampleModel(condition, false, choices))
    return keysRead(leaf).flatMap((own) => {
      const keys = [...absolute, ...own]
      const values = fields.get(keys.join('.'))?.values ?? []
      const isList = options.schema?.lookup(pathOf(keys.join('.')))?.array === true
      return [fieldVariations(model, keys, [...candidateValues(leaf), ...values], isList)]
    })
  })
  interleave(varied.flat(), add, () => events.size >= limit - (limit >> 3))
  add({})
  addRandom([...fields.values()], options.seed ?? 1, limit >> 3, add)
  return [...events.values()]
}

/** A leaf to be varied: the branches that lead to it, and the element that its paths start from. */
interface Aim {
  readonly condition: Condition
  readonly leaf: Condition
  readonly choices: Choices
  readonly absolute: readonly string[]
}

function aimsOf(condition: Condition, most: number): readonly Aim[] {
  const all = leavesOf(condition)
  const step = Math.max(1, all.length / most)
  const aims: Aim[] = []
  for (let i = 0; i < all.length; i += step) {
    const place = all[Math.floor(i)] as LeafPlace
    const choices = new Map<Condition, number>()
    for (let at = place; at.parent !== undefined; at = at.parent) choices.set(at.parent.node, at.index)
    aims.push({ condition, leaf: place.node, choices, absolute: place.absolute })
  }
  return aims
}

interface LeafPlace {
  readonly node: Condition
  readonly parent: LeafPlace | undefined
  readonly index: number
  readonly absolute: readonly string[]
}

/** Every node that reads a field, in source order. */
function leavesOf(condition: Condition): readonly LeafPlace[] {
  const leaves: LeafPlace[] = []
  const stack: LeafPlace[] = [{ node: condition, parent: undefined, index: 0, absolute: [] }]
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { node } = place
    if (keysRead(node).length > 0) leaves.push(place)
    const absolute = [...place.absolute, ...elementKeys(node)]
    const children = childrenOf(node)
    for (let i = children.length - 1; i >= 0; i--) {
      stack.push({ node: children[i] as Condition, parent: place, index: i, absolute })
    }
  }
  return leaves
}

function elementKeys(node: Condition): readonly string[] {
  if (node.kind === 'Search') return [...keysOf(node.scope), 'message']
  return node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count' ? keysOf(node.path) : []
}

interface SampledField {
  readonly keys: readonly string[]
  readonly values: JsonValue[]
}

const MOST_VALUES = 40

/** Each field with the values that leaves on it suggest, in order of appearance. */
function fieldsOf(conditions: readonly Condition[]): ReadonlyMap<string, SampledField> {
  const fields = new Map<string, SampledField>()
  for (const { node, absolute } of conditions.flatMap(leavesOf)) {
    for (const own of keysRead(node)) {
      const keys = [...absolute, ...own]
      const field = fields.get(keys.join('.')) ?? { keys, values: [] }
      if (field.values.length < MOST_VALUES) field.values.push(...candidateValues(node).slice(0, 6))
      fields.set(keys.join('.'), field)
    }
  }
  return fields
}

/** One from each in turn, so that a limit cuts all of them alike. */
function interleave(lists: readonly Iterable<JsonValue>[], add: (event: JsonValue) => void, full: () => boolean): void {
  let open = lists.map((list) => list[Symbol.iterator]())
  while (open.length > 0 && !full()) {
    open = open.filter((iterator) => {
      if (full()) return false
      const next = iterator.next()
      if (!next.done) add(next.value)
      return !next.done
    })
  }
}

/** Events with a random value, or none, in each field. */
function addRandom(
  fields: readonly SampledField[],
  seed: number,
  number: number,
  add: (event: JsonValue) => void,
): void {
  const random = randomNumbers(seed)
  const few = fields.slice(0, 30)
  if (few.length === 0) return
  for (let i = 0; i < number; i++) {
    let event: JsonValue = {} as JsonObject
    for (const { keys, values } of few) {
      const pick = (): JsonValue => values[Math.floor(random() * values.length)] ?? 'x'
      const form = random()
      if (form < 0.15) event = removeValue(event, keys)
      else event = placeValue(event, keys, form < 0.7 ? pick() : form < 0.85 ? [pick(), pick()] : [pick()])
    }
    add(event)
  }
}

/** Numbers from 0 to 1 (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
