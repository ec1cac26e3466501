import type { KqlLiteral, KqlQuery } from '@ruleglot/parsers/kql'
import type { EsType } from './es-field.js'

/**
 * The second path from KQL to a verdict: the query that Kibana sends to Elasticsearch, made from the tree of the grammar
 * by field type (spec/languages/kql.md#what-kibana-sends), in Elasticsearch's own terms. Knows nothing of the IR.
 */
export type EsQuery =
  | { readonly match_all: Record<string, never> }
  | { readonly match_none: Record<string, never> }
  | {
      readonly bool: {
        readonly filter?: readonly EsQuery[]
        readonly should?: readonly EsQuery[]
        readonly must_not?: EsQuery
      }
    }
  | { readonly term: FieldClause<string> }
  | { readonly match: FieldClause<string> }
  | { readonly match_phrase: FieldClause<string> }
  | { readonly wildcard: FieldClause<string> }
  | { readonly range: FieldClause<RangeBounds> }
  | { readonly exists: { readonly field: FieldName } }
  | { readonly query_string: { readonly field: FieldName | undefined; readonly query: string } }
  | { readonly multi_match: { readonly query: string; readonly type: 'phrase' | 'best_fields' } }
  | { readonly nested: { readonly path: string; readonly query: EsQuery } }

/** A field, or a pattern over field names whose only wildcard is `*`, as texts between the stars. */
export type FieldName = string | readonly string[]

export interface FieldClause<T> {
  readonly field: FieldName
  readonly value: T
}

export type RangeBounds = Readonly<Partial<Record<'gt' | 'gte' | 'lt' | 'lte', string | null>>>

export function elasticsearchQuery(query: KqlQuery, types: Readonly<Record<string, EsType>>): EsQuery {
  return build(query, { types, prefix: '' })
}

interface Building {
  readonly types: Readonly<Record<string, EsType>>
  readonly prefix: string
}

function build(query: KqlQuery, building: Building): EsQuery {
  switch (query.type) {
    case 'all':
      return { match_all: {} }
    case 'and':
      return { bool: { filter: query.children.map((child) => build(child, building)) } }
    case 'or':
      return { bool: { should: query.children.map((child) => build(child, building)) } }
    case 'not':
      return { bool: { must_not: build(query.child, building) } }
    case 'nested': {
      const path = String(nameOf(query.field))
      return { nested: { path, query: build(query.query, { ...building, prefix: `${building.prefix}${path}.` }) } }
    }
    case 'range': {
      const operator = ({ lt: 'lt', le: 'lte', gt: 'gt', ge: 'gte' } as const)[query.operator]
      const value = query.value.type === 'null' ? null : textOf(query.value)
      return { range: { field: nameOf(query.field), value: { [operator]: value } } }
    }
    case 'is':
      return query.field === undefined ? freeText(query.value) : fieldTest(nameOf(query.field), query.value, building)
  }
}

function freeText(value: KqlLiteral): EsQuery {
  if (value.type === 'wildcard') return { query_string: { field: undefined, query: queryStringOf(value) } }
  const quoted = value.type === 'text' && value.quoted
  return { multi_match: { query: textOf(value), type: quoted ? 'phrase' : 'best_fields' } }
}

function fieldTest(field: FieldName, value: KqlLiteral, { types, prefix }: Building): EsQuery {
  if (value.type === 'wildcard' && value.pattern.length === 1) {
    return typeof field !== 'string' && field.length === 2 && field.join('') === ''
      ? { match_all: {} }
      : { exists: { field } }
  }
  // Elasticsearch answers a null with an error.
  if (value.type === 'null') return { match_none: {} }
  const type = typeof field === 'string' ? own(types, prefix + field) : undefined
  if (value.type === 'wildcard') {
    return type === 'keyword' || type === undefined
      ? { wildcard: { field, value: wildcardOf(value) } }
      : { query_string: { field, query: queryStringOf(value) } }
  }
  const text = textOf(value)
  if (type === 'date') return { range: { field, value: { gte: text, lte: text } } }
  if (type === 'keyword') return { term: { field, value: text } }
  const quoted = value.type === 'text' && value.quoted
  return quoted ? { match_phrase: { field, value: text } } : { match: { field, value: text } }
}

function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

function nameOf(literal: KqlLiteral): FieldName {
  if (literal.type !== 'wildcard') return textOf(literal)
  const texts = ['']
  for (const part of literal.pattern) {
    if (typeof part === 'string') texts[texts.length - 1] += part
    else texts.push('')
  }
  return texts
}

function textOf(literal: KqlLiteral): string {
  if (literal.type === 'text') return literal.value
  if (literal.type === 'wildcard')
    return literal.pattern.map((part) => (typeof part === 'string' ? part : '*')).join('')
  return literal.type === 'boolean' ? String(literal.value) : 'null'
}

type Wildcard = Extract<KqlLiteral, { readonly type: 'wildcard' }>

/** In a `wildcard` query a backslash escapes `*`, `?` and itself. */
function wildcardOf({ pattern }: Wildcard): string {
  return pattern.map((part) => (typeof part === 'string' ? part.replace(/[\\*?]/g, '\\$&') : '*')).join('')
}

/** In a `query_string` every reserved character of the text has a backslash; blanks have none. */
function queryStringOf({ pattern }: Wildcard): string {
  return pattern
    .map((part) => (typeof part === 'string' ? part.replace(/[+\-=&|><!(){}[\]^"~*?:\\/]/g, '\\$&') : '*'))
    .join('')
}
