import { pairOf } from './window-costs.js'
import { mark, PAIRS, SMALL, SMALL_PAIR, SPREAD, sizeOfTable, WINDOW, type WindowTable } from './window-table.js'

/**
 * Says of most texts by a few of their characters that none of some literals stands in them. Each literal has windows
 * side by side, and a text that holds it has a pair of characters of these at a place that is looked at.
 */
export interface TextFilter {
  /** One of so many places is looked at: there are more pairs side by side in windows than windows. */
  readonly stride: number
  /** A bit for every two bytes side by side in windows. */
  readonly pairs: Uint8Array
  /** A bit for every window, as in the table of windows. */
  readonly marks: Uint8Array
  readonly markShift: number
  /** Each literal has one window only. Of several side by side, one begins at a pair that they hold or two before it. */
  readonly isSingle: boolean
  /** Asking a string for characters is slow: longer texts are left to who makes bytes of them. */
  readonly longest: number
}

/** What rules nothing out. */
export const NO_FILTER: TextFilter = {
  stride: 1,
  pairs: new Uint8Array(PAIRS / 8),
  marks: new Uint8Array(1),
  markShift: 31,
  isSingle: true,
  longest: -1,
}

/** By the bytes of the literals and where in them so many windows begin. */
export function textFilter(
  literals: Iterable<{ readonly bytes: Uint8Array; readonly start: number }>,
  windows: number,
  { marks, markShift }: Pick<TextFilter, 'marks' | 'markShift'>,
): TextFilter {
  const stride = pairsOf(windows)
  const pairs = new Uint8Array(PAIRS / 8)
  for (const { bytes, start } of literals) {
    for (let at = start; at < start + stride; at++) mark(pairs, pairOf(bytes, at))
  }
  return { stride, pairs, marks, markShift, isSingle: windows === 1, longest: Math.min(MOST_LOOKS * stride, LONGEST) }
}

/** Bytes; the marks are the table's own. */
export function sizeOfFiltered(table: WindowTable<unknown> & { readonly filter: TextFilter }): number {
  return sizeOfTable(table) + table.filter.pairs.byteLength
}

/** Pairs of characters side by side in windows side by side: one of them is where a place is looked at. */
export const pairsOf = (windows: number): number => windows + WINDOW - 2

/** So many places take about as long as making bytes of a text. */
const MOST_LOOKS = 16

/** In longer ones, such as all hashes of a file, some pair stands nearly always. */
const LONGEST = 64

/** Whether none of the literals stands in the text when it is folded. */
export function isRuledOut(text: string, filter: TextFilter): boolean {
  const { stride, pairs, longest, isSingle } = filter
  const { length } = text
  if (length > longest) return false
  const smallPair = SMALL_PAIR
  for (let i = 0; i + 1 < length; i += stride) {
    const first = text.charCodeAt(i)
    const second = text.charCodeAt(i + 1)
    // What is not ASCII may be what a literal has when it is folded.
    if ((first | second) > 0x7f) return false
    const pair = first | (second << 8) | smallPair
    if (((pairs[pair >> 3] as number) & (1 << (pair & 7))) === 0) continue
    if (mayHaveWindow(text, i, filter) || mayHaveWindow(text, i - 2, filter)) return false
    if (isSingle && mayHaveWindow(text, i - 1, filter)) return false
  }
  return true
}

function mayHaveWindow(text: string, begin: number, { marks, markShift }: TextFilter): boolean {
  if (begin < 0 || begin + WINDOW > text.length) return false
  const [a, b] = [text.charCodeAt(begin), text.charCodeAt(begin + 1)]
  const [c, d] = [text.charCodeAt(begin + 2), text.charCodeAt(begin + 3)]
  if ((a | b | c | d) > 0x7f) return true
  const place = Math.imul(a | (b << 8) | (c << 16) | (d << 24) | SMALL, SPREAD) >>> markShift
  return ((marks[place >> 3] as number) & (1 << (place & 7))) !== 0
}
