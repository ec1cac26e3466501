import { type CodePointSet, codePointSet, type RegexAssertion } from '@ruleglot/core'

/**
 * A regular expression as its dialect wrote it, before anchors are resolved against the ends of the value. `fold`
 * marks what stood under the ignore-case flag: flags may cover parts only.
 */
export type Syntax =
  | { readonly type: 'char'; readonly code: number; readonly fold: boolean }
  | { readonly type: 'set'; readonly set: CodePointSet; readonly fold: boolean }
  | { readonly type: 'concat'; readonly parts: readonly Syntax[] }
  | { readonly type: 'alternate'; readonly options: readonly Syntax[] }
  | { readonly type: 'repeat'; readonly part: Syntax; readonly min: number; readonly max: number | null }
  | { readonly type: 'assert'; readonly at: Anchor; readonly start: number; readonly end: number }

/**
 * Assertions beside those of the tree, which must be resolved: `finalNewline` is `$` of Python and PCRE (the end, or
 * before a line feed that ends the value); `anyLineStart`/`anyLineEnd` are beside any of ECMAScript's line
 * terminators; the Unicode word boundary is Python's.
 */
export type Anchor =
  | RegexAssertion
  | 'finalNewline'
  | 'anyLineStart'
  | 'anyLineEnd'
  | 'unicodeWordBoundary'
  | 'unicodeNotWordBoundary'

export const LINE_FEED: CodePointSet = [[0x0a, 0x0a]]

/** ECMAScript's line terminators. */
export const LINE_TERMINATORS: CodePointSet = codePointSet([
  [0x0a, 0x0a],
  [0x0d, 0x0d],
  [0x2028, 0x2029],
])

export const EMPTY: Syntax = { type: 'concat', parts: [] }
export const NEVER: Syntax = { type: 'alternate', options: [] }
export const ANY_RUN: Syntax = {
  type: 'repeat',
  part: { type: 'set', set: [[0, 0x10ffff]], fold: false },
  min: 0,
  max: null,
}

export const concatOf = (...parts: readonly Syntax[]): Syntax => ({ type: 'concat', parts })
export const alternateOf = (...options: readonly Syntax[]): Syntax => ({ type: 'alternate', options })
export const setOf = (set: CodePointSet): Syntax => ({ type: 'set', set, fold: false })
