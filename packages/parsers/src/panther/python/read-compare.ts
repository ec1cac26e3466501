import {
  type CompareOperator,
  type Condition,
  cidr,
  compare,
  exists,
  FALSE,
  foldText,
  isIn,
  match,
  or,
  type Scalar,
  type ShapeKind,
  shape,
} from '@ruleglot/core'
import { mayHoldForNonString } from '@ruleglot/core/dialect'
import { assumeFold, hasCase } from './folding.js'
import { readValue, textArgument } from './read-value.js'
import { assumeRead, subjectOf } from './subject.js'
import { assume, type Scope, type Symbol_, Unread } from './symbols.js'
import type { CompareSign, Expression } from './syntax.js'

type Positive = Exclude<CompareSign, '!=' | 'not in' | 'is not'>

/** A comparison of two Python values. */
export function readCompare(sign: Positive, left: Symbol_, right: Symbol_, at: Expression, scope: Scope): Condition {
  switch (sign) {
    case '==':
      if (right.type !== 'literal') throw new Unread(at.span, 'a comparison with something that is no literal')
      return isOneOf(left, [right.value], at, scope)
    case 'in':
      return readIn(left, right, at, scope)
    case 'is':
      return readIs(left, right, at, scope)
    default:
      return readOrder(sign, left, right, at, scope)
  }
}

function readIn(left: Symbol_, right: Symbol_, at: Expression, scope: Scope): Condition {
  if (right.type === 'tuple') {
    const values = right.items.map((item) => {
      const value = readValue(item, scope)
      if (value.type !== 'literal') throw new Unread(item.span, 'an item that is no literal')
      return value.value
    })
    return isOneOf(left, values, at, scope)
  }
  if (left.type !== 'literal') throw new Unread(at.span, '`in` something that is not read')
  if (right.type === 'list' && typeof left.value === 'string') {
    assumeRead(scope, right, at.span)
    return compare(right.path, 'eq', left.value)
  }
  if (right.type === 'values' && !right.numeric && left.value !== null && !isLikeBoolean(left.value)) {
    return compare(right.field, 'eq', left.value)
  }
  if (typeof left.value === 'string') return contains(left.value, right, at, scope)
  throw new Unread(at.span, '`in` something that is not read')
}

/** `"x" in text`. */
function contains(part: string, text: Symbol_, at: Expression, scope: Scope): Condition {
  const read = readText(text, at, scope)
  if (part === '') throw new Unread(at.span, 'the empty text is in every text, also of a missing field')
  return textLeaf(read, [{ wildcard: 'many' }, part, { wildcard: 'many' }], [part], 'contains', at, scope)
}

export interface TextRead {
  readonly symbol: Symbol_
  readonly folded: boolean
  readonly on: 'string' | 'scalar'
}

/** A Python value that is text where the test stands. */
export function readText(symbol: Symbol_, at: Expression, scope: Scope): TextRead {
  if (symbol.type === 'text') return { symbol, folded: symbol.folded, on: 'string' }
  const subject = subjectOf(symbol)
  if (subject === undefined) throw new Unread(at.span, 'a text test of something that is not read')
  if (symbol.type === 'made') {
    if (symbol.field.call === 'length') throw new Unread(at.span, 'a text test of a number')
    return { symbol, folded: symbol.folded, on: 'string' }
  }
  const read = symbol.type === 'value' ? symbol.read : symbol.type === 'node' ? (symbol.read ?? RAW) : RAW
  if (read.as === 'text') return { symbol, folded: read.folded, on: 'scalar' }
  const isText = scope.facts.some((fact) => fact.subject === subject.key && fact.type === 'str')
  if (!isText || read.as === 'number') throw new Unread(at.span, 'a text test of a value that may be no text')
  return { symbol, folded: read.folded, on: 'string' }
}

const RAW = { as: 'raw', folded: false } as const

