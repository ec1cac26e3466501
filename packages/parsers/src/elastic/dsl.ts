import {
  type Assumption,
  and,
  type Condition,
  dotted,
  FALSE,
  isPath,
  type JsonObject,
  type JsonValue,
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
import { fieldClause, isAnalysed, isExactType, typeOf } from './dsl-field.js'
import { folded, readPattern } from './dsl-pattern.js'
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

/** How many of `should` must hold: by default none beside `must` or `filter`, else one; never none without them. */
function neededOf(minimum: JsonValue | undefined, count: number, selects: boolean): number | undefined {
  if (count === 0) return 0
  const least = selects ? 0 : 1
  if (minimum === undefined) return least
  const number = typeof minimum === 'string' && /^\d+$/.test(minimum) ? Number(minimum) : minimum
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 && number <= count
    ? // Lucene has no query that only excludes: without a clause that selects, `0` still asks for one of `should`.
      Math.max(least, number)
    : undefined
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
