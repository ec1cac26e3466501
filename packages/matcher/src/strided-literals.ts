import type { TextBytes } from './text-bytes.js'
import { type TextFilter, textFilter } from './text-filter.js'
import { rarestWindows, type WindowCosts } from './window-costs.js'
import { lookUpWindow } from './window-lookup.js'
import {
  anchored,
  type Encoded,
  type Literal,
  SMALL,
  SPREAD,
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
  const { marks, markShift, stride } = table
  const { view } = bytes
  const end = bytes.length - WINDOW
  // Constants of another module are read each time.
  const [small, spread] = [SMALL, SPREAD]
  let count = from
  for (let i = 0; i <= end; i += stride) {
    const place = Math.imul(view.getInt32(i, true) | small, spread) >>> markShift
    if (((marks[place >> 3] as number) & (1 << (place & 7))) !== 0) count = lookUpWindow(table, bytes, i, found, count)
  }
  return count
}
