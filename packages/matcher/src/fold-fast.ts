import { foldText } from '@ruleglot/core'

/** `foldText`, by the engine where that is the same: it is for every text of Latin-1 characters. */
export function foldFast(text: string): string {
  return BEYOND_LATIN_1.test(text) ? foldText(text) : text.toLowerCase()
}

const BEYOND_LATIN_1 = /[^\x00-\xff]/

/** Half of a surrogate pair, alone: a character of its own, which the engine would find inside a whole pair. */
export function hasHalfPair(text: string): boolean {
  return BEYOND_LATIN_1.test(text) && HALF_PAIR.test(text)
}

const HALF_PAIR = /[\ud800-\udfff]/u
