import { ANY_MANY, ANY_ONE, type Pattern, type PatternPart } from '@ruleglot/core'

/**
 * A string value as Sigma reads it: one scan from the left, `*` and `?` are wildcards, a backslash takes the next
 * character literally only if that is `*`, `?` or a backslash, and is itself before anything else.
 */
export function readPattern(text: string): Pattern {
  const parts: PatternPart[] = []
  let literal = ''
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string
    const next = text[i + 1]
    if (character === '\\' && (next === '*' || next === '?' || next === '\\')) {
      literal += next
      i++
    } else if (character === '*' || character === '?') {
      if (literal !== '') parts.push(literal)
      literal = ''
      parts.push(character === '*' ? ANY_MANY : ANY_ONE)
    } else literal += character
  }
  if (literal !== '') parts.push(literal)
  return parts
}

/** The text without its escapes, or undefined when it has wildcards. */
export function literalText(text: string): string | undefined {
  const parts = readPattern(text)
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined
}