/** A pattern leaf for a text test, with what it relies on. `literals`: the texts that must be folded already. */
export function textLeaf(
  { symbol, folded, on }: TextRead,
  pattern: Parameters<typeof match>[1],
  literals: readonly string[],
  how: 'equal' | 'prefix' | 'suffix' | 'contains' | 'glob' | 'regex',
  at: Expression,
  scope: Scope,
): Condition {
  const subject = subjectOf(symbol)
  if (subject === undefined) throw new Unread(at.span, 'a text test of something that is not read')
  assumeRead(scope, symbol, at.span)
  if (folded && literals.some((text) => text.toLowerCase() !== text)) return FALSE
  // Final sigma, which lower() may give, folds to sigma.
  if (folded && literals.some((text) => foldText(text) !== text))
    throw new Unread(at.span, 'a text that folding changes')
  const ignoreCase = folded && literals.some(hasCase)
  if (ignoreCase && subject.assumed !== undefined) assumeFold(scope, subject.assumed, at.span)
  if (symbol.type === 'text' && (how === 'glob' || literals.some((text) => mayHoldForNonString(how, text, folded)))) {
    assume(scope, 'stringWhenPresent', symbol.path, at.span)
  }
  return match(subject.field, pattern, { ignoreCase, on, span: at.span })
}

function isOneOf(symbol: Symbol_, values: readonly (Scalar | null)[], at: Expression, scope: Scope): Condition {
  if (symbol.type === 'shape')
    return shape(
      [],
      values.map((value) => String(value) as ShapeKind),
    )
  if (symbol.type === 'value' && symbol.read.as === 'number') {
    const [value, ...more] = values
    if (typeof value !== 'number' || more.length > 0) throw new Unread(at.span, 'a number compared with no number')
    return compare([], 'eq', value, { domain: 'numeric' })
  }
  const isText =
    symbol.type === 'text' ||
    (symbol.type === 'made' && symbol.field.call !== 'length') ||
    (symbol.type !== 'raw' && 'read' in symbol && (symbol.read?.as === 'text' || symbol.read?.folded === true))
  if (isText) {
    const read = readText(symbol, at, scope)
    return or(
      values.map((value) => {
        if (typeof value !== 'string') throw new Unread(at.span, 'text compared with no text')
        if (value === '' && symbol.type === 'text') throw new Unread(at.span, 'a missing field is the empty text here')
        return textLeaf(read, [value], [value], 'equal', at, scope)
      }),
    )
  }
  const subject = subjectOf(symbol)
  if (subject === undefined || values.includes(null)) throw new Unread(at.span, 'a comparison that is not read')
  assumeRead(scope, symbol, at.span)
  const scalars = values.filter((value) => value !== null)
  if (scalars.some((value) => typeof value === 'boolean')) throw new Unread(at.span, 'True compared with ==')
  const known = scope.facts.filter((fact) => fact.subject === subject.key)
  const open = [true, false].filter(
    (one) =>
      scalars.includes(one ? 1 : 0) &&
      !known.some((fact) => fact.excludes?.includes(one) === true || fact.covers?.includes(one) === true),
  )
  if (open.length > 0 && symbol.type !== 'made') {
    if (subject.assumed === undefined) throw new Unread(at.span, 'True is 1 here')
    assume(scope, 'notBoolean', subject.assumed, at.span)
  }
  const [only, ...more] = scalars
  if (only !== undefined && more.length === 0) return compare(subject.field, 'eq', only, { span: at.span })
  return isIn(subject.field, scalars, at.span)
}

function isLikeBoolean(value: Scalar): boolean {
  return typeof value === 'boolean' || value === 0 || value === 1
}

