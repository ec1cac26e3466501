import {
  and,
  type Condition,
  compare,
  exists,
  FALSE,
  not,
  type ParsedCondition,
  type ParseOptions,
  type Path,
  type Span,
  TRUE,
  type ValueExpression,
} from '@ruleglot/core'
import { joinEqualities } from '../elastic-query/join-equalities.js'
import type { Comparison, EqlCompare, EqlEvent, EqlExpression, EqlLiteral, EqlMember } from './ast.js'
import { eqlPattern } from './eql-pattern.js'
import { isCondition, lowerCall, textOperand } from './functions.js'
import { lowerPattern, lowerRegex } from './lower-text.js'
import { lowerEquality, lowerOrder } from './lower-value.js'
import { kept, type NamedField, namedField, type Reading, refused, spanAt, warn } from './reading.js'
import { lowerSubstring } from './substring.js'
import { numberOf } from './value-expression.js'

/**
 * From the tree of the grammar to what it means: the Elasticsearch query that comes of it. A test of a field is true
 * when some value satisfies it, and its negation when none does, so a missing field satisfies `!=` and `not`
 * (spec/languages/eql.md#missing-values).
 */
export function lowerEvent(
  event: EqlEvent,
  text: string,
  options: ParseOptions,
  categoryField: Path = CATEGORY,
): ParsedCondition & Pick<Reading, 'diagnostics'> {
  const reading: Reading = { options, text, negated: false, diagnostics: [], assumptions: [] }
  const inner = lower(reading, event.condition)
  const condition = ofCategory(event, categoryField, inner, spanAt(reading, event))
  return { condition, assumptions: reading.assumptions, diagnostics: reading.diagnostics }
}

/** Where the kind of event stands, unless a rule says otherwise. */
const CATEGORY: Path = ['event', 'category']

function ofCategory({ category, start }: EqlEvent, field: Path, inner: Condition, span: Span): Condition {
  if (category === undefined) return inner
  const test = compare(field, 'eq', category, { span: { ...span, end: start + category.length } })
  if (inner.kind === 'True') return test
  return and([test, ...(inner.kind === 'And' ? inner.children : [inner])], span)
}

const LOWER: {
  readonly [T in EqlExpression['type']]: (reading: Reading, part: Extract<EqlExpression, { type: T }>) => Condition
} = {
  and: (reading, part) =>
    and(
      part.children.map((child) => lower(reading, child)),
      spanAt(reading, part),
    ),
  or: (reading, part) =>
    joinEqualities(
      part.children.map((child) => lower(reading, child)),
      spanAt(reading, part),
    ),
  not: (reading, part) => negated(lower({ ...reading, negated: !reading.negated }, part.child), spanAt(reading, part)),
  compare: lowerCompare,
  member: lowerMember,
  call: lowerCall,
  // A field alone asks whether it is true.
  field: (reading, part) =>
    part.indexed
      ? kept(reading, part, 'Elasticsearch refuses an index behind a field.')
      : lowerEquality(reading, namedField(reading, part), { ...part, type: 'literal', value: true }, part),
  literal: (reading, part) => ({ ...(part.value === true ? TRUE : FALSE), span: spanAt(reading, part) }),
  arithmetic: (reading, part) => kept(reading, part, 'A number is no condition.'),
  list: (reading, part) => kept(reading, part, 'A list is no condition.'),
}

function lower(reading: Reading, part: EqlExpression): Condition {
  return (LOWER[part.type] as (reading: Reading, part: EqlExpression) => Condition)(reading, part)
}

function negated(condition: Condition, span: Span): Condition {
  return condition.kind === 'Not' ? condition.child : not(condition, span)
}

function lowerCompare(reading: Reading, part: EqlCompare): Condition {
  if (part.operator === '!=') {
    const equal = lowerCompare({ ...reading, negated: !reading.negated }, { ...part, operator: '==' })
    return negated(equal, spanAt(reading, part))
  }
  // Constants stand on the right.
  if (part.left.type === 'literal' && part.right.type !== 'literal') {
    return lowerCompare(reading, { ...part, left: part.right, right: part.left, operator: TURNED[part.operator] })
  }
  const { left, right, operator } = part
  if (right.type === 'literal') return lowerConstant(reading, left, right, operator, part)
  const [a, b] = [textOperand(reading, left), textOperand(reading, right)]
  if (a === undefined || b === undefined) return kept(reading, part, 'A comparison of two computed values is not read.')
  warn(
    reading,
    'eql/field-comparison',
    part,
    'Elasticsearch refuses to compare two fields, and the whole query with it.',
    'Compare each field with constants.',
  )
  return {
    kind: 'CompareFields',
    left: a.path,
    op: operator === '==' ? 'eq' : OPERATORS[operator],
    right: b.path,
    ignoreCase: false,
    on: a.asText || b.asText ? 'scalar' : 'string',
    ...(operator === '==' ? {} : { domain: 'text' }),
    span: spanAt(reading, part),
  }
}

const TURNED: Readonly<Record<Comparison, Comparison>> = {
  '==': '==',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
}

