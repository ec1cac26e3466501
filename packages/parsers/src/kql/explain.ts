import { type Diagnostic, type DiagnosticCode, diagnostic } from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import { PROBLEMS, type ProblemKind } from './problems.js'
import { spanOf } from './query-span.js'
import type { KqlTokens } from './tokens.js'

/** A query that the grammar refused. */
export interface RefusedQuery {
  readonly text: string
  /** Added to the offsets of tokens. */
  readonly shift: number
  readonly file: string | undefined
  readonly input: readonly IToken[]
  readonly tokens: KqlTokens
  /** Where the parser gave up; the end of the text if past the last token. */
  readonly failedAt: number
}

/**
 * Says what is wrong with a refused query, several things at once where they are apart. One walk over the tokens with
 * the brackets on a stack: where a part cannot stand, it is reported and read as its author will have meant it.
 */
export function explainRefusal(query: RefusedQuery): readonly Diagnostic[] {
  const walk: Walk = { query, at: 0, found: [], open: [], negated: false }
  let expectsOperand = true
  while (walk.at < query.input.length && walk.found.length < MOST_PROBLEMS) {
    expectsOperand = expectsOperand ? readOperand(walk) : readOperator(walk)
    if (walk.stopped === true) break
  }
  if (walk.stopped !== true && walk.found.length < MOST_PROBLEMS) readEnd(walk, expectsOperand)
  if (walk.found.length > 0) return walk.found
  const end = Math.min(query.failedAt + 1, query.text.length)
  return [toDiagnostic(walk, 'unexpected', Math.min(query.failedAt, end), end)]
}

const MOST_PROBLEMS = 20

interface Walk {
  readonly query: RefusedQuery
  at: number
  readonly found: Diagnostic[]
  readonly open: { readonly token: IToken; readonly kind: 'group' | 'list' | 'braces' }[]
  /** The last token was `not`. */
  negated: boolean
  stopped?: boolean
}

/** Reads what stands where a test, a bracket or `not` must; gives whether another operand must follow. */
function readOperand(walk: Walk): boolean {
  const { tokens } = walk.query
  const token = walk.query.input[walk.at] as IToken
  const wasNegated = walk.negated
  walk.negated = false
  walk.at++
  switch (token.tokenType) {
    case tokens.Not:
      if (wasNegated) report(walk, 'repeated-not', token)
      walk.negated = true
      return true
    case tokens.OpenParenthesis:
      walk.open.push({ token, kind: innermost(walk) === 'list' ? 'list' : 'group' })
      return true
    case tokens.Quoted:
    case tokens.Unquoted:
      return readAfterLiteral(walk, token)
    case tokens.BadEscape:
      return readBadEscape(walk, token)
    case tokens.UnterminatedString:
      return readUnterminated(walk, token)
    case tokens.CloseParenthesis:
    case tokens.CloseBrace: {
      const before = walk.query.input[walk.at - 2]
      const isEmpty = before?.tokenType === tokens.OpenParenthesis || before?.tokenType === tokens.OpenBrace
      report(walk, isEmpty ? 'empty-brackets' : before === undefined ? 'unmatched-bracket' : 'missing-operand', token)
      close(walk, token, false)
      return false
    }
    case tokens.OpenBrace:
      report(walk, 'brace-without-field', token)
      walk.open.push({ token, kind: 'braces' })
      return true
    case tokens.Colon:
    case tokens.RangeOperator:
      report(walk, 'missing-field', token)
      walk.at--
      return readValue(walk)
    default:
      report(walk, 'missing-operand', token)
      return true
  }
}

/** Reads what stands behind a complete test; gives whether an operand must follow. */
function readOperator(walk: Walk): boolean {
  const { input, tokens } = walk.query
  const token = input[walk.at] as IToken
  const before = input[walk.at - 1] as IToken
  switch (token.tokenType) {
    case tokens.And:
    case tokens.Or:
      walk.at++
      return true
    case tokens.CloseParenthesis:
    case tokens.CloseBrace:
      walk.at++
      close(walk, token, true)
      return false
    case tokens.Colon:
      report(walk, 'unescaped', token)
      return skipGlued(walk, token)
    case tokens.RangeOperator:
      report(walk, 'second-comparison', token)
      return readValue(walk)
    case tokens.Not:
      return readMisplacedNot(walk, token, before)
    case tokens.BadEscape:
      walk.at++
      return readBadEscape(walk, token)
    case tokens.UnterminatedString:
      walk.at++
      return readUnterminated(walk, token)
    case tokens.OpenBrace:
      report(walk, before.tokenType === tokens.Unquoted ? 'brace-without-colon' : 'brace-without-field', token)
      walk.at++
      walk.open.push({ token, kind: 'braces' })
      return true
    default:
      return readNeighbour(walk, before, token)
  }
}

