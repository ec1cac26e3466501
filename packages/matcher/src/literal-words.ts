import type { TextBytes } from './text-bytes.js'
import type { Anchored, Literal } from './window-table.js'

/**
 * Literals as numbers of four bytes, compared with those of a text without folding it: a bit more makes a letter of the
 * text small where the literal has a letter.
 */
export interface LiteralWords {
  readonly words: Int32Array
  readonly letters: Int32Array
  /** Of each entry: its literal's first word, how long the literal is, and where in it the entry's window begins. */
  readonly firsts: Int32Array
  readonly lengths: Int32Array
  readonly offsets: Int32Array
  /** Of each entry: at which end of a text it has to stand. */
  readonly ends: Uint8Array
}

export function literalWords(entries: readonly Omit<Anchored<Literal>, 'key'>[]): LiteralWords {
  const places = new Map<Uint8Array, number>()
  let total = 0
  for (const { bytes } of entries) {
    if (places.has(bytes)) continue
    places.set(bytes, total)
    total += Math.ceil(bytes.length / 4)
  }
  const words = new Int32Array(total)
  const letters = new Int32Array(total)
  for (const [bytes, from] of places) {
    for (const [i, byte] of bytes.entries()) {
      const at = from + (i >> 2)
      words[at] = (words[at] as number) | (byte << (8 * (i & 3)))
      if (byte >= 0x61 && byte <= 0x7a) letters[at] = (letters[at] as number) | (0x20 << (8 * (i & 3)))
    }
  }
  return {
    words,
    letters,
    firsts: Int32Array.from(entries, ({ bytes }) => places.get(bytes) as number),
    lengths: Int32Array.from(entries, ({ bytes }) => bytes.length),
    offsets: Int32Array.from(entries, ({ offset }) => offset),
    ends: Uint8Array.from(entries, ({ literal: { at } }) => (at === 'start' ? START : at === 'end' ? END : 0)),
  }
}

/**
 * Whether the literal of an entry stands in a text, as its place asks, with its window at `begin` of the bytes. In a text
 * with half of a surrogate pair that half has the bytes of U+FFFD, so that a literal with this character may be found.
 */
export function wordsStand(all: LiteralWords, entry: number, { view, length: end }: TextBytes, begin: number): boolean {
  const { words, letters } = all
  const start = begin - (all.offsets[entry] as number)
  const length = all.lengths[entry] as number
  if (start < 0 || start + length > end) return false
  const at = all.ends[entry]
  if (at === START ? start !== 0 : at === END && start + length !== end) return false
  let word = all.firsts[entry] as number
  let i = 0
  for (; i + 4 <= length; i += 4, word++) {
    if ((view.getInt32(start + i, true) | (letters[word] as number)) !== words[word]) return false
  }
  if (i === length) return true
  const rest = (1 << (8 * (length - i))) - 1
  return ((view.getInt32(start + i, true) | (letters[word] as number)) & rest) === words[word]
}

/** Bytes. */
export function sizeOfWords({ words, firsts }: LiteralWords): number {
  return 8 * words.length + 13 * firsts.length
}

const START = 1
const END = 2
