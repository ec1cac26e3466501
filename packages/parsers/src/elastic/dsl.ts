import {
  type Assumption,
  and,
  type Condition,
  dotted,
  FALSE,
  type FieldType,
  isPath,
  type JsonObject,
  type JsonValue,
  match,
  not,
  or,
  pathOf,
  type Span,
  some,
  TRUE,
  tokens,
  transform,
} from '@ruleglot/core'
import { isTable } from './document.js'
import type { Reading } from './keys.js'
import { quoteKql, type ReadPart, readKqlTest } from './kql-part.js'
import { wildcardPattern } from './wildcard-pattern.js'

/**
 * Elasticsearch queries as filters hold them. A clause that is not in the table below, or has an option whose meaning is
 * not, gives undefined: the caller keeps it as text.
 */
export function readDsl(reading: Reading, query: JsonValue | undefined, span: Span): ReadPart | undefined {
  if (!isTable(query)) return undefined
  const [clause, ...more] = Object.entries(query)
  if (clause === undefined || more.length > 0) return undefined
  const [name, body] = clause
  return Object.hasOwn(CLAUSES, name) ? CLAUSES[name]?.(reading, body, span) : undefined
}

type ReadClause = (reading: Reading, body: JsonValue, span: Span) => ReadPart | undefined

const CLAUSES: Readonly<Record<string, ReadClause>> = {
  match_all: () => part(TRUE),
  match_none: () => part(FALSE),
  exists: readExists,
  term: (reading, body, span) => readEquality(reading, body, span, 'term', 'value'),
  match_phrase: (reading, body, span) => readEquality(reading, body, span, 'match_phrase', 'query'),
  match: (reading, body, span) => readEquality(reading, body, span, 'match', 'query'),
  terms: readTerms,
  range: readRange,
  wildcard: (reading, body, span) => readPattern(reading, body, span, wildcardPattern),
  prefix: (reading, body, span) => readPattern(reading, body, span, (text) => [text, { wildcard: 'many' }]),
  bool: readBool,
}

function part(condition: Condition, assumptions: readonly Assumption[] = []): ReadPart {
  return { condition, assumptions }
}

function readExists(reading: Reading, body: JsonValue, span: Span): ReadPart | undefined {
  const field = onlyOption(body, 'field')
  // A star in the name means every field that fits.
  if (typeof field !== 'string' || field === '' || field.includes('*')) return undefined
  return readKqlTest(reading, field, ': *', span)
}

/** `{ field: value }` or `{ field: { value, ...options } }`. */
interface FieldClause {
  readonly field: string
  readonly value: JsonValue
  readonly ignoreCase: boolean
  /** Old Kibana filters say `match: { field: { query, type: 'phrase' } }`. */
  readonly phrase: boolean
}

function fieldClause(body: JsonValue, valueKeys: readonly string[]): FieldClause | undefined {
  if (!isTable(body)) return undefined
  const [entry, ...more] = Object.entries(body)
  if (entry === undefined || more.length > 0 || entry[0] === '') return undefined
  const [field, value] = entry
  if (!isTable(value)) return { field, value, ignoreCase: false, phrase: false }
  const { boost: _, ...options } = value
  const key = valueKeys.find((name) => Object.hasOwn(options, name))
  if (key === undefined) return undefined
  const { [key]: inner, case_insensitive: ignoreCase = false, type = null, ...unread } = options
  if (Object.keys(unread).length > 0 || typeof ignoreCase !== 'boolean' || inner === undefined) return undefined
  if (type !== null && type !== 'phrase') return undefined
  return { field, value: inner, ignoreCase, phrase: type === 'phrase' }
}

function readEquality(
  reading: Reading,
  body: JsonValue,
  span: Span,
  kind: 'term' | 'match' | 'match_phrase',
  valueKey: string,
): ReadPart | undefined {
  const clause = fieldClause(body, [valueKey])
  if (clause === undefined) return undefined
  const { field, value, ignoreCase } = clause
  const type = typeOf(reading, field)
  if (ignoreCase) {
    return kind === 'term' && typeof value === 'string' && isExactType(type)
      ? folded(field, [value], span, type)
      : undefined
  }
  if (isAnalysed(type)) {
    if (kind === 'term' || typeof value !== 'string') return undefined
    const mode = kind === 'match' && !clause.phrase ? 'any' : 'phrase'
    return part(tokens(pathOf(field), { mode, text: value }, span))
  }
  return equalTo(reading, field, value, span)
}

