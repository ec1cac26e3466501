import { foldText } from '@ruleglot/core'

/** `foldText`, by the engine where that is the same: it is for every text of Latin-1 characters. */
export function foldFast(text: string): string {
  if (!BEYOND_LATIN_1.test(text)) return text.toLowerCase()
  // Folding is by characters, so the others need not wait for those few.
  return text.replace(RUN_BEYOND, foldText).replace(RUN_OF_CAPITALS, (run) => run.toLowerCase())
}

const BEYOND_LATIN_1 = /[^\x00-\xff]/
const RUN_BEYOND = /[^\x00-\xff]+/g
const RUN_OF_CAPITALS = /[A-Z\xc0-\xde]+/g

/** Half of a surrogate pair, alone: a character of its own, which the engine would find inside a whole pair. */
export function hasHalfPair(text: string): boolean {
  return BEYOND_LATIN_1.test(text) && HALF_PAIR.test(text)
}

const HALF_PAIR = /[\ud800-\udfff]/u
