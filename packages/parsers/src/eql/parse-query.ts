import { type Diagnostic, diagnostic, failure, MAX_DEPTH, type Result, type Span, success } from '@ruleglot/core'
import { type IToken, Lexer } from 'chevrotain'
import type { EqlQuery } from './ast.js'
import { explainRefusal, wrongTokens } from './explain.js'
import { EqlParser } from './grammar.js'
import { createEqlTokens, type EqlTokens, tokenList } from './tokens.js'

/** Reads EQL text into the tree of its grammar. Time is linear in the text, whatever the text. */
export function parseEqlQuery(text: string, file?: string): Result<EqlQuery> {
  const span = (start: number, end: number): Span => ({ start, end, ...(file === undefined ? {} : { file }) })
  if (text.length > MAX_LENGTH) return failure([tooLong(text, span)])
  const { lexer, parser, tokens } = machinery()
  const input = lexer.tokenize(text).tokens
  const wrong = wrongTokens(input, tokens, span)
  if (wrong.length > 0) return failure(wrong)
  const deep = firstTooDeep(input, tokens)
  if (deep !== undefined) return failure([tooDeep(span(deep.startOffset, deep.startOffset + 1))])
  if (input.length > MAX_PARTS) {
    return failure([
      diagnostic('limit/nodes', `The query has more than ${MAX_PARTS} parts.`, {
        span: span(0, text.length),
        hint: 'Split the rule, or move long lists into a value list.',
      }),
    ])
  }
  parser.restart(input)
  const query = parser.query()
  const escapes = parser.badEscapes.map(({ start, end }) => badEscape(text, span(start, end)))
  if (escapes.length > 0) return failure(escapes)
  if (query !== undefined && parser.errors.length === 0) return success(query)
  const { misplaced } = parser
  if (misplaced?.reason === 'too-deep') {
    const { startOffset, image } = misplaced.token
    return failure([tooDeep(span(startOffset, startOffset + image.length))])
  }
  return failure(explainRefusal({ text, input, tokens, span, misplaced, failedAt: failureOf(parser) ?? text.length }))
}

/** UTF-16 units: hundreds of times the longest query of Elastic's rules. */
const MAX_LENGTH = 4_000_000

/** Fields, values, operators and brackets; Elasticsearch refuses far smaller queries. */
const MAX_PARTS = 250_000

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

/** The token at which the parser gave up; undefined for the end of the text. */
function failureOf({ errors, misplaced }: EqlParser): number | undefined {
  const at = misplaced?.token.startOffset ?? errors[0]?.token.startOffset
  return at === undefined || Number.isNaN(at) ? undefined : at
}

function firstTooDeep(input: readonly IToken[], tokens: EqlTokens): IToken | undefined {
  let depth = 0
  for (const token of input) {
    if (token.tokenType === tokens.OpenParenthesis) {
      if (++depth > MAX_DEPTH) return token
    } else if (token.tokenType === tokens.CloseParenthesis && depth > 0) depth--
  }
  return undefined
}

function tooDeep(span: Span): Diagnostic {
  return diagnostic('limit/nesting', `The query nests more than ${MAX_DEPTH} deep.`, {
    span,
    hint: 'Take brackets away that group nothing, or split the rule.',
  })
}

function tooLong(text: string, span: (start: number, end: number) => Span): Diagnostic {
  return diagnostic(
    'limit/source-size',
    `The query has ${text.length} characters; ${MAX_LENGTH} are the most that is read.`,
    { span: span(0, text.length), hint: 'Split the rule, or move long lists into a value list.' },
  )
}

function badEscape(text: string, span: Span): Diagnostic {
  return diagnostic('eql/bad-escape', `${text.slice(span.start, span.end)} is no escape that EQL knows.`, {
    span,
    hint: 'Write \\\\ for a backslash, or put the text in three double quotes, where a backslash is itself.',
  })
}
