/**
 * A place in source text: UTF-16 offsets, end exclusive. `file` names the text when a rule is made of several.
 * A node, guard or assumption without a span was generated, not read.
 */
export interface Span {
  readonly start: number
  readonly end: number
  readonly file?: string
}