/** `cannot connect`: the word ends where `not ` begins. Or a plain `not` without an operator before it. */
function readMisplacedNot(walk: Walk, token: IToken, before: IToken): boolean {
  const { tokens } = walk.query
  if (before.tokenType !== tokens.Unquoted || /[ \t\r\n\u00a0]$/.test(before.image)) {
    report(walk, 'missing-operator', token)
    return true
  }
  reportAt(walk, 'not-in-word', before.startOffset, token.startOffset + 3)
  walk.at++
  const next = walk.query.input[walk.at]
  if (next?.tokenType === tokens.Unquoted) walk.at++
  return isFieldEnd(walk) ? readValue(walk) : false
}

/** Two operands with nothing, or with what should have been an operator, between them. */
function readNeighbour(walk: Walk, before: IToken, token: IToken): boolean {
  const { input, tokens } = walk.query
  const isText = token.tokenType === tokens.Unquoted
  const keywordBefore = before.tokenType === tokens.Unquoted ? KEYWORD_AT_END.exec(before.image) : null
  if (token.tokenType === tokens.OpenParenthesis && keywordBefore !== null) {
    reportAt(walk, 'operator-spacing', endOf(before) - (keywordBefore[1] as string).length, endOf(before))
  } else if (isText && KEYWORD.test(token.image) && input[walk.at + 1]?.tokenType === tokens.OpenParenthesis) {
    report(walk, 'operator-spacing', token)
    walk.at++
  } else if (isText && endOf(before) === token.startOffset && KEYWORD_AT_START.test(token.image)) {
    const length = /^and/i.test(token.image) ? 3 : 2
    reportAt(walk, 'operator-spacing', token.startOffset, token.startOffset + length)
  } else report(walk, before.tokenType === tokens.Unquoted ? 'unescaped' : 'missing-operator', token)
  return true
}

const KEYWORD = /^(?:and|or|not)$/i
const KEYWORD_AT_START = /^(?:and|or)(?![^ \t\r\n\u00a0])/i
const KEYWORD_AT_END = /(?:^|[ \t\r\n\u00a0])(and|or|not)$/i

/** The rest of a text that a special character cut in two: addresses, times and URLs have several. */
function skipGlued(walk: Walk, first: IToken): boolean {
  const { input, tokens } = walk.query
  let previous = first
  for (walk.at++; walk.at < input.length; walk.at++) {
    const next = input[walk.at] as IToken
    const continues = next.tokenType === tokens.Colon || next.tokenType === tokens.Unquoted
    if (!continues || next.startOffset !== endOf(previous)) break
    previous = next
  }
  return false
}

function readAfterLiteral(walk: Walk, literal: IToken): boolean {
  if (!isFieldEnd(walk)) return false
  if (innermost(walk) === 'list') report(walk, 'field-in-list', literal)
  return readValue(walk)
}

/** From a colon or comparison on: a value, a list, or what stands in their place. */
function readValue(walk: Walk): boolean {
  const { input, tokens } = walk.query
  const operator = input[walk.at] as IToken
  const isColon = operator.tokenType === tokens.Colon
  const value = input[walk.at + 1]
  walk.at++
  switch (value?.tokenType) {
    case tokens.Quoted:
    case tokens.Unquoted:
      walk.at++
      return false
    case tokens.OpenParenthesis:
      if (!isColon) report(walk, 'list-comparison', value as IToken)
      walk.at++
      walk.open.push({ token: value as IToken, kind: 'list' })
      return true
    case tokens.OpenBrace:
      if (!isColon) report(walk, 'missing-value', operator)
      walk.at++
      walk.open.push({ token: value as IToken, kind: 'braces' })
      return true
    case tokens.Not:
      report(walk, 'negated-value', value as IToken)
      walk.at++
      return true
    case tokens.RangeOperator: {
      report(walk, 'colon-comparison', value as IToken)
      const next = input[walk.at + 1]?.tokenType
      if (next === tokens.Quoted || next === tokens.Unquoted) return readValue(walk)
      walk.at++
      return false
    }
    case tokens.BadEscape:
    case tokens.UnterminatedString:
      return true
    case tokens.Colon:
      report(walk, 'unescaped', value as IToken)
      return skipGlued(walk, value as IToken)
    default:
      report(walk, 'missing-value', operator)
      return false
  }
}