/** One value on a field that is not analysed: what KQL's `field: "value"` means. */
function equalTo(reading: Reading, field: string, value: JsonValue, span: Span): ReadPart | undefined {
  if (typeof value === 'string') return readKqlTest(reading, field, `: ${quoteKql(value)}`, span)
  if (typeof value === 'number' || typeof value === 'boolean') return readKqlTest(reading, field, `: ${value}`, span)
  return undefined
}

function readTerms(reading: Reading, body: JsonValue, span: Span): ReadPart | undefined {
  if (!isTable(body)) return undefined
  const { boost: _, ...fields } = body
  const clause = fieldClause(fields, [])
  if (clause === undefined || !Array.isArray(clause.value)) return undefined
  if (isAnalysed(typeOf(reading, clause.field))) return undefined
  const parts: ReadPart[] = []
  for (const value of clause.value) {
    const one = equalTo(reading, clause.field, value, span)
    if (one === undefined) return undefined
    parts.push(one)
  }
  return joined(parts, (children) => or(children, span))
}

const BOUNDS: Readonly<Record<string, string>> = { gt: '>', gte: '>=', lt: '<', lte: '<=' }

/** Both bounds hold for the same value, which KQL's two tests would not say. */
function readRange(reading: Reading, body: JsonValue, span: Span): ReadPart | undefined {
  if (!isTable(body)) return undefined
  const [entry, ...more] = Object.entries(body)
  if (entry === undefined || more.length > 0) return undefined
  const [field, bounds] = entry
  if (!isTable(bounds) || isAnalysed(typeOf(reading, field))) return undefined
  const parts: ReadPart[] = []
  for (const [name, value] of Object.entries(bounds)) {
    if (name === 'boost' || value === null) continue
    const operator = Object.hasOwn(BOUNDS, name) ? BOUNDS[name] : undefined
    if (operator === undefined || (typeof value !== 'string' && typeof value !== 'number')) return undefined
    const bound = typeof value === 'string' ? quoteKql(value) : String(value)
    const read = readKqlTest(reading, field, `${operator} ${bound}`, span)
    if (read === undefined) return undefined
    parts.push(read)
  }
  if (parts.length < 2) return parts[0]
  const path = pathOf(field)
  const element = parts.map((one) => ({ ...one, condition: ofElement(one.condition, field) }))
  return joined(element, (children) => some(path, and(children, span), span))
}

/** The test as the element of the field sees it. */
function ofElement(condition: Condition, field: string): Condition {
  return transform(condition, (node) =>
    'field' in node && isPath(node.field) && dotted(node.field) === field
      ? ({ ...node, field: [] } as Condition)
      : node,
  )
}

function readPattern(
  reading: Reading,
  body: JsonValue,
  span: Span,
  patternOf: (text: string) => ReturnType<typeof wildcardPattern>,
): ReadPart | undefined {
  const clause = fieldClause(body, ['value', 'wildcard'])
  if (clause === undefined || typeof clause.value !== 'string') return undefined
  const type = typeOf(reading, clause.field)
  if (!isExactType(type)) return undefined
  const pattern = patternOf(clause.value)
  if (clause.ignoreCase) return folded(clause.field, pattern, span, type)
  return part(match(pathOf(clause.field), pattern, { span }), asKeyword(clause.field, type, span))
}

/**
 * Letter case ignored as Elasticsearch does it: for ASCII letters only (documented for `case_insensitive`; the code
 * leaves every other code point as it is). A pattern with other cased letters has no leaf of that meaning.
 */
