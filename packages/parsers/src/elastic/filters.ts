import { and, type Condition, type JsonObject, type JsonValue, not, opaque, or, type Span } from '@ruleglot/core'
import { type DocumentPath, isTable, valueAt } from './document.js'
import { joined, readDsl } from './dsl.js'
import { keyPath, keyValue, type Reading, report, tablesAt } from './keys.js'
import type { ReadPart } from './kql-part.js'

/** The language of the text in a part that stands for an Elasticsearch query. */
export const DSL = 'elasticsearch-dsl'

/**
 * `filters` and `threat_filters`: Kibana filters, all of which an event must pass. One that cannot be read is kept as
 * text: the rule still depends on it.
 */
export function readFilters(reading: Reading, key: 'filters' | 'threat_filters'): readonly ReadPart[] {
  const read = tablesAt(reading, [key]).flatMap((path) => {
    const filter = valueAt(reading.document.root, keyPath(reading, path))
    if (!isTable(filter) || isTrue(metaOf(filter)['disabled'])) return []
    const span = filterSpan(reading, path, filter)
    const read = readFilter(reading, filter, span)
    if (read !== undefined) return [read]
    report(
      reading,
      'elastic/unread-filter',
      path,
      'This filter has a meaning that is not read. It is kept as text, so the condition is not fully known.',
      {
        hint: 'Say the same in the query, if KQL can.',
        effect: 'unknown',
      },
    )
    return [
      negated(
        filter,
        { condition: opaque(DSL, JSON.stringify(queryOf(filter) ?? null), [], span), assumptions: [] },
        span,
      ),
    ]
  })
  return [...read, ...noTables(reading, key, DSL)]
}

/** What stands in a list of tables and is none: the rule says that something depends on it. */
export function noTables(
  reading: Reading,
  key: 'filters' | 'threat_filters' | 'exceptions_list',
  language: string,
): readonly ReadPart[] {
  const value = keyValue(reading, [key])
  const items = value === undefined || isTable(value) ? [] : Array.isArray(value) ? value : [value]
  const span = reading.document.spanOf(keyPath(reading, [key]))
  return items
    .filter((item) => !isTable(item))
    .map((item) => ({ condition: opaque(language, JSON.stringify(item), [], span), assumptions: [] }))
}

function readFilter(reading: Reading, filter: JsonObject, span: Span): ReadPart | undefined {
  const read =
    metaOf(filter)['type'] === 'combined'
      ? readCombined(reading, filter, span)
      : readDsl(reading, queryOf(filter), span)
  return read === undefined ? undefined : negated(filter, read, span)
}

/** Filters joined by hand: `meta.params` is a list of filters, `meta.relation` how they are joined. */
function readCombined(reading: Reading, filter: JsonObject, span: Span): ReadPart | undefined {
  const { params, relation } = metaOf(filter)
  if (!Array.isArray(params) || (relation !== 'AND' && relation !== 'OR')) return undefined
  const parts: ReadPart[] = []
  for (const inner of params as readonly JsonValue[]) {
    if (!isTable(inner)) return undefined
    if (isTrue(metaOf(inner)['disabled'])) continue
    const read = readFilter(reading, inner, span)
    if (read === undefined) return undefined
    parts.push(read)
  }
  if (parts.length === 0) return undefined
  return joined(parts, (children) => (relation === 'AND' ? and(children, span) : or(children, span)))
}

function negated(filter: JsonObject, read: ReadPart, span: Span): ReadPart {
  return isTrue(metaOf(filter)['negate']) ? { ...read, condition: not(read.condition, span) } : read
}

function metaOf(filter: JsonObject): JsonObject {
  const meta = filter['meta']
  return isTable(meta) ? meta : {}
}

/** The Elasticsearch query of a filter: under `query`, or beside `meta` in old ones. */
function queryOf(filter: JsonObject): JsonValue | undefined {
  if (Object.hasOwn(filter, 'query')) return filter['query']
  const { meta: _, $state: __, ...query } = filter
  return query
}

function isTrue(value: JsonValue | undefined): boolean {
  return value === true || value === 'true'
}

/** Where the test itself stands, rather than the table around it. */
function filterSpan(reading: Reading, path: DocumentPath, filter: JsonObject): Span {
  let at: DocumentPath = Object.hasOwn(filter, 'query') ? [...path, 'query'] : path
  let value = queryOf(filter)
  while (isTable(value) && Object.keys(value).length === 1) {
    const [key, inner] = Object.entries(value)[0] as [string, JsonValue]
    at = [...at, key]
    value = inner
  }
  return reading.document.spanOf(keyPath(reading, at))
}

/** Several conditions of which all must hold, without a bracket too many. */
export function allOf(parts: readonly Condition[]): Condition {
  const children = parts.flatMap((one) => (one.kind === 'And' ? one.children : [one]))
  const [first] = parts
  return parts.length === 1 && first !== undefined ? first : and(children)
}
