import { type Diagnostic, diagnostic, type JsonValue } from '../diagnostics/diagnostic.js'
import type { Problem } from './validators.js'

/** A place in a document: keys and positions from its root. */
export type DocumentPlace = readonly (string | number)[]

/** The diagnostic for a problem of the value at a place. */
export function describeProblem(problem: Problem, place: DocumentPlace): Diagnostic {
  const inside = problem.instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
  const where = [...place, ...inside]
  return badDocument(where, describe(problem))
}

/** `what` completes the sentence "<place> ...". */
export function badDocument(place: DocumentPlace, what: string): Diagnostic {
  return diagnostic('rule/bad-document', `${nameOf(place)} ${what}.`, { data: { path: pointer(place) } })
}

/** `condition.children[2].field`; the root is "The document". */
export function nameOf(place: DocumentPlace): string {
  if (place.length === 0) return 'The document'
  const name = place
    .map((part) => {
      if (/^\d+$/.test(String(part))) return `[${part}]`
      return /^[\w$]+$/.test(String(part)) ? `.${part}` : `[${JSON.stringify(part)}]`
    })
    .join('')
  return name.replace(/^\./, '')
}

/** As a JSON pointer. */
export function pointer(place: DocumentPlace): string {
  return place.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

function describe({ keyword, params }: Problem): string {
  const sentence = SENTENCES[keyword]
  return sentence === undefined ? `does not keep the rule ${keyword} of the schema` : sentence(params as Params)
}

type Params = Readonly<Record<string, JsonValue>>

const SENTENCES: Readonly<Record<string, (params: Params) => string>> = {
  type: ({ type }) =>
    `must be ${(Array.isArray(type) ? type : [type]).map((name) => TYPES[name] ?? name).join(' or ')}`,
  required: ({ missingProperty }) => `has no ${quoted(missingProperty)}`,
  additionalProperties: ({ additionalProperty }) => `has ${quoted(additionalProperty)}, which does not belong there`,
  enum: ({ allowedValues }) => `must be one of ${(allowedValues as readonly JsonValue[]).map(quoted).join(', ')}`,
  const: ({ allowedValue }) => `must be ${quoted(allowedValue)}`,
  discriminator: ({ tag, tagValue }) =>
    tagValue === undefined ? `has no ${quoted(tag)}` : `has the unknown ${String(tag)} ${quoted(tagValue)}`,
  minimum: ({ limit }) => `must be at least ${String(limit)}`,
  maximum: ({ limit }) => `must be at most ${String(limit)}`,
  minItems: ({ limit }) => `must have ${String(limit)} parts`,
  maxItems: ({ limit }) => `must have ${String(limit)} parts`,
  pattern: () => 'must be a date, YYYY-MM-DD',
}

const TYPES: Readonly<Record<string, string>> = {
  array: 'a list',
  object: 'an object',
  string: 'text',
  number: 'a number',
  integer: 'a whole number',
  boolean: 'true or false',
  null: 'null',
}

/** A value as JSON, cut short: it may be large, and it may be no JSON at all. */
function quoted(value: unknown): string {
  const text = typeof value === 'object' && value !== null ? 'object' : (JSON.stringify(value) ?? typeof value)
  return text.length <= 60 ? text : `${text.slice(0, 60)}...`
}
