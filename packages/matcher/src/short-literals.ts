import { type LiteralWords, literalWords, sizeOfWords, wordsStand } from './literal-words.js'
import type { TextBytes } from './text-bytes.js'
import { rarestPair, type WindowCosts } from './window-costs.js'
import { type Encoded, type Literal, PAIR_MASK, PAIRS, SMALL, SPREAD, WINDOW } from './window-table.js'

/**
 * Literals looked for at every place. Two bytes side by side, the rarest of each literal, say whether it may stand there,
 * and how many of four bytes say more: as many as all literals with that pair have from it on.
 */
export interface ShortLiterals<L> {
  /** By each pair: so many bytes, or 0 where there is no literal. */
  readonly sure: Uint8Array
  /** A bit for each key of so many bytes, at the place that the highest bits of its product lead to. */
  readonly marks: Int32Array
  /** Where the entries of each such place begin: those of place p are from starts[p] to starts[p + 1]. */
  readonly starts: Int32Array
  readonly literals: readonly L[]
  readonly words: LiteralWords
}

export function shortLiterals<L extends Literal>(some: readonly Encoded<L>[], costs: WindowCosts): ShortLiterals<L> {
  const anchors = some.map(({ bytes }) => anchorOf(bytes, costs))
  const sure = new Uint8Array(PAIRS)
  for (const [i, { at, pairs }] of anchors.entries()) {
    const rest = Math.max(2, Math.min(WINDOW, (some[i] as Encoded<L>).bytes.length - at))
    for (const pair of pairs) sure[pair] = Math.min(sure[pair] || WINDOW, rest)
  }
  const unordered = some.flatMap((own, i) => {
    const { at, pairs } = anchors[i] as Anchor
    const places = pairs.map((pair) => placeOf(keyOf(own.bytes, at, pair, sure[pair] as number)))
    return [...new Set(places)].map((place) => ({ ...own, offset: at, place }))
  })
  const entries = unordered.sort((a, b) => a.place - b.place)
  const marks = new Int32Array(PLACES / 32)
  const starts = new Int32Array(PLACES + 1)
  for (const { place } of entries) {
    marks[place >> 5] = (marks[place >> 5] as number) | (1 << place)
    starts[place + 1] = (starts[place + 1] as number) + 1
  }
  for (let place = 0; place < PLACES; place++) {
    starts[place + 1] = (starts[place + 1] as number) + (starts[place] as number)
  }
  return { sure, marks, starts, literals: entries.map(({ literal }) => literal), words: literalWords(entries) }
}

/** Bytes. */
export function sizeOfShort({ sure, marks, starts, words }: ShortLiterals<unknown>): number {
  return sure.byteLength + marks.byteLength + starts.byteLength + sizeOfWords(words)
}

/**
 * Puts what stands in the text into `found` from `from` on; gives the new count. Of a text that is not all ASCII the
 * bytes are those of its folded form.
 */
export function scanShort<L extends Literal>(
  table: ShortLiterals<L>,
  bytes: TextBytes,
  found: L[],
  from: number,
): number {
  const { sure } = table
  const { view, length } = bytes
  // Constants of another module are read each time.
  const [small, pairMask] = [SMALL, PAIR_MASK]
  let count = from
  for (let i = 0; i < length; i += 2) {
    const four = view.getInt32(i, true) | small
    if (sure[four & pairMask] !== 0) count = verify(table, four, bytes, i, found, count)
    if (sure[(four >> 8) & pairMask] !== 0) {
      count = verify(table, view.getInt32(i + 1, true) | small, bytes, i + 1, found, count)
    }
  }
  return count
}

function verify<L extends Literal>(
  { sure, marks, starts, words, literals }: ShortLiterals<L>,
  four: number,
  bytes: TextBytes,
  begin: number,
  found: L[],
  from: number,
): number {
  const place = placeOf(four & (MASKS[sure[four & PAIR_MASK] as number] as number))
  if (((marks[place >> 5] as number) & (1 << place)) === 0) return from
  const to = starts[place + 1] as number
  let count = from
  for (let at = starts[place] as number; at < to; at++) {
    if (wordsStand(words, at, bytes, begin)) found[count++] = literals[at] as L
  }
  return count
}

/** Where in a literal its pair begins, and what it may be: a literal of one byte begins every pair that begins with it. */
function anchorOf(bytes: Uint8Array, costs: WindowCosts): Anchor {
  if (bytes.length > 1) {
    const { at, pair } = rarestPair(bytes, costs)
    return { at, pairs: [pair] }
  }
  const first = (bytes[0] as number) | 0x20
  const seconds = new Set(Array.from({ length: 256 }, (_, second) => second | 0x20))
  return { at: 0, pairs: [...seconds].map((second) => first | (second << 8)) }
}

interface Anchor {
  readonly at: number
  readonly pairs: readonly number[]
}

/** The first so many bytes from the pair on. */
function keyOf(bytes: Uint8Array, from: number, pair: number, count: number): number {
  let key = pair
  for (let i = 2; i < count; i++) key |= ((bytes[from + i] as number) | 0x20) << (8 * i)
  return key
}

/** The first so many of four bytes. */
const MASKS = Int32Array.of(0, 0xff, 0xffff, 0xffffff, -1)

const PLACE_BITS = 13
const PLACES = 1 << PLACE_BITS
const PLACE_SHIFT = 32 - PLACE_BITS
const placeOf = (key: number): number => Math.imul(key, SPREAD) >>> PLACE_SHIFT
