import {
  type Condition,
  compare,
  exists,
  FALSE,
  type Field,
  isIn,
  isPath,
  opaque,
  or,
  readDecimal,
  type Span,
} from '@ruleglot/core'
import { elasticsearchOrder } from '@ruleglot/core/dialect'
import { readDate } from '../elastic-query/date-text.js'
import type { KnownType } from '../elastic-query/known-type.js'
import type { KqlLiteral } from './ast.js'
import { fieldText, literalText } from './field-name.js'
import { keptDate, readIp, refused, warnInexact } from './lower-equality.js'
import { type NamedField, type Reading, warn } from './reading.js'

export type RangeOperator = 'lt' | 'le' | 'gt' | 'ge'

/** `field < value` and its like, in the order that the type of the field has. */
export function lowerRange(
  reading: Reading,
  { field, type }: NamedField,
  operator: RangeOperator,
  literal: KqlLiteral,
  span: Span,
): Condition {
  if (literal.type === 'null') {
    warn(
      reading,
      'kql/null-value',
      literal,
      'A null bound is no bound: every value of the field matches.',
      `Write \`${fieldText(field)}:*\` if that is meant.`,
    )
    return exists(field, span)
  }
  if (literal.type === 'wildcard') {
    warn(
      reading,
      'kql/type-mismatch',
      literal,
      'A bound cannot have a wildcard; the test is kept as KQL text.',
      'Write a plain value, or put the star in quotes.',
    )
    return opaque('kql', reading.text.slice(span.start, span.end), isPath(field) ? [field] : [], span)
  }
  return RANGES[type]({ reading, field, operator, literal, span, type })
}

interface RangeLeaf {
  readonly reading: Reading
  readonly field: Field
  readonly operator: RangeOperator
  readonly literal: KqlLiteral
  readonly span: Span
  readonly type: KnownType
}

const RANGES: Readonly<Record<KnownType, (leaf: RangeLeaf) => Condition>> = {
  unknown: untypedRange,
  keyword: textRange,
  constant_keyword: textRange,
  wildcard: textRange,
  flattened: textRange,
  text: analysedRange,
  match_only_text: analysedRange,
  long: numberRange,
  float: numberRange,
  boolean: booleanRange,
  date: dateRange,
  ip: addressRange,
  nested: refused,
  object: refused,
}

/** Numbers by value, strings by their text: whichever the field holds. */
function untypedRange(leaf: RangeLeaf): Condition {
  const { reading, field, operator, literal, span } = leaf
  const text = literalText(literal)
  const number = readDecimal(text)
  if (number === 'inexact') warnInexact(reading, literal, text)
  if (typeof number !== 'number') return textRange(leaf)
  return or([compare(field, operator, number, { domain: 'number', span }), textRange(leaf)], span)
}

function textRange({ field, operator, literal, span }: RangeLeaf): Condition {
  return compare(field, operator, literalText(literal), { domain: 'text', span })
}

/** A range on analysed text compares single words, which the IR has no order for. */
function analysedRange({ reading, field, literal, span }: RangeLeaf): Condition {
  warn(
    reading,
    'kql/text-analysis',
    literal,
    `${fieldText(field)} is analysed text: the range compares its single words; the test is kept as KQL text.`,
    'Compare a keyword field.',
  )
  return opaque('kql', reading.text.slice(span.start, span.end), isPath(field) ? [field] : [], span)
}

function numberRange(leaf: RangeLeaf): Condition {
  const { reading, field, operator, literal, span } = leaf
  const text = literalText(literal)
  const number = literal.type === 'text' ? readDecimal(text) : undefined
  if (number === undefined) return refused(leaf)
  if (number === 'inexact') {
    warnInexact(reading, literal, text)
    return { ...FALSE, span }
  }
  return compare(field, operator, number, { domain: 'number', span })
}

/** false is before true. */
function booleanRange(leaf: RangeLeaf): Condition {
  const text = literalText(leaf.literal)
  if (text !== 'true' && text !== 'false') return refused(leaf)
  const bound = text === 'true' ? 1 : 0
  const values = [false, true].filter((value) => ORDERS[leaf.operator](Number(value), bound))
  return values.length === 0 ? { ...FALSE, span: leaf.span } : isIn(leaf.field, values, leaf.span)
}

const ORDERS: Readonly<Record<RangeOperator, (a: number, b: number) => boolean>> = {
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
}

/** `>` and `<=` count from the end of the stretch that the text names, `>=` and `<` from its start. */
function dateRange(leaf: RangeLeaf): Condition {
  const { reading, field, operator, literal, span } = leaf
  const interval = literal.type === 'text' ? readDate(literalText(literal)) : undefined
  if (interval === undefined) return refused(leaf)
  if (interval === 'unsupported') return keptDate(reading, field, literal, span)
  const atEnd = operator === 'gt' || operator === 'le'
  const op = operator === 'gt' || operator === 'ge' ? 'ge' : 'lt'
  return compare(field, op, atEnd ? interval.to : interval.from, { domain: 'instant', span })
}

function addressRange(leaf: RangeLeaf): Condition {
  const { field, operator, literal, span } = leaf
  return readIp(leaf, elasticsearchOrder(field, operator, literalText(literal), span))
}
