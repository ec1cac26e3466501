import { MAX_DEPTH } from '@ruleglot/core'
import type { IToken, TokenType } from 'chevrotain'

/** The bracket that opens one level too many; they are counted before anything recurses. */
export function firstTooDeep(
  input: readonly IToken[],
  opening: readonly TokenType[],
  closing: readonly TokenType[],
): IToken | undefined {
  let depth = 0
  for (const token of input) {
    if (opening.includes(token.tokenType)) {
      if (++depth > MAX_DEPTH) return token
    } else if (depth > 0 && closing.includes(token.tokenType)) depth--
  }
  return undefined
}
