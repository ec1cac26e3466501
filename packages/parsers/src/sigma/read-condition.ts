import { type IRecognitionException, type IToken, Lexer } from 'chevrotain'
import { type ConditionTree, finish, newBuilder } from './condition-tree.js'
import { ConditionParser } from './grammar.js'
import { createConditionTokens, tokenList } from './tokens.js'

export interface ConditionProblem {
  readonly code: 'sigma/condition-syntax' | 'sigma/aggregation'
  readonly message: string
  readonly hint?: string
  /** Offsets in the condition's text. */
  readonly start: number
  readonly end: number
}

/** Reads the text of a condition. */
export function readCondition(
  text: string,
): { readonly ok: true; readonly tree: ConditionTree } | { readonly ok: false; readonly problem: ConditionProblem } {
  const { lexer, parser, tokens } = machine()
  const { tokens: found } = lexer.tokenize(text)
  const pipe = found.find((token) => token.tokenType === tokens.Pipe)
  if (pipe !== undefined) {
    return problem('sigma/aggregation', pipe, 'Aggregations behind "|" were removed in Sigma 2.', {
      hint: 'Write a correlation document that counts the matches of this rule.',
    })
  }
  parser.input = found
  parser.builder = newBuilder()
  parser.misplaced = undefined
  parser.condition()
  const error = parser.errors[0]
  if (error !== undefined) return syntaxProblem(error, text)
  const misplaced = parser.misplaced as ConditionParser['misplaced']
  if (misplaced !== undefined) return problem('sigma/condition-syntax', misplaced.token, misplaced.message, misplaced)
  const tree = finish(parser.builder)
  if ('unclosed' in tree) {
    return {
      ok: false,
      problem: {
        code: 'sigma/condition-syntax',
        message: 'This "(" is not closed.',
        start: tree.unclosed,
        end: tree.unclosed + 1,
      },
    }
  }
  return { ok: true, tree }
}

function syntaxProblem(error: IRecognitionException, text: string): { ok: false; problem: ConditionProblem } {
  const { token } = error
  const atEnd = token.image === ''
  const operator = /^(?:AND|OR|NOT)$/i.test(token.image) && !/^(?:and|or|not)$/.test(token.image)
  const message = atEnd
    ? text.trim() === ''
      ? 'The condition is empty.'
      : 'The condition ends where a search identifier should follow.'
    : `"${token.image}" cannot stand here.`
  const hint = operator ? `Operators are lower case: "${token.image.toLowerCase()}".` : undefined
  return {
    ok: false,
    problem: {
      code: 'sigma/condition-syntax',
      message,
      ...(hint === undefined ? {} : { hint }),
      start: atEnd ? Math.max(0, text.trimEnd().length - 1) : token.startOffset,
      end: atEnd ? text.trimEnd().length : token.startOffset + token.image.length,
    },
  }
}

function problem(
  code: ConditionProblem['code'],
  token: IToken,
  message: string,
  { hint }: { readonly hint?: string },
): { ok: false; problem: ConditionProblem } {
  const end = token.startOffset + token.image.length
  return {
    ok: false,
    problem: { code, message, ...(hint === undefined ? {} : { hint }), start: token.startOffset, end },
  }
}

interface Machine {
  readonly lexer: Lexer
  readonly parser: ConditionParser
  readonly tokens: ReturnType<typeof createConditionTokens>
}

let built: Machine | undefined

/** Built on first use, once. */
function machine(): Machine {
  if (built === undefined) {
    const tokens = createConditionTokens()
    built = {
      tokens,
      lexer: new Lexer(tokenList(tokens), { positionTracking: 'onlyOffset', ensureOptimizations: false }),
      parser: new ConditionParser(tokens),
    }
  }
  return built
}
