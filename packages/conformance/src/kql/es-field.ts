import { type FieldSchema, type FieldType, type Path, parseAddress, parseNetwork } from '@ruleglot/core'
import type { RangeBounds } from './elasticsearch-query.js'

/** `caseless`: a keyword whose normaliser lower-cases what is stored and what is asked for. */
export type EsType = FieldType | 'caseless'

export function esTypeOf(path: Path, schema: FieldSchema): EsType | undefined {
  const facts = schema.lookup(path)
  return facts?.copyOf !== undefined && path.at(-1) === 'caseless' ? 'caseless' : facts?.type
}

/** How one value of a document answers a query, by the type of its field, after Elasticsearch's documentation. */
export type FieldValue = string | number | boolean

/** What dynamic mapping takes a JSON value for; text as `keyword`. */
export function typeOfValue(value: FieldValue): FieldType {
  return typeof value === 'string' ? 'keyword' : typeof value === 'number' ? 'float' : 'boolean'
}

export function matchesText(value: FieldValue, text: string, type: EsType, how: 'term' | 'any' | 'phrase'): boolean {
  switch (type) {
    case 'long':
    case 'float':
      return numberIn(text) !== undefined && numberIn(text) === Number(value)
    case 'boolean':
      return (text === 'true' || text === 'false' || text === '') && value === (text === 'true')
    case 'ip':
      return isInNetwork(String(value), text)
    case 'date':
      return inRange(value, { gte: text, lte: text }, type)
    case 'text':
    case 'match_only_text':
      return how === 'phrase'
        ? hasPhrase(String(value), text)
        : wordsOf(text).some((word) => wordsOf(String(value)).includes(word))
    case 'nested':
    case 'object':
      return false
    case 'caseless':
      return typeof value === 'string' && value.toLowerCase() === text.toLowerCase()
    default:
      return value === text
  }
}

export function matchesPattern(value: FieldValue, pattern: RegExp, type: EsType): boolean {
  switch (type) {
    case 'keyword':
    case 'constant_keyword':
    case 'wildcard':
    case 'flattened':
      return typeof value === 'string' && pattern.test(value)
    case 'caseless':
      return typeof value === 'string' && new RegExp(pattern.source, 'iu').test(value)
    case 'text':
    case 'match_only_text': {
      const folded = new RegExp(pattern.source, 'i')
      return wordsOf(String(value)).some((word) => folded.test(word))
    }
    default:
      // An error: wildcards are for text.
      return false
  }
}

export function inRange(value: FieldValue, bounds: RangeBounds, type: EsType): boolean {
  return Object.entries(bounds).every(([operator, bound]) => {
    if (bound === null) return true
    const order = orderOf(value, bound as string, type, operator as keyof RangeBounds)
    if (order === undefined) return false
    if (operator === 'gt') return order > 0
    if (operator === 'gte') return order >= 0
    return operator === 'lt' ? order < 0 : order <= 0
  })
}

/** Negative, zero or positive as the value is before, at or after the bound; undefined where they do not compare. */
function orderOf(value: FieldValue, bound: string, type: EsType, operator: keyof RangeBounds): number | undefined {
  switch (type) {
    case 'long':
    case 'float': {
      const number = numberIn(bound)
      return number === undefined ? undefined : Number(value) - number
    }
    case 'boolean':
      return bound === 'true' || bound === 'false' ? Number(value) - Number(bound === 'true') : undefined
    case 'ip': {
      const [a, b] = [bitsOf(String(value)), bitsOf(bound)]
      if (a === undefined || b === undefined) return undefined
      return a < b ? -1 : a > b ? 1 : 0
    }
    case 'date': {
      const at = Date.parse(withZone(String(value)))
      // A date that leaves something out is rounded up for gt and lte, down for gte and lt.
      const limit = fill(bound, operator === 'gt' || operator === 'lte')
      return Number.isNaN(at) || limit === undefined ? undefined : at - limit
    }
    case 'text':
    case 'match_only_text':
    case 'nested':
    case 'object':
      return undefined
    default:
      return Buffer.compare(Buffer.from(String(value)), Buffer.from(bound))
  }
}

function numberIn(text: string): number | undefined {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : undefined
}

function isInNetwork(value: string, text: string): boolean {
  const address = bitsOf(value)
  const wanted = parseNetwork(text) ?? parseNetwork(`${text}/${text.includes(':') ? 128 : 32}`)
  const first = bitsOf(text.split('/')[0] as string)
  if (address === undefined || wanted === undefined || first === undefined) return false
  const shift = BigInt((wanted.family === 4 ? 32 : 128) - wanted.prefix)
  return address >> shift === first >> shift
}

/** An ip field holds 128 bits; IPv4 stands at ::ffff:0:0/96. */
function bitsOf(text: string): bigint | undefined {
  const address = parseAddress(text)
  if (address === undefined) return undefined
  return address.family === 4 ? (0xffffn << 32n) | address.bits : address.bits
}

function withZone(text: string): string {
  return /T/.test(text) && !/(Z|[+-]\d\d(:?\d\d)?)$/.test(text) ? `${text}Z` : text
}

/** The first or the last millisecond of what a date text names. */
function fill(text: string, up: boolean): number | undefined {
  const [, date = '', zone = 'Z'] = /^([\dT:.-]*?)(Z|[+-]\d\d:\d\d)?$/.exec(text) ?? []
  const templates: readonly [RegExp, string][] = [
    [/^\d{4}$/, '-01-01T00:00:00.000'],
    [/^\d{4}-\d\d$/, '-01T00:00:00.000'],
    [/^\d{4}-\d\d-\d\d$/, 'T00:00:00.000'],
    [/T\d\d$/, ':00:00.000'],
    [/T\d\d:\d\d$/, ':00.000'],
    [/T\d\d:\d\d:\d\d$/, '.000'],
    [/T\d\d:\d\d:\d\d\.\d+$/, ''],
  ]
  const index = templates.findIndex(([form]) => form.test(date))
  if (index < 0) return undefined
  const from = Date.parse(date + (templates[index] as [RegExp, string])[1] + zone)
  if (Number.isNaN(from) || !up) return Number.isNaN(from) ? undefined : from
  const end = new Date(from)
  if (index === 0) end.setUTCFullYear(end.getUTCFullYear() + 1)
  else if (index === 1) end.setUTCMonth(end.getUTCMonth() + 1)
  else end.setTime(from + ([86_400_000, 3_600_000, 60_000, 1000, 1][index - 2] as number))
  return end.getTime() - 1
}

/** The words of ASCII text: runs of letters, digits and `_`, with `.` and `'` inside words and `.` and `,` inside numbers. */
function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .match(/_*(?:[a-z]+(?:[.:'][a-z]+)*|\d+(?:[.,;']\d+)*)(?:_*(?:[a-z]+(?:[.:'][a-z]+)*|\d+(?:[.,;']\d+)*))*_*/g) ??
    []
  )
}

function hasPhrase(value: string, text: string): boolean {
  const words = wordsOf(value)
  const wanted = wordsOf(text)
  return wanted.length > 0 && words.some((_, at) => wanted.every((word, i) => words[at + i] === word))
}
