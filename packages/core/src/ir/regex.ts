/**
 * A regular expression as data. The parser of the source dialect has resolved classes, `.`, flags, case folding of
 * classes and anchoring: the tree must match the WHOLE value. An unanchored search is `any* x any*`. Code points
 * throughout; no look-around, no back-references (those are `Opaque`).
 */
export type RegexTree =
  | { readonly type: 'empty' }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'set'; readonly ranges: readonly CodePointRange[] }
  | { readonly type: 'concat'; readonly parts: readonly RegexTree[] }
  | { readonly type: 'alternate'; readonly options: readonly RegexTree[] }
  | { readonly type: 'repeat'; readonly part: RegexTree; readonly min: number; readonly max: number | null }
  | { readonly type: 'assert'; readonly at: RegexAssertion }

/** Inclusive, sorted, not touching each other. */
export type CodePointRange = readonly [from: number, to: number]

/** `word` characters are [0-9A-Za-z_]; `line` boundaries are beside U+000A only. */
export type RegexAssertion = 'start' | 'end' | 'lineStart' | 'lineEnd' | 'wordBoundary' | 'notWordBoundary'

export const ANY_CODE_POINT: RegexTree = { type: 'set', ranges: [[0, 0x10ffff]] }
export const ANY_TEXT: RegexTree = { type: 'repeat', part: ANY_CODE_POINT, min: 0, max: null }
