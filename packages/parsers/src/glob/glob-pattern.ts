import { ANY_MANY, ANY_ONE, type Pattern, type PatternPart, tidyPattern } from '@ruleglot/core'

/** A glob as ruleglot writes it: `*` any characters, `?` one, a backslash takes the next character as it is. */
export function globPattern(text: string): Pattern {
  const parts: PatternPart[] = []
  for (let i = 0; i < text.length; i++) {
    const character = text[i] as string
    if (character === '*') parts.push(ANY_MANY)
    else if (character === '?') parts.push(ANY_ONE)
    else if (character === '\\' && i + 1 < text.length) parts.push(text[++i] as string)
    else parts.push(character)
  }
  return tidyPattern(parts)
}
