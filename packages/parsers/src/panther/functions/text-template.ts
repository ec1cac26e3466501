import { EVENT, type Formula, type Machine, opaqueIn, type Place, type Value, type Values } from '../lift/index.js'
import { placeOf, textOf } from './first-field.js'
import { kept, type Read } from './lifted-functions.js'
import { fieldOf, type TemplatePart } from './template-part.js'
import { choiceOf } from './text-choice.js'

/** The one template behind all ways that a text is made. */
export function templateOf(m: Machine, values: Values, inside = OUTSIDE): Read<readonly TemplatePart[]> {
  const [first, ...others] = values
  if (inside.depth > DEEPEST) return kept('texts are made of texts too often')
  if (first?.value.type === 'format' && others.length === 0) return formatOf(m, first.value.parts, inside)
  const odd = values.find(
    ({ value }) => value.type !== 'constant' && value.type !== 'format' && placeOf(value) === undefined,
  )
  if (odd !== undefined) return kept(reasonOf(odd.value, odd.when))
  const places = values.flatMap(({ value }) => placeOf(value) ?? [])
  const problem = places.map(unsuited).find((reason) => reason !== undefined)
  if (problem !== undefined) return kept(problem)
  const isPlain = !values.some(({ value }) => value.type === 'format')
  const [text, ...more] = new Set(values.map(({ value }) => (value.type === 'constant' ? textOf(value) : undefined)))
  if (text !== undefined && more.length === 0) return ok([text])
  const field = isPlain && places.length > 0 ? fieldOf(m, values) : undefined
  if (field !== undefined) return ok([field])
  // To look further would be to try all ways through all of them.
  if (inside.choices >= MOST_CHOICES) return kept('its text depends on conditions within conditions')
  const within = { depth: inside.depth + 1, choices: inside.choices + 1 }
  return choiceOf(m, values, (own) => templateOf(m, own, within))
}

/** How many texts and choices a text stands in. */
interface Inside {
  readonly depth: number
  readonly choices: number
}

const OUTSIDE: Inside = { depth: 0, choices: 0 }

/** A loop may put one into the next. */
const DEEPEST = 100

/** As deep as a title may have them (`TitleChoice`). */
const MOST_CHOICES = 2

/** Why a place is no field of the event. */
export function unsuited({ scope, path }: Place): string | undefined {
  if (scope !== EVENT) return 'it takes an item of a list'
  return path.length === 0 ? 'it is the whole event' : undefined
}

function formatOf(m: Machine, parts: readonly (string | Values)[], inside: Inside): Read<readonly TemplatePart[]> {
  const all: TemplatePart[] = []
  for (const part of parts) {
    const read = typeof part === 'string' ? ok([part]) : templateOf(m, part, { ...inside, depth: inside.depth + 1 })
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
  text: 'it changes the text of a field',
  walk: 'it takes what deep_walk() finds',
  many: 'it takes the items of a list',
  pieces: 'it takes a part of a text',
  number: 'it takes a number out of a field',
}

function ok(value: readonly TemplatePart[]): Read<readonly TemplatePart[]> {
  return { ok: true, value }
}
