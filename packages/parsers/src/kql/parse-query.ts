import { type Diagnostic, diagnostic, failure, MAX_DEPTH, type Result, success } from '@ruleglot/core'
import { type IToken, Lexer } from 'chevrotain'
import type { KqlQuery } from './ast.js'
import { explainRefusal } from './explain.js'
import { KqlParser } from './grammar.js'
import { spanOf } from './query-span.js'
import { isBlank } from './scan.js'
import { createKqlTokens, type KqlTokens, tokenList } from './tokens.js'

/** Reads KQL text into the tree of Kibana's grammar. Time is linear in the text, whatever the text. */
export function parseKqlQuery(text: string, file?: string): Result<KqlQuery> {
  if (text.length > MAX_LENGTH) return failure([tooLong(text, file)])
  const start = blanksInFront(text)
  if (start === text.length) return success({ type: 'all', start: 0, end: text.length })
  const { lexer, parser, tokens } = machinery()
  const input = lexer.tokenize(start === 0 ? text : text.slice(start)).tokens
  const deep = firstTooDeep(input, tokens)
  if (deep !== undefined) return failure([tooDeep(deep, start, file)])
  if (input.length > MAX_PARTS) return failure([tooMany(text, file)])
  parser.restart(input, start)
  const query = parser.query()
  if (query !== undefined && parser.errors.length === 0) return success(query)
  const failedAt = failureOf(parser)
  return failure(
    explainRefusal({
      text,
      shift: start,
      file,
      input,
      tokens,
      failedAt: failedAt === undefined ? text.length : failedAt + start,
    }),
  )
}

/** UTF-16 units: four hundred times the longest query of Elastic's rules. */
const MAX_LENGTH = 4_000_000

/** Fields, values, operators and brackets; Elasticsearch refuses far smaller queries. */
const MAX_PARTS = 250_000

interface Machinery {
  readonly tokens: KqlTokens
  readonly lexer: Lexer
  readonly parser: KqlParser
}

let built: Machinery | undefined

/** Built on first use: building costs more than reading a query. */
function machinery(): Machinery {
  if (built === undefined) {
    const tokens = createKqlTokens()
    const lexer = new Lexer(tokenList(tokens), {
      positionTracking: 'onlyOffset',
      ensureOptimizations: true,
      skipValidations: true,
    })
    built = { tokens, lexer, parser: new KqlParser(tokens) }
  }
  return built
}

/** The token at which the parser gave up; undefined for the end of the text. */
function failureOf({ errors, misplaced }: KqlParser): number | undefined {
  const at = misplaced?.token.startOffset ?? errors[0]?.token.startOffset
  return at === undefined || Number.isNaN(at) ? undefined : at
}

function blanksInFront(text: string): number {
  let at = 0
  while (at < text.length && isBlank(text.charCodeAt(at))) at++
  return at
}

function firstTooDeep(input: readonly IToken[], tokens: KqlTokens): IToken | undefined {
  let depth = 0
  for (const token of input) {
    const type = token.tokenType
    if (type === tokens.OpenParenthesis || type === tokens.OpenBrace) {
      depth++
      if (depth > MAX_NESTING) return token
    } else if ((type === tokens.CloseParenthesis || type === tokens.CloseBrace) && depth > 0) depth--
  }
  return undefined
}

/** Brackets around a test; the tree may be as deep as a condition may be. */
const MAX_NESTING = MAX_DEPTH

function tooDeep(token: IToken, shift: number, file: string | undefined): Diagnostic {
  const start = token.startOffset + shift
  return diagnostic('limit/nesting', `The query nests brackets more than ${MAX_NESTING} deep.`, {
    span: spanOf(start, start + 1, file),
    hint: 'Take brackets away that group nothing, or split the rule.',
  })
}

function tooMany(text: string, file: string | undefined): Diagnostic {
  return diagnostic('limit/nodes', `The query has more than ${MAX_PARTS} parts.`, {
    span: spanOf(0, text.length, file),
    hint: 'Split the rule, or move long lists into a value list.',
  })
}

function tooLong(text: string, file: string | undefined): Diagnostic {
  return diagnostic(
    'limit/source-size',
    `The query has ${text.length} characters; ${MAX_LENGTH} are the most that is read.`,
    {
      span: spanOf(0, text.length, file),
      hint: 'Split the rule, or move long lists into a value list.',
    },
  )
}
