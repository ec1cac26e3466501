import { type LiteralWords, literalWords, sizeOfWords } from './literal-words.js'

/** Literals by a window of four characters in them, and how a place in a text is checked against them. */
export interface Literal {
  readonly text: string
  readonly at: 'start' | 'end' | 'anywhere'
}

/** A literal with its bytes. */
export interface Encoded<L> {
  readonly literal: L
  readonly bytes: Uint8Array
}

/** A literal by one of its windows. */
export interface Anchored<L> extends Encoded<L> {
  /** Where the window begins in the literal's bytes. */
  readonly offset: number
  /** The window's bytes. */
  readonly key: number
}

export interface WindowTable<L> {
  /** A bit for each key, at the place that the highest bits of its product lead to: most windows of texts have none. */
  readonly marks: Uint8Array
  readonly markShift: number
  readonly shift: number
  /** Where the entries of each place begin: those of place p are from starts[p] to starts[p + 1]. */
  readonly starts: Int32Array
  /** Of all entries, side by side: most are told apart by their key alone. */
  readonly keys: Int32Array
  readonly literals: readonly L[]
  readonly words: LiteralWords
}

export const WINDOW = 4
/** Makes capital letters small ones. Other bytes become alike by it too, which the literal itself tells apart. */
export const SMALL = 0x20202020
export const SMALL_PAIR = 0x2020
/** Spreads numbers over a table; a small integer to the engine. */
export const SPREAD = 0x9e3779b1 | 0
/** Tables that every window is looked up in are to stay at hand: 8 KB at most, and 32 KB for those of the few found. */
const MOST_MARK_BITS = 17
const MOST_BITS = 13

export function anchored<L extends Literal>(literal: L, bytes: Uint8Array, offset: number): Anchored<L> {
  let key = 0
  for (let i = 0; i < WINDOW; i++) key |= ((bytes[offset + i] as number) | 0x20) << (8 * i)
  return { literal, bytes, offset, key }
}

export function windowTable<L extends Literal>(unordered: readonly Anchored<L>[]): WindowTable<L> {
  const count = unordered.length
  const bits = Math.max(1, Math.min(MOST_BITS, Math.ceil(Math.log2(count * 4 + 1))))
  const markBits = Math.max(10, Math.min(MOST_MARK_BITS, Math.ceil(Math.log2(count * 32 + 1))))
  const shift = 32 - bits
  const markShift = 32 - markBits
  const placeOf = (key: number): number => Math.imul(key, SPREAD) >>> shift
  const entries = [...unordered].sort((a, b) => placeOf(a.key) - placeOf(b.key))
  const marks = new Uint8Array(2 ** (markBits - 3))
  const starts = new Int32Array(2 ** bits + 1)
  for (const { key } of entries) {
    mark(marks, Math.imul(key, SPREAD) >>> markShift)
    starts[placeOf(key) + 1] = (starts[placeOf(key) + 1] as number) + 1
  }
  for (let place = 0; place < 2 ** bits; place++) {
    starts[place + 1] = (starts[place + 1] as number) + (starts[place] as number)
  }
  const keys = Int32Array.from(entries, ({ key }) => key)
  const literals = entries.map(({ literal }) => literal)
  return { marks, markShift, shift, starts, keys, literals, words: literalWords(entries) }
}

/** Bytes. */
export function sizeOfTable({ marks, starts, keys, words }: WindowTable<unknown>): number {
  return marks.byteLength + starts.byteLength + keys.byteLength + sizeOfWords(words)
}

export const PAIRS = 1 << 16
export const PAIR_MASK = PAIRS - 1

export function mark(marks: Uint8Array, place: number): void {
  marks[place >> 3] = (marks[place >> 3] as number) | (1 << (place & 7))
}

/** Whether a literal stands in the folded text. */
export function stands({ text, at }: Literal, folded: string): boolean {
  if (at === 'start') return folded.startsWith(text)
  return at === 'end' ? folded.endsWith(text) : folded.includes(text)
}
