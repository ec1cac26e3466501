import { wordsStand } from './literal-words.js'
import type { TextBytes } from './text-bytes.js'
import { type TextFilter, textFilter } from './text-filter.js'
import { rarestWindows, type WindowCosts } from './window-costs.js'
import {
  anchored,
  type Encoded,
  type Literal,
  SMALL,
  SPREAD,
  sizeOfTable,
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
  readonly filter: TextFilter
}

export function stridedLiterals<L extends Literal>(
  literals: readonly Encoded<L>[],
  stride: number,
  costs: WindowCosts,
): StridedLiterals<L> {
  const placed = literals.map(({ literal, bytes }) => {
    const start = bytes.length === literal.text.length ? rarestWindows(literal.text, costs, stride).at : 0
    return { literal, bytes, start }
  })
  const entries = placed.flatMap(({ literal, bytes, start }) =>
    Array.from({ length: stride }, (_, i) => anchored(literal, bytes, start + i)),
  )
  const table = windowTable(entries)
  return { ...table, stride, filter: textFilter(placed, stride, table) }
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

/** Bytes. */
export function sizeOfStrided(table: StridedLiterals<unknown>): number {
  return sizeOfTable(table) + table.filter.pairs.byteLength
}
