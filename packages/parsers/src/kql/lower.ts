import {
  and,
  type Condition,
  compare,
  exists,
  FALSE,
  isIn,
  isPath,
  match,
  not,
  opaque,
  or,
  type ParsedCondition,
  type ParseOptions,
  readDecimal,
  type Span,
  search,
  some,
  TRUE,
} from '@ruleglot/core'
import { joinEqualities } from '../elastic-query/join-equalities.js'
import { isLoneStar, type KqlIs, type KqlLiteral, type KqlNested, type KqlQuery } from './ast.js'
import { fieldText, literalText } from './field-name.js'
import { lowerEquality } from './lower-equality.js'
import { lowerRange } from './lower-range.js'
import { splitQueryString } from './query-string.js'
import { namedField, type Reading, spanAt, warnLost } from './reading.js'

/**
 * From the tree of the grammar to what it means. Each test becomes what Kibana asks Elasticsearch for a field of its
 * type; a field of no known type becomes all the values that its text can stand for. What of it is surprising is said
 * in `diagnostics`.
 */
export function lowerQuery(
  query: KqlQuery,
  text: string,
  options: ParseOptions,
): ParsedCondition & Pick<Reading, 'diagnostics'> {
  const reading: Reading = {
    options,
    scope: [],
    negated: false,
    diagnostics: [],
    assumptions: [],
    text,
    fields: new Map(),
  }
  const condition = lower(reading, query)
  return { condition, assumptions: reading.assumptions, diagnostics: reading.diagnostics }
}

const LOWER: {
  readonly [T in KqlQuery['type']]: (reading: Reading, query: Extract<KqlQuery, { type: T }>) => Condition
} = {
  all: (reading, query) => ({ ...TRUE, span: spanAt(reading, query) }),
  and: (reading, query) =>
    and(
      query.children.map((child) => lower(reading, child)),
      spanAt(reading, query),
    ),
  or: (reading, query) =>
    joinEqualities(
      query.children.map((child) => lower(reading, child)),
      spanAt(reading, query),
    ),
  not: (reading, query) => not(lower({ ...reading, negated: !reading.negated }, query.child), spanAt(reading, query)),
  is: lowerIs,
  range: (reading, query) =>
    lowerRange(reading, namedField(reading, query.field), query.operator, query.value, spanAt(reading, query)),
  nested: lowerNested,
}

function lower(reading: Reading, query: KqlQuery): Condition {
  return (LOWER[query.type] as (reading: Reading, query: KqlQuery) => Condition)(reading, query)
}

function lowerIs(reading: Reading, { field, value, start, end }: KqlIs): Condition {
  const span = spanAt(reading, { start, end })
  if (field === undefined) return lowerFreeText(reading, value, span)
  if (isLoneStar(field) && isLoneStar(value)) return { ...TRUE, span }
  const named = namedField(reading, field)
  const path = named.nestedIn
  if (path !== undefined) {
    warnLost(
      reading,
      'kql/nested-field',
      field,
      `${path} holds nested objects: Kibana refuses ${fieldText(named.field)} outside of ${path}:{ }. It is read as never true.`,
      `Write ${path}:{ ... } around it.`,
    )
    return { ...FALSE, span }
  }
  return lowerEquality(reading, named, value, span)
}

/** Some scalar of the event equals the text or fits the pattern. */
function lowerFreeText(reading: Reading, value: KqlLiteral, span: Span): Condition {
  if (isLoneStar(value)) return search(exists([], span), [], span)
  if (value.type === 'wildcard') {
    const pieces = splitQueryString(value.pattern)
    if (pieces === undefined) return opaque('kql', reading.text.slice(span.start, span.end), [], span)
    const tests = pieces.map((piece) => {
      if (piece.type === 'exists') return exists([], span)
      return piece.type === 'text' ? compare([], 'eq', piece.text, { span }) : match([], piece.pattern, { span })
    })
    return search(tests.length === 1 ? (tests[0] as Condition) : or(tests, span), [], span)
  }
  const text = literalText(value)
  const number = readDecimal(text)
  if (value.type === 'boolean') return search(isIn([], [value.value, text], span), [], span)
  return search(
    typeof number === 'number' ? isIn([], [text, number], span) : compare([], 'eq', text, { span }),
    [],
    span,
  )
}

/** One element of the path satisfies all that is inside. */
function lowerNested(reading: Reading, { field, query, start, end }: KqlNested): Condition {
  const span = spanAt(reading, { start, end })
  const { field: path, type } = namedField(reading, field)
  if (!isPath(path)) return opaque('kql', reading.text.slice(start, end), [], span)
  const inner = lower({ ...reading, scope: [...reading.scope, ...path] }, query)
  if (type !== 'nested' && type !== 'unknown') {
    warnLost(
      reading,
      'kql/nested-field',
      field,
      `${fieldText(path)} is of type ${type}: Kibana refuses braces on a field that is not nested. It is read as never true.`,
      `Write the tests without the braces, as ${fieldText(path)}.name:value.`,
    )
    return { ...FALSE, span }
  }
  if (type === 'unknown') {
    reading.assumptions.push({
      kind: 'nestedField',
      path: [...reading.scope, ...path],
      why: `Kibana refuses the braces unless ${fieldText(path)} is nested`,
      span,
    })
  }
  return some(path, inner, span)
}
