import type { Span } from '@ruleglot/core'
import type { CompareSign, Expression } from './syntax.js'

/** An operand that has been read, or an operator word. */
export type OperatorToken =
  | { readonly operand: Expression; readonly span: Span }
  | { readonly sign: string; readonly span: Span }

/**
 * Operands and operators bound as Python does: or, and, not, comparisons (a chain is one), bits, sums, products, signs,
 * powers. @lezer/python's own tree takes `not a or b` for `not (a or b)`.
 */
export function bindOperators(tokens: readonly OperatorToken[], around: Span): Expression {
  // Signs, powers and sums stand inside each other; what follows an expression goes down with them.
  if (tokens.filter((token) => 'sign' in token && !FLAT.has(token.sign)).length > MOST_NESTED)
    return { type: 'other', reason: 'nested too deeply', span: around }
  const reading: Reading = { tokens, at: 0, around }
  const bound = readOr(reading)
  return reading.at === tokens.length
    ? bound
    : { type: 'other', reason: 'operators in an order that is no Python', span: around }
}

const MOST_NESTED = 200

/** Operators whose parts stand beside each other. */
const FLAT: ReadonlySet<string> = new Set(['and', 'or', '==', '!=', '<', '<=', '>', '>=', 'in', 'is'])

interface Reading {
  readonly tokens: readonly OperatorToken[]
  at: number
  readonly around: Span
}

function signAt({ tokens, at }: Reading, offset = 0): string | undefined {
  const token = tokens[at + offset]
  return token !== undefined && 'sign' in token ? token.sign : undefined
}

function cover(a: Expression, b: Expression): Span {
  return { ...a.span, end: b.span.end }
}

function readOr(reading: Reading): Expression {
  return readSeveral(reading, 'or', () => readSeveral(reading, 'and', () => readNot(reading)))
}

function readSeveral(reading: Reading, word: 'and' | 'or', readPart: () => Expression): Expression {
  const first = readPart()
  const parts = [first]
  while (signAt(reading) === word) {
    reading.at++
    parts.push(readPart())
  }
  return parts.length === 1 ? first : { type: word, parts, span: cover(first, parts[parts.length - 1] as Expression) }
}

function readNot(reading: Reading): Expression {
  const signs: Span[] = []
  while (signAt(reading) === 'not') signs.push((reading.tokens[reading.at++] as OperatorToken).span)
  let inner = readComparison(reading)
  for (const span of signs.reverse()) inner = { type: 'not', part: inner, span: { ...span, end: inner.span.end } }
  return inner
}

function readComparison(reading: Reading): Expression {
  const first = readBinary(reading, 0)
  const operands = [first]
  const signs: CompareSign[] = []
  for (let sign = compareSign(reading); sign !== undefined; sign = compareSign(reading)) {
    signs.push(sign)
    operands.push(readBinary(reading, 0))
  }
  if (signs.length === 0) return first
  return { type: 'compare', signs, operands, span: cover(first, operands[operands.length - 1] as Expression) }
}

function compareSign(reading: Reading): CompareSign | undefined {
  const [first, second] = [signAt(reading), signAt(reading, 1)]
  const two = first === 'not' && second === 'in' ? 'not in' : first === 'is' && second === 'not' ? 'is not' : undefined
  if (two !== undefined) reading.at += 2
  else if (first !== undefined && SIGNS.has(first)) reading.at++
  else return undefined
  return two ?? (first as CompareSign)
}

const SIGNS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in', 'is'])

const LEVELS: readonly ReadonlySet<string>[] = [
  new Set(['|']),
  new Set(['^']),
  new Set(['&']),
  new Set(['<<', '>>']),
  new Set(['+', '-']),
  new Set(['*', '/', '//', '%', '@']),
]

function readBinary(reading: Reading, level: number): Expression {
  const signs = LEVELS[level]
  if (signs === undefined) return readUnary(reading)
  let left = readBinary(reading, level + 1)
  for (let sign = signAt(reading); sign !== undefined && signs.has(sign); sign = signAt(reading)) {
    reading.at++
    const right = readBinary(reading, level + 1)
    left = { type: 'binary', sign, left, right, span: cover(left, right) }
  }
  return left
}

function readUnary(reading: Reading): Expression {
  const signs: OperatorToken[] = []
  for (let sign = signAt(reading); sign === '-' || sign === '+' || sign === '~'; sign = signAt(reading)) {
    signs.push(reading.tokens[reading.at++] as OperatorToken)
  }
  let inner = readPower(reading)
  for (const token of signs.reverse()) {
    const sign = 'sign' in token ? token.sign : '-'
    const span = { ...token.span, end: inner.span.end }
    inner =
      sign === '-' && inner.type === 'literal' && typeof inner.value === 'number'
        ? { ...inner, value: -inner.value, span }
        : { type: 'unary', sign, part: inner, span }
  }
  return inner
}

function readPower(reading: Reading): Expression {
  const token = reading.tokens[reading.at]
  if (token === undefined || !('operand' in token)) {
    return { type: 'other', reason: 'an operator without its operand', span: token?.span ?? reading.around }
  }
  reading.at++
  if (signAt(reading) !== '**') return token.operand
  reading.at++
  const right = readUnary(reading)
  return { type: 'binary', sign: '**', left: token.operand, right, span: cover(token.operand, right) }
}
