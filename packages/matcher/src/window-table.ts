import { foldFast } from './fold-fast.js'
import type { FoldedText, TextBytes } from './text-bytes.js'

/** Literals by a window of up to four characters in them, and how a place in a text is checked against them. */
export interface Literal {
  readonly text: string
  readonly at: 'start' | 'end' | 'anywhere'
}

/** A literal by one of its windows. */
export interface Anchored<L> {
  readonly literal: L
  /** Where the window begins in the literal's bytes. */
  readonly offset: number
  /** The window's bytes. */
  readonly key: number
  /** Where a second window of four begins, from the first on; `NOWHERE` in literals that have no room for one. */
  readonly apart: number
  readonly second: number
}

export interface WindowTable<L> {
  readonly size: number
  /** What counts of four bytes. */
  readonly mask: number
  /** A bit for each key, at the place that the highest bits of its product lead to: most windows of texts have none. */
  readonly marks: Uint8Array
  readonly markShift: number
  readonly shift: number
  /** Where the entries of each place begin: those of place p are from starts[p] to starts[p + 1]. */
  readonly starts: Int32Array
  /** Of all entries, side by side: most are told apart by their key alone. */
  readonly keys: Int32Array
  /** Of all entries: most of the others are told apart by their second window. */
  readonly aparts: Int32Array
  readonly seconds: Int32Array
  readonly entries: readonly Anchored<L>[]
}

export const WINDOW = 4
/** Makes capital letters small ones. Other bytes become alike by it too, which the literal itself tells apart. */
export const SMALL = 0x20202020
/** Spreads numbers over a table. */
export const SPREAD = 0x9e3779b1
/** Tables of marks are to stay at hand: 8 KB at most. */
const MOST_MARK_BITS = 16

export function anchored<L extends Literal>(
  literal: L,
  bytes: Uint8Array,
  offset: number,
  length: number,
): Anchored<L> {
  const at = secondWindow(bytes.length, offset)
  const second = at === undefined ? 0 : keyOf(bytes, at, WINDOW)
  return { literal, offset, key: keyOf(bytes, offset, length), apart: at === undefined ? NOWHERE : at - offset, second }
}

function keyOf(bytes: Uint8Array, offset: number, length: number): number {
  let key = 0
  for (let i = 0; i < length; i++) key |= ((bytes[offset + i] as number) | 0x20) << (8 * i)
  return key
}

/** Behind the first if there is room, else before it, else at the other end. */
function secondWindow(length: number, first: number): number | undefined {
  const last = length - WINDOW
  if (last <= 0) return undefined
  if (first + WINDOW <= last) return first + WINDOW
  if (first >= WINDOW) return first - WINDOW
  return first < last ? last : 0
}

const NOWHERE = 0x7fffffff

export function windowTable<L>(unordered: readonly Anchored<L>[], length: number): WindowTable<L> {
  const count = unordered.length
  const bits = Math.max(1, Math.min(16, Math.ceil(Math.log2(count * 4 + 1))))
  const markBits = Math.max(10, Math.min(MOST_MARK_BITS, Math.ceil(Math.log2(count * 32 + 1))))
  const shift = 32 - bits
  const markShift = 32 - markBits
  const placeOf = (key: number): number => Math.imul(key, SPREAD) >>> shift
  const entries = [...unordered].sort((a, b) => placeOf(a.key) - placeOf(b.key))
  const marks = new Uint8Array(2 ** (markBits - 3))
  const starts = new Int32Array(2 ** bits + 1)
  for (const { key } of entries) {
    const mark = Math.imul(key, SPREAD) >>> markShift
    marks[mark >> 3] = (marks[mark >> 3] as number) | (1 << (mark & 7))
    starts[placeOf(key) + 1] = (starts[placeOf(key) + 1] as number) + 1
  }
  for (let place = 0; place < 2 ** bits; place++) {
    starts[place + 1] = (starts[place + 1] as number) + (starts[place] as number)
  }
  return {
    size: count,
    mask: length === WINDOW ? -1 : 2 ** (8 * length) - 1,
    marks,
    markShift,
    shift,
    starts,
    keys: Int32Array.from(entries, ({ key }) => key),
    aparts: Int32Array.from(entries, ({ apart }) => apart),
    seconds: Int32Array.from(entries, ({ second }) => second),
    entries,
  }
}

/** Bytes. */
export function sizeOf({ marks, starts, keys }: WindowTable<unknown>): number {
  return marks.byteLength + starts.byteLength + 3 * keys.byteLength
}

/**
 * Puts each literal with this window into `found` that stands in the text: where the window begins at `begin` of its
 * bytes, or anywhere when places among bytes are not those of the text.
 */
export function verify<L extends Literal>(
  { starts, shift, keys, aparts, seconds, entries }: WindowTable<L>,
  key: number,
  of: FoldedText,
  begin: number,
  { view, length, isAscii }: TextBytes,
  found: L[],
  from: number,
): number {
  const place = Math.imul(key, SPREAD) >>> shift
  const to = starts[place + 1] as number
  let count = from
  for (let at = starts[place] as number; at < to; at++) {
    if (keys[at] !== key) continue
    const apart = aparts[at] as number
    if (apart !== NOWHERE) {
      const second = begin + apart
      if (second < 0 || second + WINDOW > length || (view.getInt32(second, true) | SMALL) !== seconds[at]) continue
    }
    const { literal, offset } = entries[at] as Anchored<L>
    // Folding takes longer than all else.
    if (isAscii && !mayStandAt(literal, begin - offset, of.text.length)) continue
    of.folded ??= foldFast(of.text)
    if (isAscii ? of.folded.startsWith(literal.text, begin - offset) : stands(literal, of.folded))
      found[count++] = literal
  }
  return count
}

function mayStandAt({ text, at }: Literal, start: number, length: number): boolean {
  if (start < 0) return false
  return at === 'start' ? start === 0 : at !== 'end' || start + text.length === length
}

/** Whether the literal stands in the folded text. */
export function stands({ text, at }: Literal, folded: string): boolean {
  if (at === 'start') return folded.startsWith(text)
  return at === 'end' ? folded.endsWith(text) : folded.includes(text)
}
