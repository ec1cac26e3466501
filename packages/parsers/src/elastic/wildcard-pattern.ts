import { ANY_MANY, ANY_ONE, type Pattern, type PatternPart, tidyPattern } from '@ruleglot/core'

/**
 * The pattern of an Elasticsearch `wildcard` query: `*` any characters, `?` one character, a backslash takes the special
 * meaning from the character after it (any character). A backslash at the very end is itself.
 */
export function wildcardPattern(text: string): Pattern {
  const parts: PatternPart[] = []
  const characters = [...text]
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] as string
    if (character === '*') parts.push(ANY_MANY)
    else if (character === '?') parts.push(ANY_ONE)
    else if (character === '\\' && i + 1 < characters.length) parts.push(characters[++i] as string)
    else parts.push(character)
  }
  return tidyPattern(parts)
}
