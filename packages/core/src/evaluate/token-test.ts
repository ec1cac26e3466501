import type { TokensNode } from '../ir/node.js'
import { foldText } from './fold-text.js'
import type { Truth } from './kleene.js'
import { patternTest } from './match-pattern.js'

/**
 * Analysed text, as Elasticsearch's `standard` analyser sees ASCII: UAX #29 words that hold a letter or digit, in lower
 * case, no stop words. A `.`, `:` or `'` between letters and a `.`, `,`, `;` or `'` between digits joins; `_` joins
 * everything. Undecided (unknown): text beyond ASCII, and words of more than 255 characters, which the analyser cuts.
 */
export function tokenTest(query: TokensNode['query']): (text: string) => Truth {
  if (query.mode === 'pattern') {
    const parts = query.pattern
    if (!parts.every((part) => typeof part !== 'string' || isAscii(part))) return () => 'unknown'
    const fits = patternTest(parts, true)
    return (text) => ofTokens(text, (tokens) => tokens.some(fits))
  }
  const wanted = tokensOf(query.text)
  if (wanted === undefined) return () => 'unknown'
  // Text without a word, such as "!!!", is found nowhere.
  if (wanted.length === 0) return () => false
  switch (query.mode) {
    case 'any':
      return (text) => ofTokens(text, (tokens) => wanted.some((token) => tokens.includes(token)))
    case 'all':
      return (text) => ofTokens(text, (tokens) => wanted.every((token) => tokens.includes(token)))
    case 'phrase':
      return (text) => ofTokens(text, (tokens) => containsRun(tokens, wanted))
  }
}

/** The tokens of a text in order, or undefined where they are undecided. */
function tokensOf(text: string): readonly string[] | undefined {
  if (!isAscii(text)) return undefined
  const tokens = text.match(WORD) ?? []
  return tokens.some((token) => token.length > LONGEST_TOKEN) ? undefined : tokens.map(foldText)
}

const LONGEST_TOKEN = 255

const LETTERS = "[A-Za-z]+(?:[.:'][A-Za-z]+)*"
const DIGITS = "[0-9]+(?:[.,;'][0-9]+)*"
// Begun only where a run of underscores begins: a long run without a word would be searched from each of its places.
const WORD = new RegExp(`(?<!_)_*(?:${LETTERS}|${DIGITS})(?:_*(?:${LETTERS}|${DIGITS}))*_*`, 'g')

function ofTokens(text: string, test: (tokens: readonly string[]) => boolean): Truth {
  const tokens = tokensOf(text)
  return tokens === undefined ? 'unknown' : test(tokens)
}

function containsRun(tokens: readonly string[], run: readonly string[]): boolean {
  for (let at = 0; at + run.length <= tokens.length; at++) {
    if (run.every((token, i) => tokens[at + i] === token)) return true
  }
  return false
}

function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return false
  return true
}
