import type { IRecognitionException, IToken } from 'chevrotain'

/** Where a parser gave up, as an offset in what it was given; undefined for the end of the text. */
export function failedAt(parser: {
  readonly errors: readonly IRecognitionException[]
  readonly misplaced: { readonly token: IToken } | undefined
}): number | undefined {
  const at = parser.misplaced?.token.startOffset ?? parser.errors[0]?.token.startOffset
  return at === undefined || Number.isNaN(at) ? undefined : at
}
