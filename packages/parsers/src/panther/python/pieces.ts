import { type Condition, exists, type Path, type ValueExpression } from '@ruleglot/core'
import { subjectOf } from './subject.js'
import { type Fact, type Scope, type Symbol_, Unread } from './symbols.js'
import type { Expression } from './syntax.js'

/** What any expression stands for. */
type ReadValue = (expression: Expression, scope: Scope) => Symbol_
type Compare = Extract<Expression, { type: 'compare' }>

/** How many pieces a text has at least behind this test: `len(x.split("@")) >= 3`, `"@" in x`. */
export function piecesFact(expression: Expression, scope: Scope, readValue: ReadValue): Fact | undefined {
  if (expression.type !== 'compare') return undefined
  const counted = countedPieces(expression, scope)
  if (counted !== undefined) {
    const subject = piecesSubject(readValue(counted.of, scope), counted.separator)
    return subject === undefined ? undefined : { subject, pieces: counted.least }
  }
  const { left, right, sign } = expression
  if (sign !== 'in' || left.type !== 'literal' || typeof left.value !== 'string' || left.value === '') return undefined
  if (!isRead(right)) return undefined
  const symbol = readValue(right, scope)
  const subject = symbol.type === 'raw' || symbol.type === 'made' ? piecesSubject(symbol, left.value) : undefined
  return subject === undefined ? undefined : { subject, pieces: 2 }
}

/** `len(x.split("@")) >= 3` as a condition; undefined for any other test. */
export function readPieces(compare: Compare, scope: Scope, readValue: ReadValue): Condition | undefined {
  const counted = countedPieces(compare, scope)
  if (counted === undefined) return undefined
  const { of, separator, least } = counted
  const symbol = readValue(of, scope)
  const field = madeFrom(symbol)
  // Of a text that something is made of, it is known that it is one.
  const isText =
    symbol.type === 'made' || scope.facts.some((fact) => fact.subject === subjectOf(symbol)?.key && fact.type === 'str')
  if (field === undefined || !isText) throw new Unread(compare.span, 'pieces of something that may be no text')
  return exists({ call: 'split', args: [field, { literal: separator }, { literal: least - 1 }] }, compare.span)
}

/** What a fact about the pieces of this text is about. */
export function piecesSubject(symbol: Symbol_, separator: string): string | undefined {
  const subject = madeFrom(symbol) === undefined ? undefined : subjectOf(symbol)
  return subject && `pieces ${subject.key} ${JSON.stringify(separator)}`
}

/** The field that is split: not one in lower case, whose pieces IR does not name. */
function madeFrom(symbol: Symbol_): Path | ValueExpression | undefined {
  if (symbol.type === 'raw') return symbol.path
  if (symbol.type === 'made' && !symbol.folded && symbol.field.call !== 'length') return symbol.field
  const isBare =
    (symbol.type === 'value' && symbol.listPath === undefined && symbol.read.as === 'raw' && !symbol.read.folded) ||
    (symbol.type === 'node' && symbol.inElement && symbol.read === undefined)
  return isBare ? [] : undefined
}

function countedPieces(
  { left, right, sign }: Compare,
  { names, module }: Scope,
): { readonly of: Expression; readonly separator: string; readonly least: number } | undefined {
  if (sign !== '>=' || right.type !== 'literal' || typeof right.value !== 'number' || !Number.isInteger(right.value))
    return undefined
  if (left.type !== 'call' || left.function.type !== 'name' || left.function.name !== 'len' || right.value < 1)
    return undefined
  if (names.has('len') || module.functions.has('len') || left.args.length !== 1 || left.named.length > 0)
    return undefined
  const [split] = left.args
  if (split?.type !== 'call' || split.function.type !== 'attribute' || split.function.name !== 'split') return undefined
  const [separator, ...more] = split.args
  if (separator?.type !== 'literal' || typeof separator.value !== 'string' || separator.value === '') return undefined
  if (more.length > 0 || split.named.length > 0) return undefined
  return { of: split.function.object, separator: separator.value, least: right.value }
}

/** Names, reads of the event and what is made of them. */
function isRead(expression: Expression): boolean {
  return expression.type === 'name' || expression.type === 'item'
}
