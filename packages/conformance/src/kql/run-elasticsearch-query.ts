import type { JsonValue } from '@ruleglot/core'
import type { EsQuery, FieldName } from './elasticsearch-query.js'
import { type EsType, type FieldValue, inRange, matchesPattern, matchesText, typeOfValue } from './es-field.js'

/**
 * Runs an Elasticsearch query on one document, after the documentation of each query type. A field has the type that
 * is given for it, else the one that dynamic mapping would take from the JSON value: text is `keyword` here, as in the
 * case files. An error of Elasticsearch (a value that a type refuses) counts as no match of that clause.
 */
export function runElasticsearchQuery(
  query: EsQuery,
  document: JsonValue,
  types: Readonly<Record<string, EsType>>,
): boolean {
  return run(query, { document, prefix: '', types })
}

interface Running {
  readonly document: JsonValue
  /** Absolute name of what `document` is, with a dot; empty at the top. */
  readonly prefix: string
  readonly types: Readonly<Record<string, EsType>>
}

function run(query: EsQuery, running: Running): boolean {
  if ('match_all' in query) return true
  if ('match_none' in query) return false
  if ('bool' in query) {
    const { filter, should, must_not } = query.bool
    return (
      (filter?.every((part) => run(part, running)) ?? true) &&
      (should?.some((part) => run(part, running)) ?? true) &&
      (must_not === undefined || !run(must_not, running))
    )
  }
  if ('exists' in query) return valuesOf(query.exists.field, running, true).length > 0
  if ('term' in query)
    return someValue(query.term.field, running, (value, type) => matchesText(value, query.term.value, type, 'term'))
  if ('match' in query)
    return someValue(query.match.field, running, (value, type) => matchesText(value, query.match.value, type, 'any'))
  if ('match_phrase' in query) {
    const { field, value: text } = query.match_phrase
    return someValue(field, running, (value, type) => matchesText(value, text, type, 'phrase'))
  }
  if ('wildcard' in query) {
    const pattern = readWildcard(query.wildcard.value)
    return someValue(query.wildcard.field, running, (value, type) => matchesPattern(value, pattern, type))
  }
  if ('range' in query)
    return someValue(query.range.field, running, (value, type) => inRange(value, query.range.value, type))
  if ('query_string' in query) return runQueryString(query.query_string, running)
  if ('multi_match' in query) {
    const { query: text, type: how } = query.multi_match
    return someValue(undefined, running, (value, type) =>
      matchesText(value, text, type, how === 'phrase' ? 'phrase' : 'any'),
    )
  }
  const { path, query: inner } = query.nested
  return elementsOf(path, running.document).some((element) =>
    run(inner, { ...running, document: element, prefix: `${running.prefix}${path}.` }),
  )
}

/** Clauses side by side, any of which may match; words without a star in a row are one clause. */
function runQueryString(
  { field, query }: { readonly field: FieldName | undefined; readonly query: string },
  running: Running,
): boolean {
  const words = query.match(/(?:\\[\s\S]|[^\\ \t\r\n\u3000])+/g) ?? []
  const clauses: string[][] = []
  words.forEach((word, index) => {
    const last = clauses[clauses.length - 1]
    const joins = last !== undefined && !hasStar(word) && !hasStar(last[0] as string) && words[index + 1] !== '*'
    if (joins) last.push(word)
    else clauses.push([word])
  })
  return clauses.some((clause) => {
    const [first = ''] = clause
    if (first === '*') return valuesOf(field, running, true).length > 0
    if (hasStar(first)) {
      const pattern = readWildcard(first)
      return someValue(field, running, (value, type) => matchesPattern(value, pattern, type))
    }
    const text = clause.map((word) => word.replace(/\\([\s\S])/g, '$1')).join(' ')
    return someValue(field, running, (value, type) => matchesText(value, text, type, 'any'))
  })
}

function hasStar(word: string): boolean {
  return /(?:^|[^\\])(?:\\\\)*\*/.test(word)
}

/** A regular expression over the whole text; `\` escapes, `*` is any text. */
function readWildcard(pattern: string): RegExp {
  const source = pattern.replace(/\\([\s\S])|(\*)|([\s\S])/g, (_, escaped?: string, star?: string, plain?: string) =>
    star !== undefined ? '[^]*' : (escaped ?? plain ?? '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  )
  return new RegExp(`^${source}$`)
}

function someValue(
  field: FieldName | undefined,
  running: Running,
  test: (value: FieldValue, type: EsType) => boolean,
): boolean {
  return valuesOf(field, running, false).some(({ name, value }) => {
    const absolute = running.prefix + name
    const declared = Object.hasOwn(running.types, absolute) ? running.types[absolute] : undefined
    return test(value, declared ?? typeOfValue(value))
  })
}

/** The values of a field, of all fields that fit a pattern, or of all fields. `below`: of the fields inside it as well. */
function valuesOf(
  field: FieldName | undefined,
  { document }: Running,
  below: boolean,
): readonly { readonly name: string; readonly value: FieldValue }[] {
  const fits =
    field === undefined
      ? () => true
      : typeof field === 'string'
        ? (name: string) => name === field || (below && name.startsWith(`${field}.`))
        : fieldPattern(field)
  return leavesOf(document).filter(({ name }) => fits(name))
}

function fieldPattern(texts: readonly string[]): (name: string) => boolean {
  const pattern = new RegExp(`^${texts.map((text) => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('[^]*')}$`)
  return (name) => pattern.test(name)
}

/** Every value with the dotted name of its field: arrays and objects are opened, null holds nothing. */
export function leavesOf(document: JsonValue): readonly { readonly name: string; readonly value: FieldValue }[] {
  const leaves: { readonly name: string; readonly value: FieldValue }[] = []
  const open: [string, JsonValue][] = [['', document]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [name, value] = next
    if (Array.isArray(value)) open.push(...value.map((item): [string, JsonValue] => [name, item]))
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) open.push([name === '' ? key : `${name}.${key}`, inner])
    } else if (value !== null) leaves.push({ name, value: value as FieldValue })
  }
  return leaves
}

/** The objects at a path, each a document of its own to Elasticsearch. */
function elementsOf(path: string, document: JsonValue): readonly JsonValue[] {
  const found: JsonValue[] = []
  const open: [string, JsonValue][] = [[path, document]]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [rest, value] = next
    if (Array.isArray(value)) open.push(...value.map((item): [string, JsonValue] => [rest, item]))
    else if (typeof value === 'object' && value !== null) {
      if (rest === '') found.push(value)
      for (const [key, inner] of Object.entries(value)) {
        if (rest === key) open.push(['', inner])
        else if (rest.startsWith(`${key}.`)) open.push([rest.slice(key.length + 1), inner])
      }
    }
  }
  return found
}
