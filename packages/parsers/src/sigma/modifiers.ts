import type { Span } from '@ruleglot/core'
import { type Reading, report } from './reading.js'

/** What an item compares with. Exactly one per item; `text` when no modifier says otherwise. */
export type ItemKind = 'text' | 'regex' | 'network' | 'exists' | 'field' | 'order' | 'timePart'

/** The chain of modifiers behind a field name, resolved. */
export interface Modifiers {
  readonly kind: ItemKind
  readonly place: 'whole' | 'contains' | 'startswith' | 'endswith'
  readonly all: boolean
  readonly cased: boolean
  readonly neq: boolean
  readonly windash: boolean
  /** Values hold placeholders. */
  readonly expand: boolean
  readonly encodings: readonly Encoding[]
  readonly order: 'lt' | 'le' | 'gt' | 'ge'
  readonly timePart: string
  readonly flags: { readonly ignoreCase: boolean; readonly multiline: boolean; readonly dotAll: boolean }
}

export type Encoding = 'base64' | 'base64offset' | 'utf16le' | 'utf16be' | 'utf16'

/** What each modifier of the specification (2.1, appendix) changes. Names beside it are aliases of other tools. */
const MODIFIERS: Readonly<Record<string, Change>> = {
  contains: { place: 'contains' },
  startswith: { place: 'startswith' },
  endswith: { place: 'endswith' },
  all: { all: true },
  cased: { cased: true },
  neq: { neq: true },
  windash: { windash: true },
  exists: { kind: 'exists' },
  fieldref: { kind: 'field' },
  cidr: { kind: 'network' },
  re: { kind: 'regex' },
  i: { flag: 'ignoreCase' },
  ignorecase: { flag: 'ignoreCase' },
  m: { flag: 'multiline' },
  multiline: { flag: 'multiline' },
  s: { flag: 'dotAll' },
  dotall: { flag: 'dotAll' },
  lt: { kind: 'order', order: 'lt' },
  lte: { kind: 'order', order: 'le' },
  gt: { kind: 'order', order: 'gt' },
  gte: { kind: 'order', order: 'ge' },
  base64: { encoding: 'base64' },
  base64offset: { encoding: 'base64offset' },
  wide: { encoding: 'utf16le' },
  utf16le: { encoding: 'utf16le' },
  utf16be: { encoding: 'utf16be' },
  utf16: { encoding: 'utf16' },
  minute: { kind: 'timePart', timePart: 'minute' },
  hour: { kind: 'timePart', timePart: 'hour' },
  day: { kind: 'timePart', timePart: 'day' },
  week: { kind: 'timePart', timePart: 'week' },
  month: { kind: 'timePart', timePart: 'month' },
  year: { kind: 'timePart', timePart: 'year' },
  expand: { expand: true },
}

/** Words that some tools take beside those of the specification, and the one it has. */
const OTHER_TOOLS: ReadonlyMap<string, string> = new Map([
  ['ignorecase', 'i'],
  ['multiline', 'm'],
  ['dotall', 's'],
])

interface Change {
  readonly kind?: Exclude<ItemKind, 'text'>
  readonly place?: 'contains' | 'startswith' | 'endswith'
  readonly all?: true
  readonly cased?: true
  readonly neq?: true
  readonly windash?: true
  readonly expand?: true
  readonly encoding?: Encoding
  readonly flag?: 'ignoreCase' | 'multiline' | 'dotAll'
  readonly order?: Modifiers['order']
  readonly timePart?: string
}

const NONE: Modifiers = {
  kind: 'text',
  place: 'whole',
  all: false,
  cased: false,
  neq: false,
  windash: false,
  expand: false,
  encodings: [],
  order: 'lt',
  timePart: '',
  flags: { ignoreCase: false, multiline: false, dotAll: false },
}

/** Reads the chain from the left; what does not go together is reported and gives undefined. */
export function readModifiers(names: readonly string[], span: Span, reading: Reading): Modifiers | undefined {
  let modifiers = NONE
  for (const name of names) {
    const change = Object.hasOwn(MODIFIERS, name) ? MODIFIERS[name] : undefined
    if (change === undefined) {
      return report(reading, 'sigma/unknown-modifier', span, `There is no modifier "${name}".`, {
        hint: nearest(name) ?? 'See the modifiers appendix of the Sigma specification.',
      })
    }
    const problem = conflict(modifiers, change, name)
    if (problem !== undefined) return report(reading, 'sigma/modifier-misuse', span, problem)
    if (OTHER_TOOLS.has(name)) {
      report(
        reading,
        'sigma/dialect',
        span,
        `"${name}" is a word of other tools; the specification does not have it.`,
        {
          hint: `Write "${OTHER_TOOLS.get(name)}".`,
          effect: 'none',
        },
      )
    }
    modifiers = apply(modifiers, change)
  }
  if (modifiers.expand && modifiers.kind !== 'text') {
    return report(reading, 'sigma/modifier-misuse', span, '"expand" replaces placeholders in texts only.')
  }
  return modifiers
}

function apply(modifiers: Modifiers, change: Change): Modifiers {
  const { encoding, flag, ...rest } = change
  return {
    ...modifiers,
    ...rest,
    encodings: encoding === undefined ? modifiers.encodings : [...modifiers.encodings, encoding],
    flags: flag === undefined ? modifiers.flags : { ...modifiers.flags, [flag]: true },
  }
}

function conflict(before: Modifiers, change: Change, name: string): string | undefined {
  if (change.kind !== undefined) {
    if (before.kind !== 'text') return `"${name}" cannot follow another modifier that says what to compare.`
    if (before.place !== 'whole' || before.encodings.length > 0 || before.windash) {
      return `"${name}" must come before the modifiers of texts.`
    }
    if (change.kind === 'exists' && (before.all || before.cased || before.neq)) return '"exists" must stand alone.'
  }
  if (before.kind === 'exists') return '"exists" must stand alone.'
  if (change.flag !== undefined && before.kind !== 'regex') return `"${name}" belongs behind "re".`
  if (change.place !== undefined) {
    if (before.place !== 'whole') return `"${name}" cannot follow "${before.place}".`
    if (before.kind !== 'text' && before.kind !== 'field') return `"${name}" changes texts only.`
  }
  if ((change.encoding !== undefined || change.windash) && before.kind !== 'text')
    return `"${name}" changes texts only.`
  if (change.encoding !== undefined) return encodingConflict(before, change.encoding, name)
  return undefined
}

function encodingConflict(before: Modifiers, encoding: Encoding, name: string): string | undefined {
  const last = before.encodings[before.encodings.length - 1]
  if (before.place !== 'whole') return `"${name}" must come before "${before.place}".`
  const isText = encoding.startsWith('utf16')
  if (last === undefined) return undefined
  if (isText) return `"${name}" must be the first encoding.`
  return last.startsWith('utf16') ? undefined : `"${name}" cannot follow "${last}".`
}

function nearest(name: string): string | undefined {
  const lower = name.toLowerCase()
  const known = Object.keys(MODIFIERS).find((one) => one === lower || one.startsWith(lower) || lower.startsWith(one))
  return known === undefined || name === '' ? undefined : `Is "${known}" meant?`
}
