import { type Diagnostic, diagnostic, failure, type Result, type Span, success } from '@ruleglot/core'
import { Lexer } from 'chevrotain'
import { firstTooDeep } from '../elastic-query/brackets.js'
import { failedAt } from '../elastic-query/failed-at.js'
import { nestsTooDeep, tooLong, tooMany } from '../elastic-query/limits.js'
import type { EqlQuery } from './ast.js'
import { explainRefusal, wrongTokens } from './explain.js'
import { EqlParser } from './grammar.js'
import { createEqlTokens, type EqlTokens, tokenList } from './tokens.js'

/** Reads EQL text into the tree of its grammar. Time is linear in the text, whatever the text. */
export function parseEqlQuery(text: string, file?: string): Result<EqlQuery> {
  const span = (start: number, end: number): Span => ({ start, end, ...(file === undefined ? {} : { file }) })
  const long = tooLong(text, span(0, text.length))
  if (long !== undefined) return failure([long])
  const { lexer, parser, tokens } = machinery()
  const input = lexer.tokenize(text).tokens
  const wrong = wrongTokens(input, tokens, span)
  if (wrong.length > 0) return failure(wrong)
  const deep = firstTooDeep(input, [tokens.OpenParenthesis], [tokens.CloseParenthesis])
  if (deep !== undefined) return failure([nestsTooDeep(span(deep.startOffset, deep.startOffset + 1))])
  const many = tooMany(input.length, span(0, text.length))
  if (many !== undefined) return failure([many])
  parser.restart(input)
  const query = parser.query()
  const escapes = parser.badEscapes.map(({ start, end }) => badEscape(text, span(start, end)))
  if (escapes.length > 0) return failure(escapes)
  if (query !== undefined && parser.errors.length === 0) return success(query)
  const { misplaced } = parser
  if (misplaced?.reason === 'too-deep') {
    const { startOffset, image } = misplaced.token
    return failure([nestsTooDeep(span(startOffset, startOffset + image.length))])
  }
  return failure(explainRefusal({ text, input, tokens, span, misplaced, failedAt: failedAt(parser) ?? text.length }))
}

interface Machinery {
  readonly tokens: EqlTokens
  readonly lexer: Lexer
  readonly parser: EqlParser
}

let built: Machinery | undefined

/** Built on first use: building costs more than reading a query. */
function machinery(): Machinery {
  if (built === undefined) {
    const tokens = createEqlTokens()
    const lexer = new Lexer(tokenList(tokens), { positionTracking: 'onlyOffset', skipValidations: true })
    built = { tokens, lexer, parser: new EqlParser(tokens) }
  }
  return built
}

function badEscape(text: string, span: Span): Diagnostic {
  return diagnostic('eql/bad-escape', `${text.slice(span.start, span.end)} is no escape that EQL knows.`, {
    span,
    hint: 'Write \\\\ for a backslash, or put the text in three double quotes, where a backslash is itself.',
  })
}
