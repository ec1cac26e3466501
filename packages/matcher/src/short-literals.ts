import { type LiteralWords, literalWords, sizeOfWords, wordsStand } from './literal-words.js'
import type { TextBytes } from './text-bytes.js'
import { type Encoded, type Literal, mark, PAIR_MASK, PAIRS, SMALL, SPREAD, stands, WINDOW } from './window-table.js'

/** Literals of up to four bytes, looked for at every place: two bytes side by side say whether some may begin there. */
export interface ShortLiterals<L> {
  /** A bit for each pair. */
  readonly marks: Uint8Array
  /** Where the entries of each place begin: those of place p are from starts[p] to starts[p + 1]. */
  readonly starts: Int32Array
  /** Of all entries: the bytes of the literal, small, and which of four they are. */
  readonly keys: Int32Array
  readonly masks: Int32Array
  readonly literals: readonly L[]
  readonly words: LiteralWords
}

export const isShort = ({ bytes }: Encoded<Literal>): boolean => bytes.length <= WINDOW

export function shortLiterals<L extends Literal>(some: readonly Encoded<L>[]): ShortLiterals<L> {
  const unordered = some.flatMap((own) => {
    const places = new Set(pairsOf(own.bytes).map(placeOf))
    return [...places].map((place) => ({ ...own, offset: 0, place }))
  })
  const entries = unordered.sort((a, b) => a.place - b.place)
  const marks = new Uint8Array(PAIRS / 8)
  const starts = new Int32Array(PLACES + 1)
  for (const { bytes } of some) for (const pair of pairsOf(bytes)) mark(marks, pair)
  for (const { place } of entries) starts[place + 1] = (starts[place + 1] as number) + 1
  for (let place = 0; place < PLACES; place++) {
    starts[place + 1] = (starts[place + 1] as number) + (starts[place] as number)
  }
  return {
    marks,
    starts,
    keys: Int32Array.from(entries, ({ bytes }) => keyOf(bytes)),
    masks: Int32Array.from(entries, ({ bytes }) => maskOf(bytes.length)),
    literals: entries.map(({ literal }) => literal),
    words: literalWords(entries),
  }
}

/** Bytes. */
export function sizeOfShort({ marks, starts, keys, words }: ShortLiterals<unknown>): number {
  return marks.byteLength + starts.byteLength + 2 * keys.byteLength + sizeOfWords(words)
}

/**
 * Puts what stands in the text into `found` from `from` on; gives the new count. Of a text that is not all ASCII the
 * bytes are those of its folded form, which is given as well.
 */
export function scanShort<L extends Literal>(
  table: ShortLiterals<L>,
  bytes: TextBytes,
  folded: string | undefined,
  found: L[],
  from: number,
): number {
  const { marks } = table
  const { view, length } = bytes
  let count = from
  for (let i = 0; i < length; i += 2) {
    const four = view.getInt32(i, true) | SMALL
    const pair = four & PAIR_MASK
    if (((marks[pair >> 3] as number) & (1 << (pair & 7))) !== 0)
      count = verify(table, four, bytes, folded, i, found, count)
    const next = (four >> 8) & PAIR_MASK
    if (((marks[next >> 3] as number) & (1 << (next & 7))) !== 0) {
      count = verify(table, view.getInt32(i + 1, true) | SMALL, bytes, folded, i + 1, found, count)
    }
  }
  return count
}

function verify<L extends Literal>(
  { starts, keys, masks, words, literals }: ShortLiterals<L>,
  four: number,
  bytes: TextBytes,
  folded: string | undefined,
  begin: number,
  found: L[],
  from: number,
): number {
  const place = placeOf(four & PAIR_MASK)
  const to = starts[place + 1] as number
  let count = from
  for (let at = starts[place] as number; at < to; at++) {
    if ((four & (masks[at] as number)) !== keys[at]) continue
    const literal = literals[at] as L
    if (bytes.isAscii ? wordsStand(words, at, bytes, begin) : stands(literal, folded as string)) {
      found[count++] = literal
    }
  }
  return count
}

/** A literal of one byte begins every pair that begins with it. */
function pairsOf(bytes: Uint8Array): readonly number[] {
  const first = (bytes[0] as number) | 0x20
  if (bytes.length > 1) return [first | (((bytes[1] as number) | 0x20) << 8)]
  const seconds = new Set(Array.from({ length: 256 }, (_, second) => second | 0x20))
  return [...seconds].map((second) => first | (second << 8))
}

function keyOf(bytes: Uint8Array): number {
  let key = 0
  for (const [i, byte] of bytes.entries()) key |= (byte | 0x20) << (8 * i)
  return key
}

const maskOf = (length: number): number => (length === WINDOW ? -1 : 2 ** (8 * length) - 1)

const PLACES = 1 << 11
const placeOf = (pair: number): number => Math.imul(pair, SPREAD) >>> 21
