import { ANY_MANY, ANY_ONE, type Pattern, type PatternPart, tidyPattern } from '@ruleglot/core'

/** The pattern behind `:` and `like`: `*` any characters, `?` one. Nothing escapes them, and a backslash is itself. */
export function eqlPattern(text: string): Pattern {
  const parts: PatternPart[] = text
    .split(/([*?])/)
    .map((piece) => (piece === '*' ? ANY_MANY : piece === '?' ? ANY_ONE : piece))
  return tidyPattern(parts)
}
