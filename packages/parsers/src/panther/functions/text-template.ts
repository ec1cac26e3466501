import { EVENT, type Formula, type Machine, opaqueIn, type Place, type Value, type Values } from '../lift/index.js'
import { type AskedPlace, firstField, placeOf, textOf } from './first-field.js'
import { kept, type Read } from './lifted-functions.js'

/** A text, or a field with what stands in for it where it is missing. */
export type TemplatePart = string | TemplateField

export interface TemplateField extends AskedPlace {
  readonly instead?: readonly AskedPlace[]
  readonly missing?: string
}

/** The one template behind all ways that a text is made. */
export function templateOf(m: Machine, values: Values, depth = 0): Read<readonly TemplatePart[]> {
  const [first, ...others] = values
  if (depth > DEEPEST) return kept('texts are made of texts too often')
  if (first?.value.type === 'format' && others.length === 0) return formatOf(m, first.value.parts, depth)
  const places = values.flatMap(({ value }) => placeOf(value) ?? [])
  const odd = values.find(({ value }) => value.type !== 'constant' && placeOf(value) === undefined)
  if (odd !== undefined) return kept(reasonOf(odd.value, odd.when))
  if (places.length === 0) {
    const [only, ...more] = new Set(values.flatMap(({ value }) => (value.type === 'constant' ? [textOf(value)] : [])))
    return only === undefined || more.length > 0 ? kept('it differs from event to event') : ok([only])
  }
  const problem = places.map(unsuited).find((reason) => reason !== undefined)
  return problem === undefined ? fieldOf(m, values, new Set(places).size) : kept(problem)
}

/** A loop may put one into the next. */
const DEEPEST = 100

function fieldOf(m: Machine, values: Values, places: number): Read<readonly TemplatePart[]> {
  const chain = firstField(m, values)
  if (chain === undefined) {
    const [unread] = values.flatMap(({ when }) => opaqueIn(when))
    if (unread !== undefined) return kept(unread.reason)
    return kept(places > 1 ? 'it takes one of several fields by a condition' : 'it takes a field by a condition')
  }
  const { fields, missing } = chain
  const [first, ...instead] = fields as readonly [AskedPlace, ...AskedPlace[]]
  const standsIn = missing === undefined ? {} : { missing }
  return ok([{ ...first, ...(instead.length === 0 ? {} : { instead }), ...standsIn }])
}

/** Why a place is no field of the event. */
export function unsuited({ scope, path }: Place): string | undefined {
  if (scope !== EVENT) return 'it takes an item of a list'
  return path.length === 0 ? 'it is the whole event' : undefined
}

function formatOf(m: Machine, parts: readonly (string | Values)[], depth: number): Read<readonly TemplatePart[]> {
  const all: TemplatePart[] = []
  for (const part of parts) {
    const read = typeof part === 'string' ? ok([part]) : templateOf(m, part, depth + 1)
    if (!read.ok) return read
    for (const one of read.value) {
      const before = all[all.length - 1]
      if (typeof one === 'string' && typeof before === 'string') all[all.length - 1] = before + one
      else all.push(one)
    }
  }
  return ok(all)
}

/** Why a value is no field and no text. */
export function reasonOf(value: Value, when: Formula): string {
  if (value.type === 'unknown') return value.reason
  const [unread] = opaqueIn(when)
  if (unread !== undefined) return unread.reason
  return REASONS[value.type] ?? 'it is computed'
}

const REASONS: Partial<Record<Value['type'], string>> = {
  format: 'its text differs from event to event',
  text: 'it changes the text of a field',
  walk: 'it takes what deep_walk() finds',
  many: 'it takes the items of a list',
  pieces: 'it takes a part of a text',
  number: 'it takes a number out of a field',
}

function ok(value: readonly TemplatePart[]): Read<readonly TemplatePart[]> {
  return { ok: true, value }
}
