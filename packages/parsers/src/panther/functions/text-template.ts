import type { Scalar } from '@ruleglot/core'
import type { Value, Values } from '../lift/index.js'
import { EVENT, type Formula, type Machine, opaqueIn, type Place } from '../lift/index.js'
import { kept, type Read } from './lifted-functions.js'

/** A text, or a field with what stands for it where it is missing; undefined: Python's None. */
export type TemplatePart = string | { readonly node: Place; readonly missing: Scalar | undefined }

/** The one template behind all ways that a text is made: each field with at most one text in its place. */
export function templateOf(m: Machine, values: Values): Read<readonly TemplatePart[]> {
  const found = values.filter(({ value }) => !(value.type === 'constant' && BOOLEAN_TEXTS.has(value.value)))
  const constants = found.flatMap(({ value }) => (value.type === 'constant' ? [value.value] : []))
  const others = found.filter(({ value }) => value.type !== 'constant')
  const [first] = others
  if (first === undefined) {
    const [only, ...more] = new Set(values.flatMap(({ value }) => (value.type === 'constant' ? [value.value] : [])))
    return only === undefined || more.length > 0 ? kept('it differs from event to event') : ok([textOf(only)])
  }
  const places = others.map(({ value }) => placeOf(value))
  if (places.every((node) => node !== undefined)) return fieldOf(places as readonly Place[], constants)
  if (others.length === 1 && first.value.type === 'format' && constants.length === 0) {
    return formatOf(m, first.value.parts)
  }
  const odd = others.find((_, i) => places[i] === undefined)
  return kept(reasonOf(odd?.value ?? first.value, odd?.when ?? first.when))
}

/** What str() makes of booleans: they stand beside the text of the same field. */
const BOOLEAN_TEXTS: ReadonlySet<Scalar | null> = new Set(['True', 'False'])

function fieldOf(places: readonly Place[], constants: readonly (Scalar | null)[]): Read<readonly TemplatePart[]> {
  const [node, ...more] = places
  if (node === undefined || more.some((other) => other !== node)) return kept('it takes the first of several fields')
  if (node.scope !== EVENT) return kept('it takes an item of a list')
  if (node.path.length === 0) return kept('it is the whole event')
  const texts = [...new Set(constants.map((value) => (value === null ? 'None' : value)))]
  const given = texts.filter((text) => text !== 'None')
  if (given.length > 1) return kept('several texts stand for a missing field')
  return ok([{ node, missing: given[0] }])
}

function formatOf(m: Machine, parts: readonly (string | Values)[]): Read<readonly TemplatePart[]> {
  const all: TemplatePart[] = []
  for (const part of parts) {
    const read = typeof part === 'string' ? ok([part]) : templateOf(m, part)
    if (!read.ok) return read
    all.push(...read.value)
  }
  return ok(all)
}

/** The field of a value that is the field as it stands, or its text. */
export function placeOf(value: Value): Place | undefined {
  switch (value.type) {
    case 'node':
    case 'numberText':
    case 'containerText':
      return value.node
    case 'text':
      return value.steps.length === 0 ? value.node : undefined
    default:
      return undefined
  }
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

function textOf(value: Scalar | null): string {
  return value === null ? 'None' : String(value)
}

function ok(value: readonly TemplatePart[]): Read<readonly TemplatePart[]> {
  return { ok: true, value }
}
