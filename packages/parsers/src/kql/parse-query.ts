import { failure, type Result, success } from '@ruleglot/core'
import { Lexer } from 'chevrotain'
import { firstTooDeep } from '../elastic-query/brackets.js'
import { failedAt } from '../elastic-query/failed-at.js'
import { nestsTooDeep, tooLong, tooMany } from '../elastic-query/limits.js'
import type { KqlQuery } from './ast.js'
import { explainRefusal } from './explain.js'
import { KqlParser } from './grammar.js'
import { spanOf } from './query-span.js'
import { isBlank } from './scan.js'
import { createKqlTokens, type KqlTokens, tokenList } from './tokens.js'

/** Reads KQL text into the tree of Kibana's grammar. Time is linear in the text, whatever the text. */
export function parseKqlQuery(text: string, file?: string): Result<KqlQuery> {
  const whole = spanOf(0, text.length, file)
  const long = tooLong(text, whole)
  if (long !== undefined) return failure([long])
  const start = blanksInFront(text)
  if (start === text.length) return success({ type: 'all', start: 0, end: text.length })
  const { lexer, parser, tokens } = machinery()
  const input = lexer.tokenize(start === 0 ? text : text.slice(start)).tokens
  const { OpenParenthesis, OpenBrace, CloseParenthesis, CloseBrace } = tokens
  const deep = firstTooDeep(input, [OpenParenthesis, OpenBrace], [CloseParenthesis, CloseBrace])
  if (deep !== undefined) {
    const at = deep.startOffset + start
    return failure([nestsTooDeep(spanOf(at, at + 1, file))])
  }
  const many = tooMany(input.length, whole)
  if (many !== undefined) return failure([many])
  parser.restart(input, start)
  const query = parser.query()
  if (query !== undefined && parser.errors.length === 0) return success(query)
  const at = failedAt(parser)
  return failure(
    explainRefusal({ text, shift: start, file, input, tokens, failedAt: at === undefined ? text.length : at + start }),
  )
}

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

function blanksInFront(text: string): number {
  let at = 0
  while (at < text.length && isBlank(text.charCodeAt(at))) at++
  return at
}
