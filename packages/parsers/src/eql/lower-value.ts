import { type Condition, compare, type Field, isIn, or, readDecimal, type Scalar, type Span } from '@ruleglot/core'
import {
  elasticsearchAddress,
  elasticsearchNetwork,
  elasticsearchOrder,
  type IpTest,
  TAKES_MAPPED,
} from '@ruleglot/core/dialect'
import { type DateInterval, readDate } from '../elastic-query/date-text.js'
import type { KnownType } from '../elastic-query/known-type.js'
import { anyOf, inStretch } from '../elastic-query/typed-values.js'
import type { Comparison, EqlExpression, EqlLiteral } from './ast.js'
import { assume, isAnalysed, kept, type NamedField, type Reading, refused, spanAt, warn } from './reading.js'

/** A comparison of a field with a constant, as the query that Elasticsearch makes of it for a field of that type. */
export interface ValueTest {
  readonly reading: Reading
  readonly field: NamedField
  readonly literal: EqlLiteral
  /** All of the comparison. */
  readonly part: EqlExpression
  readonly span: Span
}

/** `field == constant`; letter case counts. */
export function lowerEquality(
  reading: Reading,
  field: NamedField,
  literal: EqlLiteral,
  part: EqlExpression,
): Condition {
  const test: ValueTest = { reading, field, literal, part, span: spanAt(reading, part) }
  if (field.asText) {
    const isText = typeof literal.value === 'string' && !isAnalysed(field)
    return isText ? textOfScalar(test) : refused(reading, field, 'this', part)
  }
  return EQUALITIES[field.type](test)
}

/** `field < constant` and its like. */
export function lowerOrder(
  reading: Reading,
  field: NamedField,
  operator: Exclude<Comparison, '==' | '!='>,
  literal: EqlLiteral,
  part: EqlExpression,
): Condition {
  const test: OrderTest = { reading, field, literal, part, span: spanAt(reading, part), op: OPERATORS[operator] }
  if (field.asText) return kept(reading, part, 'The order of a number as text is not read.')
  return ORDERS[field.type](test)
}

interface OrderTest extends ValueTest {
  readonly op: 'lt' | 'le' | 'gt' | 'ge'
}

const OPERATORS = { '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' } as const

const EQUALITIES: Readonly<Record<KnownType, (test: ValueTest) => Condition>> = {
  unknown: untypedEquality,
  keyword: textEquality,
  constant_keyword: textEquality,
  wildcard: textEquality,
  flattened: textEquality,
  text: never,
  match_only_text: never,
  long: numberEquality,
  float: numberEquality,
  boolean: booleanEquality,
  date: dateEquality,
  ip: addressEquality,
  nested: never,
  object: never,
}

const ORDERS: Readonly<Record<KnownType, (test: OrderTest) => Condition>> = {
  unknown: untypedOrder,
  keyword: textOrder,
  constant_keyword: textOrder,
  wildcard: textOrder,
  flattened: textOrder,
  text: never,
  match_only_text: never,
  long: numberOrder,
  float: numberOrder,
  boolean: never,
  date: dateOrder,
  ip: addressOrder,
  nested: never,
  object: never,
}

/** The text that the constant has on a field that holds texts. */
function textOf({ value, text }: EqlLiteral): string {
  return text ?? String(value)
}

/** The value of every type that the constant can stand for. */
function untypedEquality({ reading, field, literal, part, span }: ValueTest): Condition {
  if (typeof literal.value === 'boolean') return isIn(field.path, [literal.value, String(literal.value)], span)
  const text = textOf(literal)
  const number = readDecimal(text)
  if (number === 'inexact') warnInexact(reading, part, text)
  // As it is written stands first.
  if (typeof number === 'number') {
    return isIn(field.path, typeof literal.value === 'number' ? [number, text] : [text, number], span)
  }
  // What no double holds keeps its text alone.
  const isHeld = number !== 'inexact' && typeof literal.value === 'number' && Number.isFinite(literal.value)
  return equal(field.path, isHeld ? (literal.value as number) : text, span)
}

function textEquality({ field, literal, span }: ValueTest): Condition {
  return equal(field.path, textOf(literal), span)
}

/** `string(field) == "..."`: numbers and booleans by their text. */
function textOfScalar({ field, literal, span }: ValueTest): Condition {
  return {
    kind: 'Match',
    field: field.path,
    pattern: literal.value === '' ? [] : [String(literal.value)],
    ignoreCase: false,
    on: 'scalar',
    span,
  }
}

