import type { Pattern, PatternPart } from '@ruleglot/core'

/**
 * What Elasticsearch's `query_string` makes of a wildcard pattern that Kibana hands it: blanks separate the pieces, a
 * document matches when one piece does. Words without a star that stand together stay together (whitespace is no
 * operator there), except before a star that stands alone.
 */
export type QueryStringPiece =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'pattern'; readonly pattern: Pattern }
  | { readonly type: 'exists' }

/** Undefined when a piece is one of the operators `AND`, `OR`, `NOT`. */
export function splitQueryString(pattern: Pattern): readonly QueryStringPiece[] | undefined {
  const words = wordsOf(pattern)
  const pieces: QueryStringPiece[] = []
  for (const [index, word] of words.entries()) {
    if (word.some((part) => typeof part !== 'string')) {
      pieces.push(word.length === 1 ? { type: 'exists' } : { type: 'pattern', pattern: word })
      continue
    }
    const text = word.join('')
    if (OPERATORS.has(text)) return undefined
    const last = pieces[pieces.length - 1]
    const next = words[index + 1]
    const beforeStar = next !== undefined && next.length === 1 && typeof next[0] !== 'string'
    if (last?.type === 'text' && !beforeStar) pieces[pieces.length - 1] = { type: 'text', text: `${last.text} ${text}` }
    else pieces.push({ type: 'text', text })
  }
  return pieces
}

export function hasBlank(pattern: Pattern): boolean {
  return pattern.some((part) => typeof part === 'string' && BLANK.test(part))
}

const OPERATORS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT'])

/** What the query parser of Lucene separates terms by. */
const BLANK = /[ \t\n\r\u3000]/
const BLANKS = /[ \t\n\r\u3000]+/

function wordsOf(pattern: Pattern): readonly Pattern[] {
  const words: PatternPart[][] = [[]]
  for (const part of pattern) {
    if (typeof part !== 'string') {
      words[words.length - 1]?.push(part)
      continue
    }
    const [first = '', ...others] = part.split(BLANKS)
    if (first !== '') words[words.length - 1]?.push(first)
    for (const other of others) words.push(other === '' ? [] : [other])
  }
  return words.filter((word) => word.length > 0)
}