function readBadEscape(walk: Walk, token: IToken): boolean {
  const end = Math.min(token.startOffset + 2, walk.query.text.length - walk.query.shift)
  reportAt(walk, 'bad-escape', token.startOffset, end)
  // The rest of the same text.
  let previous = token
  for (let next = walk.query.input[walk.at]; next !== undefined; next = walk.query.input[walk.at]) {
    const { Unquoted, BadEscape } = walk.query.tokens
    if (next.startOffset !== endOf(previous) || (next.tokenType !== Unquoted && next.tokenType !== BadEscape)) break
    previous = next
    walk.at++
  }
  return isFieldEnd(walk) ? readValue(walk) : false
}

/** Behind an open quote nothing can be told. */
function readUnterminated(walk: Walk, token: IToken): boolean {
  reportAt(walk, 'unterminated-string', token.startOffset, token.startOffset + 1)
  walk.stopped = true
  return false
}

function readEnd(walk: Walk, expectsOperand: boolean): void {
  const last = walk.query.input[walk.query.input.length - 1]
  if (expectsOperand && last !== undefined && !isOpening(walk, last)) report(walk, 'missing-operand', last)
  for (const { token } of walk.open.slice(0, MOST_PROBLEMS)) report(walk, 'unclosed-bracket', token)
}

function close(walk: Walk, token: IToken, complain: boolean): void {
  const isBrace = token.tokenType === walk.query.tokens.CloseBrace
  const top = walk.open[walk.open.length - 1]
  if (top !== undefined && (top.kind === 'braces') === isBrace) walk.open.pop()
  else if (complain) report(walk, 'unmatched-bracket', token)
}

function innermost(walk: Walk): 'group' | 'list' | 'braces' | undefined {
  return walk.open[walk.open.length - 1]?.kind
}

function isFieldEnd(walk: Walk): boolean {
  const type = walk.query.input[walk.at]?.tokenType
  return type === walk.query.tokens.Colon || type === walk.query.tokens.RangeOperator
}

function isOpening(walk: Walk, { tokenType }: IToken): boolean {
  return tokenType === walk.query.tokens.OpenParenthesis || tokenType === walk.query.tokens.OpenBrace
}

function endOf(token: IToken): number {
  return token.startOffset + token.image.length
}

/** At the token, without the blanks that it took along. */
function report(walk: Walk, kind: ProblemKind, token: IToken): void {
  const image = token.image.replace(/^[ \t\r\n\u00a0]+/, '')
  const start = endOf(token) - image.length
  reportAt(walk, kind, start, start + Math.max(1, lengthWithoutBlanks(image)))
}

/** Blanks at the end do not count. A regular expression for them would start anew at each blank inside. */
function lengthWithoutBlanks(image: string): number {
  let length = image.length
  while (length > 0 && ' \t\r\n\u00a0'.includes(image.charAt(length - 1))) length--
  return length
}

function reportAt(walk: Walk, kind: ProblemKind, start: number, end: number): void {
  const { shift, text } = walk.query
  walk.found.push(toDiagnostic(walk, kind, start + shift, Math.min(end + shift, text.length)))
}

function toDiagnostic(walk: Walk, kind: ProblemKind, start: number, end: number): Diagnostic {
  const { text, file } = walk.query
  const found = text.slice(start, end)
  const { code, message, hint }: { code: DiagnosticCode; message: (found: string) => string; hint: string } =
    PROBLEMS[kind]
  return diagnostic(code, message(found.length > 60 ? `${found.slice(0, 57)}...` : found), {
    span: spanOf(start, end, file),
    hint,
  })
}