function readIs(left: Symbol_, right: Symbol_, at: Expression, scope: Scope): Condition {
  const subject = left.type === 'made' ? undefined : subjectOf(left)
  if (subject === undefined || left.type === 'text' || right.type !== 'literal')
    throw new Unread(at.span, '`is` that is not read')
  if (typeof right.value === 'boolean') {
    assumeRead(scope, left, at.span)
    return compare(subject.field, 'eq', right.value, { span: at.span })
  }
  if (right.value !== null || left.type === 'node') throw new Unread(at.span, '`is` that is not read')
  if (left.type === 'value' && left.listPath === undefined) throw new Unread(at.span, 'a value is never None')
  assumeRead(scope, left, at.span, true)
  if (subject.assumed !== undefined) assume(scope, 'noEmptyObject', subject.assumed, at.span)
  if (left.type === 'value') assume(scope, 'nestedKeys', left.listPath ?? [], at.span)
  return { kind: 'Not', child: exists(subject.field, at.span) }
}

const ORDER: Readonly<Record<string, CompareOperator>> = { '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' }

/** An order between a value whose type has been asked for and a literal. */
function readOrder(
  sign: '<' | '<=' | '>' | '>=',
  left: Symbol_,
  right: Symbol_,
  at: Expression,
  scope: Scope,
): Condition {
  const op = ORDER[sign] as CompareOperator
  const subject = subjectOf(left)
  if (subject === undefined || left.type === 'text' || right.type !== 'literal')
    throw new Unread(at.span, 'an order that is not read')
  const bound = right.value
  if (left.type === 'made') {
    if (left.field.call !== 'length' || typeof bound !== 'number') throw new Unread(at.span, 'an order of texts')
    assumeRead(scope, left, at.span)
    return compare(left.field, op, bound, { domain: 'number', span: at.span })
  }
  const known = scope.facts.filter((fact) => fact.subject === subject.key)
  if (left.type === 'value' && left.read.as === 'number' && typeof bound === 'number') {
    return compare([], op, bound, { domain: 'numeric', span: at.span })
  }
  if (typeof bound === 'string' && known.some((fact) => fact.type === 'str')) {
    assumeRead(scope, left, at.span)
    return compare(subject.field, op, bound, { domain: 'text', span: at.span })
  }
  if (typeof bound !== 'number' || !known.some((fact) => fact.type === 'number')) {
    throw new Unread(at.span, 'an order between values of unknown type')
  }
  assumeRead(scope, left, at.span)
  const excluded = known.flatMap((fact) => fact.excludes ?? [])
  const open = [true, false].filter((one) => holds(one ? 1 : 0, sign, bound) && !excluded.includes(one))
  if (open.length > 0) {
    if (subject.assumed === undefined) throw new Unread(at.span, 'True is 1 here')
    assume(scope, 'notBoolean', subject.assumed, at.span)
  }
  return compare(subject.field, op, bound, { domain: 'number', span: at.span })
}

function holds(one: number, sign: '<' | '<=' | '>' | '>=', bound: number): boolean {
  if (sign === '<') return one < bound
  if (sign === '<=') return one <= bound
  return sign === '>' ? one > bound : one >= bound
}

/** The networks of a constant: `(ip_network("10.0.0.0/8"), ...)`. */
export function readNetworks(symbol: Symbol_, subject: Symbol_, at: Expression, scope: Scope): Condition {
  const found = subjectOf(subject)
  if (symbol.type !== 'tuple' || found === undefined || subject.type === 'text' || isLowered(subject))
    throw new Unread(at.span, 'networks that are not read')
  assumeRead(scope, subject, at.span)
  return or(
    symbol.items.map((item) => {
      if (
        item.type !== 'call' ||
        item.function.type !== 'name' ||
        item.function.name !== 'ip_network' ||
        item.args.length !== 1
      ) {
        throw new Unread(item.span, 'a network that is not read')
      }
      return cidr(found.field, textArgument(item.args[0], scope, item), at.span)
    }),
  )
}

/** Of a text in lower case or of a length no address is asked. */
function isLowered(subject: Symbol_): boolean {
  return subject.type === 'made' && (subject.folded || subject.field.call === 'length')
}
