import { wordsStand } from './literal-words.js'
import type { TextBytes } from './text-bytes.js'
import { SMALL, SPREAD, type WindowTable } from './window-table.js'

/**
 * Puts the literals that have their window at `begin` of the bytes into `found` from `from` on; gives the new count. For
 * places that have a mark: few do.
 */
export function lookUpWindow<L>(
  { starts, shift, keys, words, literals }: WindowTable<L>,
  bytes: TextBytes,
  begin: number,
  found: L[],
  from: number,
): number {
  const key = bytes.view.getInt32(begin, true) | SMALL
  const place = Math.imul(key, SPREAD) >>> shift
  const to = starts[place + 1] as number
  let count = from
  for (let at = starts[place] as number; at < to; at++) {
    if (keys[at] === key && wordsStand(words, at, bytes, begin)) found[count++] = literals[at] as L
  }
  return count
}