function folded(
  field: string,
  pattern: ReturnType<typeof wildcardPattern>,
  span: Span,
  type: FieldType | undefined,
): ReadPart | undefined {
  const text = pattern.filter((one) => typeof one === 'string').join('')
  const beyondAscii = [...text].some((c) => c > '\u007f' && c.toLowerCase() !== c.toUpperCase())
  if (beyondAscii) return undefined
  const path = pathOf(field)
  const assumptions = [...asKeyword(field, type, span)]
  // U+212A, the Kelvin sign, folds to k, and only to that ASCII letter does any other code point fold.
  if (/k/i.test(text)) {
    assumptions.push({ kind: 'asciiCase', path, why: 'Elasticsearch ignores the case of ASCII letters only.', span })
  }
  return part(match(path, pattern, { ignoreCase: true, span }), assumptions)
}

/** On analysed text these queries look at single words. */
function asKeyword(field: string, type: FieldType | undefined, span: Span): readonly Assumption[] {
  if (type !== undefined) return []
  return [{ kind: 'keywordField', path: pathOf(field), why: 'A filter on analysed text looks at single words.', span }]
}

function readBool(reading: Reading, body: JsonValue, span: Span): ReadPart | undefined {
  if (!isTable(body)) return undefined
  const {
    must,
    filter,
    should,
    must_not: mustNot,
    minimum_should_match: minimum,
    boost: _,
    ...unread
  } = body as JsonObject
  if (Object.keys(unread).length > 0) return undefined
  const all = readAll(reading, [...listOf(must), ...listOf(filter)], span)
  const any = readAll(reading, listOf(should), span)
  const none = readAll(reading, listOf(mustNot), span)
  if (all === undefined || any === undefined || none === undefined) return undefined
  const needed = neededOf(minimum, any.length, all.length > 0)
  if (needed === undefined) return undefined
  const parts = [...all]
  if (needed === any.length) parts.push(...any)
  else if (needed === 1) parts.push(joined(any, (children) => or(children, span)))
  else if (needed > 1) return undefined
  for (const one of none) parts.push({ ...one, condition: not(one.condition, span) })
  return joined(parts, (children) => and(children, span))
}

/** How many of `should` must hold: by default none beside `must` or `filter`, else one. */
function neededOf(minimum: JsonValue | undefined, count: number, selects: boolean): number | undefined {
  if (count === 0) return 0
  if (minimum === undefined) return selects ? 0 : 1
  const number = typeof minimum === 'string' && /^\d+$/.test(minimum) ? Number(minimum) : minimum
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= count ? number : undefined
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return []
  return Array.isArray(value) ? value : [value]
}

function readAll(reading: Reading, queries: readonly JsonValue[], span: Span): readonly ReadPart[] | undefined {
  const parts: ReadPart[] = []
  for (const query of queries) {
    const read = readDsl(reading, query, span)
    if (read === undefined) return undefined
    parts.push(read)
  }
  return parts
}

/** One part of several. */
export function joined(parts: readonly ReadPart[], join: (children: readonly Condition[]) => Condition): ReadPart {
  const assumptions = parts.flatMap((one) => one.assumptions)
  const [first] = parts
  return part(
    parts.length === 1 && first !== undefined ? first.condition : join(parts.map((one) => one.condition)),
    assumptions,
  )
}

function onlyOption(body: JsonValue, key: string): JsonValue | undefined {
  if (!isTable(body)) return undefined
  const { boost: _, ...options } = body
  return Object.keys(options).length === 1 && Object.hasOwn(options, key) ? options[key] : undefined
}

function typeOf({ options }: Reading, field: string): FieldType | undefined {
  const { fieldTypes, schema } = options
  if (fieldTypes !== undefined && Object.hasOwn(fieldTypes, field)) return fieldTypes[field]
  return schema?.lookup(pathOf(field))?.type
}

function isAnalysed(type: FieldType | undefined): boolean {
  return type === 'text' || type === 'match_only_text'
}

/** Types that hold a string as it is. A field that no schema knows acts as one. */
function isExactType(type: FieldType | undefined): boolean {
  return (
    type === undefined ||
    type === 'keyword' ||
    type === 'constant_keyword' ||
    type === 'wildcard' ||
    type === 'flattened'
  )
}