const OPERATORS = { '!=': 'ne', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' } as const

function lowerConstant(
  reading: Reading,
  left: EqlExpression,
  literal: EqlLiteral,
  operator: Exclude<Comparison, '!='> | '!=',
  part: EqlExpression,
): Condition {
  const span = spanAt(reading, part)
  const isEquality = operator === '=='
  if (literal.value === null) return isEquality ? lowerNull(reading, left, part, span) : { ...FALSE, span }
  if (left.type === 'literal') return constants(left, literal, operator, span) ?? kept(reading, part, 'Two constants.')
  const field = textOperand(reading, left)
  if (field !== undefined) {
    if (isEquality) return lowerEquality(reading, field, literal, part)
    return lowerOrder(reading, field, operator as '<', literal, part)
  }
  if (typeof literal.value === 'boolean' && isEquality && isBoolean(left)) {
    const inner = lower(literal.value ? reading : { ...reading, negated: !reading.negated }, left)
    return literal.value ? inner : negated(inner, span)
  }
  if (typeof literal.value === 'string' && isEquality) {
    const read = lowerSubstring(reading, left, literal.value, false, part)
    if (read !== undefined) return read
  }
  const number = typeof literal.value === 'number' ? numberOf(reading, left) : undefined
  if (number !== undefined) return lowerNumber(number, operator, literal.value as number, span)
  return kept(reading, part, 'What is compared here has no words in a condition.')
}

function lowerNumber(expression: ValueExpression, operator: Comparison, value: number, span: Span): Condition {
  const op = operator === '==' || operator === '!=' ? 'eq' : OPERATORS[operator]
  return compare(expression, op, value, { domain: 'number', span })
}

/** `field == null`: no value. A function of a field has no result exactly where its field has no value, if it is total. */
function lowerNull(reading: Reading, left: EqlExpression, part: EqlExpression, span: Span): Condition {
  if (left.type === 'literal') return { ...(left.value === null ? TRUE : FALSE), span }
  const field = textOperand(reading, left)
  if (field === undefined) return kept(reading, part, 'Whether this has a value is not read.')
  // Elasticsearch refuses to name a nested field, or one inside it, at all.
  return field.type === 'nested' ? refused(reading, field, 'null', part) : not(exists(field.path, span), span)
}

function constants(left: EqlLiteral, right: EqlLiteral, operator: Comparison, span: Span): Condition | undefined {
  if (typeof left.value !== typeof right.value || left.value === null || right.value === null) return undefined
  const [a, b] = [left.value, right.value]
  const holds = { '==': a === b, '!=': a !== b, '<': a < b, '<=': a <= b, '>': a > b, '>=': a >= b }[operator]
  return { ...(holds ? TRUE : FALSE), span }
}

function isBoolean(part: EqlExpression): boolean {
  if (part.type === 'call') return isCondition(part)
  return (
    part.type === 'compare' ||
    part.type === 'member' ||
    part.type === 'and' ||
    part.type === 'or' ||
    part.type === 'not'
  )
}

function lowerMember(reading: Reading, part: EqlMember): Condition {
  const { left, values } = part
  const field = textOperand(reading, left)
  const span = spanAt(reading, part)
  const tests = values.map((value) => lowerOne(reading, part, field, value, values.length === 1 ? part : value))
  if (tests.length === 1) return tests[0] as Condition
  return joinEqualities(tests, span)
}

function lowerOne(
  reading: Reading,
  part: EqlMember,
  field: NamedField | undefined,
  value: EqlExpression,
  at: EqlExpression,
): Condition {
  if (value.type !== 'literal') {
    // One value of a list alone would be no query: the text kept is the test of that value.
    return kept(reading, part, 'A list holds something else than constants.')
  }
  // Elasticsearch leaves null out of a list.
  if (value.value === null) return { ...FALSE, span: spanAt(reading, at) }
  if (field === undefined) return lowerComputed(reading, part, value, at)
  const isText = typeof value.value === 'string'
  if (part.operator === 'regex') {
    return isText
      ? lowerRegex(reading, field, value.value as string, part.ignoreCase, at)
      : refused(reading, field, 'this as a regular expression', at)
  }
  const patterned = part.operator === 'equals' || part.operator === 'like'
  if (!isText || (!patterned && !part.ignoreCase)) return lowerEquality(reading, field, value, at)
  const text = value.value as string
  const pattern = patterned ? eqlPattern(text) : [text]
  return lowerPattern(reading, field, pattern, part.ignoreCase, at)
}

/** A computed text beside a constant without wildcards. */
function lowerComputed(reading: Reading, part: EqlMember, value: EqlLiteral, at: EqlExpression): Condition {
  const plain = typeof value.value === 'string' && (part.operator === 'in' || !/[*?]/.test(value.value))
  const read =
    plain && part.operator !== 'regex'
      ? lowerSubstring(reading, part.left, value.value as string, part.ignoreCase, at)
      : undefined
  if (read !== undefined) return read
  if (typeof value.value === 'number' && part.operator === 'in') {
    const number = numberOf(reading, part.left)
    if (number !== undefined) return lowerNumber(number, '==', value.value, spanAt(reading, at))
  }
  return kept(reading, part, 'What is compared here has no words in a condition.')
}