function numberEquality({ reading, field, literal, part, span }: ValueTest): Condition {
  const text = textOf(literal)
  const number = typeof literal.value === 'boolean' ? undefined : readDecimal(text)
  if (number === undefined) return refused(reading, field, text, part)
  if (number === 'inexact') {
    warnInexact(reading, part, text)
    return refused(reading, field, text, part)
  }
  return equal(field.path, number, span)
}

function booleanEquality({ reading, field, literal, part, span }: ValueTest): Condition {
  const text = textOf(literal)
  return text === 'true' || text === 'false'
    ? equal(field.path, text === 'true', span)
    : refused(reading, field, text, part)
}

/** One value that lies in the stretch of time that the text names. */
function dateEquality(test: ValueTest): Condition {
  const interval = dateOf(test)
  if (interval === undefined) return refused(test.reading, test.field, textOf(test.literal), test.part)
  if (interval === 'unsupported') return kept(test.reading, test.part, 'The date is no fixed distance from now.')
  return inStretch(test.field.path, interval, test.span)
}

function dateOf({ literal }: ValueTest): DateInterval | 'unsupported' | undefined {
  return typeof literal.value === 'boolean' ? undefined : readDate(textOf(literal))
}

function addressEquality({ reading, field, literal, part, span }: ValueTest): Condition {
  const text = textOf(literal)
  const test = elasticsearchAddress(field.path, text, span) ?? elasticsearchNetwork(field.path, text, span)
  return test === undefined ? refused(reading, field, text, part) : readIp(reading, field, test, span)
}

function never({ reading, field, literal, part }: ValueTest): Condition {
  return refused(reading, field, textOf(literal), part)
}

/** Numbers by value, texts by character: whichever the field holds. */
function untypedOrder(test: OrderTest): Condition {
  const { reading, field, literal, part, span, op } = test
  const text = textOf(literal)
  const number = readDecimal(text)
  if (number === 'inexact') warnInexact(reading, part, text)
  if (typeof number !== 'number') return textOrder(test)
  return or([compare(field.path, op, number, { domain: 'number', span }), textOrder(test)], span)
}

function textOrder({ field, literal, span, op }: OrderTest): Condition {
  return compare(field.path, op, textOf(literal), { domain: 'text', span })
}

function numberOrder({ reading, field, literal, part, span, op }: OrderTest): Condition {
  const text = textOf(literal)
  const number = typeof literal.value === 'boolean' ? undefined : readDecimal(text)
  if (typeof number === 'number') return compare(field.path, op, number, { domain: 'number', span })
  if (number === 'inexact') warnInexact(reading, part, text)
  return refused(reading, field, text, part)
}

/** `>` and `<=` count from the end of the stretch that the text names, `>=` and `<` from its start. */
function dateOrder(test: OrderTest): Condition {
  const interval = dateOf(test)
  if (interval === undefined) return refused(test.reading, test.field, textOf(test.literal), test.part)
  if (interval === 'unsupported') return kept(test.reading, test.part, 'The date is no fixed distance from now.')
  const atEnd = test.op === 'gt' || test.op === 'le'
  const op = test.op === 'gt' || test.op === 'ge' ? 'ge' : 'lt'
  return compare(test.field.path, op, atEnd ? interval.to : interval.from, { domain: 'instant', span: test.span })
}

function addressOrder({ reading, field, literal, part, span, op }: OrderTest): Condition {
  const text = textOf(literal)
  const test = elasticsearchOrder(field.path, op, text, span)
  return test === undefined ? refused(reading, field, text, part) : readIp(reading, field, test, span)
}

/** What a test of an `ip` field means. */
export function readIp(reading: Reading, field: NamedField, test: IpTest, span: Span): Condition {
  return anyOf(test, () => assume(reading, 'plainIpv4', field.path, TAKES_MAPPED, span), span)
}

function warnInexact(reading: Reading, part: EqlExpression, text: string): void {
  warn(
    reading,
    'eql/inexact-number',
    part,
    `No double holds ${text} exactly, so only values that are this text match.`,
    'Store and compare such numbers as text.',
  )
}

function equal(field: Field, value: Scalar, span: Span): Condition {
  return compare(field, 'eq', value, { span })
}
