/** A pattern over a whole string: literal text, `one` for any one code point, `many` for any number of them. */
export type Pattern = readonly PatternPart[]
export type PatternPart = string | { readonly wildcard: 'one' | 'many' }

export const ANY_ONE: PatternPart = { wildcard: 'one' }
export const ANY_MANY: PatternPart = { wildcard: 'many' }

/** Adjacent texts joined, empty texts dropped, `many many` collapsed and `many one` ordered as `one many`. */
export function tidyPattern(pattern: Pattern): Pattern {
  const tidy: PatternPart[] = []
  for (const part of pattern) {
    const last = tidy[tidy.length - 1]
    if (typeof part === 'string') {
      if (part === '') continue
      if (typeof last === 'string') tidy[tidy.length - 1] = last + part
      else tidy.push(part)
    } else if (typeof last === 'object' && last.wildcard === 'many') {
      if (part.wildcard === 'one') tidy.splice(tidy.length - 1, 0, part)
    } else tidy.push(part)
  }
  return tidy
}

/** The one string a pattern without wildcards stands for, or undefined. */
export function literalOf(pattern: Pattern): string | undefined {
  return pattern.every((part) => typeof part === 'string') ? pattern.join('') : undefined
}
