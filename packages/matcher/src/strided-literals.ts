import { foldFast } from './fold-fast.js'
import { wordsStand } from './literal-words.js'
import type { TextBytes } from './text-bytes.js'
import { pairOf, rarestWindows, type WindowCosts } from './window-costs.js'
import {
  anchored,
  type Encoded,
  type Literal,
  mark,
  PAIRS,
  SMALL,
  SMALL_PAIR,
  SPREAD,
  sizeOfTable,
  stands,
  WINDOW,
  type WindowTable,
  windowTable,
} from './window-table.js'

/**
 * Literals of some length: only every so manieth window of a text is looked at. Each literal has as many windows
 * side by side, one of which is seen: those that are rarest in the texts seen so far.
 */
export interface StridedLiterals<L> extends WindowTable<L> {
  readonly stride: number
  /** A bit for every two bytes side by side in those windows. */
  readonly pairs: Uint8Array
  /** 1 for every byte, as it is or small, with which such a pair begins. */
  readonly firsts: Uint8Array
}

export function stridedLiterals<L extends Literal>(
  literals: readonly Encoded<L>[],
  stride: number,
  costs: WindowCosts,
): StridedLiterals<L> {
  const pairs = new Uint8Array(PAIRS / 8)
  const firsts = new Uint8Array(256)
  const entries = literals.flatMap(({ literal, bytes }) => {
    const start = bytes.length === literal.text.length ? rarestWindows(literal.text, costs, stride).at : 0
    for (let at = start; at < start + stride + WINDOW - 2; at++) {
      mark(pairs, pairOf(bytes, at))
      for (let byte = 0; byte < 256; byte++) if ((byte | 0x20) === ((bytes[at] as number) | 0x20)) firsts[byte] = 1
    }
    return Array.from({ length: stride }, (_, i) => anchored(literal, bytes, start + i))
  })
  return { ...windowTable(entries), stride, pairs, firsts }
}

/**
 * Puts what stands in the text into `found` from `from` on; gives the new count. Of a text that is not all ASCII the
 * bytes are those of its folded form.
 */
export function scanStrided<L extends Literal>(
  table: StridedLiterals<L>,
  bytes: TextBytes,
  found: L[],
  from: number,
): number {
  const { marks, markShift, stride, starts, shift, keys, words, literals } = table
  const { view } = bytes
  const end = bytes.length - WINDOW
  // Constants of another module are read each time.
  const [small, spread] = [SMALL, SPREAD]
  let count = from
  for (let i = 0; i <= end; i += stride) {
    const key = view.getInt32(i, true) | small
    const hash = Math.imul(key, spread)
    const place = hash >>> markShift
    if (((marks[place >> 3] as number) & (1 << (place & 7))) === 0) continue
    const to = starts[(hash >>> shift) + 1] as number
    for (let at = starts[hash >>> shift] as number; at < to; at++) {
      if (keys[at] === key && wordsStand(words, at, bytes, i)) found[count++] = literals[at] as L
    }
  }
  return count
}

/**
 * The same by the text's characters, for texts of which few are looked at; -1 where one of these is not ASCII. There are
 * more pairs side by side in a literal's windows than windows, so that still fewer places of a text are looked at.
 */
export function scanCharacters<L extends Literal>(
  table: StridedLiterals<L>,
  text: string,
  found: L[],
  from: number,
): number {
  const { pairs, firsts } = table
  const smallPair = SMALL_PAIR
  const stride = table.stride + WINDOW - 2
  const end = text.length - 2
  let count = from
  for (let i = 0; i <= end; i += stride) {
    const first = text.charCodeAt(i)
    if (firsts[first] === 0) continue
    const second = text.charCodeAt(i + 1)
    // What is not ASCII may be what a literal has when it is folded.
    if ((first | second) > 0x7f) return -1
    const pair = first | (second << 8) | smallPair
    if (((pairs[pair >> 3] as number) & (1 << (pair & 7))) === 0) continue
    // It is in the first half of a window, or in the second half of the last ones.
    count = scanWindow(table, text, i, found, count)
    if (count !== -1) count = scanWindow(table, text, i - 2, found, count)
    if (count === -1) return -1
  }
  return count
}

function scanWindow<L extends Literal>(
  table: StridedLiterals<L>,
  text: string,
  begin: number,
  found: L[],
  from: number,
): number {
  if (begin < 0 || begin + WINDOW > text.length) return from
  const [a, b] = [text.charCodeAt(begin), text.charCodeAt(begin + 1)]
  const [c, d] = [text.charCodeAt(begin + 2), text.charCodeAt(begin + 3)]
  if ((a | b | c | d) > 0x7f) return -1
  const key = a | (b << 8) | (c << 16) | (d << 24) | SMALL
  const place = Math.imul(key, SPREAD) >>> table.markShift
  if (((table.marks[place >> 3] as number) & (1 << (place & 7))) === 0) return from
  return verifyFolded(table, key, text, begin, found, from)
}

function verifyFolded<L extends Literal>(
  { starts, shift, keys, words, literals }: WindowTable<L>,
  key: number,
  text: string,
  begin: number,
  found: L[],
  from: number,
): number {
  const place = Math.imul(key, SPREAD) >>> shift
  const to = starts[place + 1] as number
  let count = from
  for (let at = starts[place] as number; at < to; at++) {
    if (keys[at] !== key) continue
    const folded = foldFast(text)
    const literal = literals[at] as L
    const start = begin - (words.offsets[at] as number)
    if (start >= 0 && folded.startsWith(literal.text, start) && stands(literal, folded)) found[count++] = literal
  }
  return count
}

/** Bytes. */
export function sizeOfStrided(table: StridedLiterals<unknown>): number {
  return sizeOfTable(table) + table.pairs.byteLength
}
