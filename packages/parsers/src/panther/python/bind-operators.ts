import type { Span } from '@ruleglot/core'
import type { CompareSign, Expression } from './syntax.js'

/** An operand that has been read, or an operator word. */
export type OperatorToken =
  | { readonly operand: Expression; readonly span: Span }
  | { readonly sign: string; readonly span: Span }

/**
 * Operands and operators bound as Python does: or, and, not, comparisons, then arithmetic, which is not read apart from
 * a minus before a number. A chain of comparisons `a < b < c` is both of them.
 */
export function bindOperators(tokens: readonly OperatorToken[], span: Span): Expression {
  const groups = splitAt(tokens, 'or')
  const parts = groups.map((group) => bindAnd(group, span))
  return parts.length === 1 ? (parts[0] as Expression) : { type: 'or', parts, span }
}

function bindAnd(tokens: readonly OperatorToken[], span: Span): Expression {
  const parts = splitAt(tokens, 'and').map((group) => bindNot(group, span))
  return parts.length === 1 ? (parts[0] as Expression) : { type: 'and', parts, span: cover(tokens, span) }
}

function bindNot(tokens: readonly OperatorToken[], span: Span): Expression {
  let start = 0
  while (start < tokens.length && signOf(tokens[start]) === 'not') start++
  const inner = bindComparison(tokens.slice(start), span)
  return start % 2 === 0 ? inner : { type: 'not', part: inner, span: cover(tokens, span) }
}

function bindComparison(tokens: readonly OperatorToken[], span: Span): Expression {
  const operands: Expression[] = []
  const signs: CompareSign[] = []
  let operand: OperatorToken[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as OperatorToken
    const sign = compareSign(signOf(token), signOf(tokens[i + 1]))
    if (sign === undefined || operand.length === 0) operand.push(token)
    else {
      operands.push(operandOf(operand, span))
      operand = []
      signs.push(sign)
      if (sign.includes(' ')) i++
    }
  }
  operands.push(operandOf(operand, span))
  const compares = signs.map(
    (sign, i): Expression => ({
      type: 'compare',
      sign,
      left: operands[i] as Expression,
      right: operands[i + 1] as Expression,
      span: cover(tokens, span),
    }),
  )
  if (compares.length === 0) return operands[0] as Expression
  return compares.length === 1
    ? (compares[0] as Expression)
    : { type: 'and', parts: compares, span: cover(tokens, span) }
}

function operandOf(tokens: readonly OperatorToken[], span: Span): Expression {
  const [first, second] = tokens
  if (tokens.length === 1 && first !== undefined && 'operand' in first) return first.operand
  if (tokens.length === 2 && signOf(first) === '-' && second !== undefined && 'operand' in second) {
    const { operand } = second
    if (operand.type === 'literal' && typeof operand.value === 'number') return { ...operand, value: -operand.value }
  }
  return { type: 'other', span: cover(tokens, span) }
}

function compareSign(sign: string | undefined, next: string | undefined): CompareSign | undefined {
  if (sign === 'not' && next === 'in') return 'not in'
  if (sign === 'is') return next === 'not' ? 'is not' : 'is'
  return sign !== undefined && SIGNS.has(sign) ? (sign as CompareSign) : undefined
}

const SIGNS: ReadonlySet<string> = new Set(['==', '!=', '<', '<=', '>', '>=', 'in'])

function splitAt(tokens: readonly OperatorToken[], word: 'and' | 'or'): readonly (readonly OperatorToken[])[] {
  const groups: OperatorToken[][] = [[]]
  for (const token of tokens) {
    if (signOf(token) === word) groups.push([])
    else groups[groups.length - 1]?.push(token)
  }
  return groups
}

function signOf(token: OperatorToken | undefined): string | undefined {
  return token !== undefined && 'sign' in token ? token.sign : undefined
}

function cover(tokens: readonly OperatorToken[], span: Span): Span {
  const first = tokens[0]
  const last = tokens[tokens.length - 1]
  return first === undefined || last === undefined ? span : { ...first.span, end: last.span.end }
}
