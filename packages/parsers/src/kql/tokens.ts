import { type CustomPatternMatcherReturn, createToken, Lexer, type TokenType } from 'chevrotain'
import { scanQuoted, scanUnquoted } from './scan.js'

/**
 * The tokens of KQL. Brackets and operators take the whitespace behind them, `and`/`or` the whitespace on both sides
 * and `not` the whitespace after it: what is left over where an operand starts is then never an operator. Wrong input
 * has tokens of its own, so that the lexer itself never fails.
 */
export interface KqlTokens {
  readonly Or: TokenType
  readonly And: TokenType
  readonly Not: TokenType
  readonly OpenParenthesis: TokenType
  readonly CloseParenthesis: TokenType
  readonly OpenBrace: TokenType
  readonly CloseBrace: TokenType
  readonly Colon: TokenType
  readonly RangeOperator: TokenType
  readonly Quoted: TokenType
  readonly Unquoted: TokenType
  readonly Literal: TokenType
  readonly UnterminatedString: TokenType
  readonly BadEscape: TokenType
  readonly Whitespace: TokenType
}

/** Space, tab, CR, LF and U+00A0, and nothing else. */
const WHITESPACE = ' \t\r\n\u00A0'

export function createKqlTokens(): KqlTokens {
  const ws = `[${WHITESPACE}]`
  const pattern = (source: string): RegExp => new RegExp(source)
  const Literal = createToken({ name: 'Literal', pattern: Lexer.NA, label: 'a field or a value' })
  const token = (name: string, source: string, label: string): TokenType =>
    createToken({ name, pattern: pattern(source), label, line_breaks: true })
  return {
    Or: token('Or', `${ws}+[oO][rR]${ws}+`, "'or'"),
    And: token('And', `${ws}+[aA][nN][dD]${ws}+`, "'and'"),
    Not: token('Not', `[nN][oO][tT]${ws}+`, "'not'"),
    OpenParenthesis: token('OpenParenthesis', `\\(${ws}*`, "'('"),
    CloseParenthesis: token('CloseParenthesis', '\\)', "')'"),
    OpenBrace: token('OpenBrace', `\\{${ws}*`, "'{'"),
    CloseBrace: token('CloseBrace', '\\}', "'}'"),
    Colon: token('Colon', `:${ws}*`, "':'"),
    RangeOperator: token('RangeOperator', `[<>]=?${ws}*`, 'a comparison'),
    Quoted: custom('Quoted', scanQuoted, ['"'], Literal),
    Unquoted: custom('Unquoted', scanUnquoted, ANY_START, Literal),
    Literal,
    UnterminatedString: token('UnterminatedString', '"', 'a string without its closing quote'),
    BadEscape: token('BadEscape', '\\\\', "a '\\' that escapes nothing"),
    Whitespace: createToken({
      name: 'Whitespace',
      pattern: pattern(`${ws}+`),
      group: Lexer.SKIPPED,
      line_breaks: true,
    }),
  }
}

/** In the order in which they are tried. */
export function tokenList(tokens: KqlTokens): TokenType[] {
  const { Or, And, Not, Whitespace, Literal, ...rest } = tokens
  return [Or, And, Whitespace, Not, ...Object.values(rest), Literal]
}

/** The lexer sorts tokens by first character, in buckets of 255 above U+00FF: one of each bucket stands for all. */
const ANY_START: readonly number[] = [
  ...Array.from({ length: 256 }, (_, code) => code),
  ...Array.from({ length: 258 }, (_, bucket) => Math.min(256 + bucket * 255, 0xffff)),
]

function custom(
  name: string,
  scan: (text: string, offset: number) => CustomPatternMatcherReturn | null,
  startsWith: readonly (string | number)[],
  category: TokenType,
): TokenType {
  return createToken({
    name,
    pattern: { exec: scan },
    start_chars_hint: [...startsWith],
    line_breaks: true,
    categories: [category],
    label: 'a field or a value',
  })
}
