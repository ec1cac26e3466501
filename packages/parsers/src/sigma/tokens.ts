import { createToken, Lexer, type TokenType } from 'chevrotain'

/** The tokens of a Sigma condition. Operators are lower case and end where a word ends: `notes` is a name. */
export interface ConditionTokens {
  readonly And: TokenType
  readonly Or: TokenType
  readonly Not: TokenType
  readonly Of: TokenType
  readonly OpenParenthesis: TokenType
  readonly CloseParenthesis: TokenType
  readonly Pipe: TokenType
  /** A name, a pattern of names, `1`, `all`, `any` or `them`: which of them, the place says. */
  readonly Word: TokenType
  readonly Blank: TokenType
}

export function createConditionTokens(): ConditionTokens {
  const Word = createToken({ name: 'Word', pattern: /[^\s()|]+/, label: 'a search identifier' })
  const keyword = (name: string, text: string): TokenType =>
    createToken({ name, pattern: new RegExp(text), longer_alt: Word, label: `"${text}"` })
  return {
    And: keyword('And', 'and'),
    Or: keyword('Or', 'or'),
    Not: keyword('Not', 'not'),
    Of: keyword('Of', 'of'),
    OpenParenthesis: createToken({ name: 'OpenParenthesis', pattern: /\(/, label: '"("' }),
    CloseParenthesis: createToken({ name: 'CloseParenthesis', pattern: /\)/, label: '")"' }),
    Pipe: createToken({ name: 'Pipe', pattern: /\|/, label: '"|"' }),
    Word,
    Blank: createToken({ name: 'Blank', pattern: /\s+/, group: Lexer.SKIPPED, line_breaks: true }),
  }
}

/** In the order in which they are tried. */
export function tokenList(tokens: ConditionTokens): TokenType[] {
  const { Word, Blank, ...rest } = tokens
  return [Blank, ...Object.values(rest), Word]
}
