import type { JsonObject, JsonValue } from '../diagnostics/diagnostic.js'
import type { FieldSchema } from '../fields/field-schema.js'
import type { Condition } from '../ir/node.js'
import { pathOf } from '../ir/path.js'
import { createStructuralOrder, stableText } from '../normalise/structural-order.js'
import { candidateValues } from './candidate-values.js'
import { fieldVariations } from './field-variations.js'
import { type LeafPlace, leafPlaces } from './leaf-places.js'
import { placeValue, removeValue } from './place-value.js'
import { type Choices, foundValues, keysRead, sampleModel } from './sample-model.js'

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
  const places = conditions.map(leafPlaces)
  const fields = fieldsOf(places.flat())
  const found = foundValues()
  const models = conditions.map((condition) => ({
    condition,
    wanted: sampleModel(condition, true, new Map(), found),
    unwanted: sampleModel(condition, false, new Map(), found),
  }))
  for (const { wanted, unwanted } of models) for (const model of [wanted, unwanted]) add(model)
  const varied = aimsOf(places, Math.max(20, limit >> 1)).map(({ place, of }) => {
    const { condition, wanted, unwanted } = models[of] as (typeof models)[number]
    const toMeet = choicesTo(place, true)
    const toMiss = choicesTo(place, false)
    const model = toMeet.size === 0 ? wanted : sampleModel(condition, true, toMeet, found)
    add(model)
    add(toMiss.size === 0 ? unwanted : sampleModel(condition, false, toMiss, found))
    return keysRead(place.node).flatMap((own) => {
      const keys = [...place.absolute, ...own]
      const values = fields.get(keys.join('.'))?.values ?? []
      const isList = options.schema?.lookup(pathOf(keys.join('.')))?.array === true
      return [fieldVariations(model, keys, [...candidateValues(place.node), ...values], isList)]
    })
  })
  interleave(varied.flat(), add, () => events.size >= limit - (limit >> 3))
  add({})
  addRandom([...fields.values()], options.seed ?? 1, limit >> 3, add)
  return [...events.values()]
}

/** The branches to take so that this leaf decides; the first branch is taken anyway. */
function choicesTo(leaf: LeafPlace, wanted: boolean): Choices {
  const choices = new Map<Condition, number>()
  for (let at = leaf; at.parent !== undefined; at = at.parent) {
    const { node, negated } = at.parent
    const picks = node.kind === (wanted !== negated ? 'Or' : 'And')
    if (picks && at.index > 0) choices.set(node, at.index)
  }
  return choices
}

/** The leaves to be varied: those that not every condition has, then some of the others, evenly. */
function aimsOf(
  places: readonly (readonly LeafPlace[])[],
  most: number,
): readonly { readonly place: LeafPlace; readonly of: number }[] {
  const order = createStructuralOrder()
  const ids = places.map((leaves) => new Set(leaves.map(({ node }) => order.idOf(node))))
  const all = places.flatMap((leaves, of) => leaves.map((place) => ({ place, of })))
  const isShared = ({ place }: { place: LeafPlace }): boolean => ids.every((known) => known.has(order.idOf(place.node)))
  const shared = all.filter(isShared)
  return [
    ...evenly(ids.length > 1 ? all.filter((aim) => !isShared(aim)) : [], most),
    ...evenly(ids.length > 1 ? shared : all, most),
  ].slice(0, most)
}

function evenly<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list
  return Array.from({ length: most }, (_, i) => list[Math.floor((i * list.length) / most)] as T)
}

interface SampledField {
  readonly keys: readonly string[]
  readonly values: JsonValue[]
}

const MOST_VALUES = 40

/** Each field with the values that leaves on it suggest, in order of appearance. */
function fieldsOf(places: readonly LeafPlace[]): ReadonlyMap<string, SampledField> {
  const fields = new Map<string, SampledField>()
  for (const { node, absolute } of places) {
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
