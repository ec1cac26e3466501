import type { Pattern } from '@ruleglot/core'

/** A pattern as `fnmatch` writes it: `*` any text, `?` one character, specials in brackets. */
export function globOf(pattern: Pattern): string {
  return pattern
    .map((part) => (typeof part === 'string' ? part.replace(/[*?[]/g, '[$&]') : part.wildcard === 'many' ? '*' : '?'))
    .join('')
}
