import type { TextBytes } from './text-bytes.js'
import { pairsOf, type TextFilter, textFilter } from './text-filter.js'
import { rarestPairs, type WindowCosts } from './window-costs.js'
import { lookUpWindow } from './window-lookup.js'
import {
  anchored,
  type Encoded,
  type Literal,
  SMALL,
  SMALL_PAIR,
  SPREAD,
  WINDOW,
  type WindowTable,
  windowTable,
} from './window-table.js'

/**
 * Literals of which the pairs of characters are rare: of a text only every so manieth pair is looked at, and the windows
 * that hold it only where windows of literals have such a pair.
 */
export interface SievedLiterals<L> extends WindowTable<L> {
  readonly filter: TextFilter
}

export function sievedLiterals<L extends Literal>(
  literals: readonly Encoded<L>[],
  windows: number,
  costs: WindowCosts,
): SievedLiterals<L> {
  const placed = literals.map((own) => ({ ...own, start: rarestPairs(own.bytes, costs, pairsOf(windows)).at }))
  const entries = placed.flatMap(({ literal, bytes, start }) =>
    Array.from({ length: windows }, (_, i) => anchored(literal, bytes, start + i)),
  )
  const table = windowTable(entries)
  return { ...table, filter: textFilter(placed, windows, table) }
}

/**
 * Puts what stands in the text into `found` from `from` on; gives the new count. Of a text that is not all ASCII the
 * bytes are those of its folded form.
 */
export function scanSieved<L extends Literal>(
  table: SievedLiterals<L>,
  bytes: TextBytes,
  found: L[],
  from: number,
): number {
  const { pairs, stride } = table.filter
  const { view, length } = bytes
  // Constants of another module are read each time.
  const smallPair = SMALL_PAIR
  let count = from
  for (let i = 0; i < length; i += stride) {
    const pair = view.getUint16(i, true) | smallPair
    if (((pairs[pair >> 3] as number) & (1 << (pair & 7))) !== 0) count = lookAround(table, bytes, i, found, count)
  }
  return count
}

/** The windows that hold the pair at `place`, and of several side by side of one literal one that does. */
function lookAround<L extends Literal>(
  table: SievedLiterals<L>,
  bytes: TextBytes,
  place: number,
  found: L[],
  from: number,
): number {
  const { filter, marks, markShift } = table
  const last = bytes.length - WINDOW
  const step = filter.isSingle ? 1 : 2
  let count = from
  for (let i = place - 2; i <= place; i += step) {
    if (i < 0 || i > last) continue
    const mark = Math.imul(bytes.view.getInt32(i, true) | SMALL, SPREAD) >>> markShift
    if (((marks[mark >> 3] as number) & (1 << (mark & 7))) !== 0) count = lookUpWindow(table, bytes, i, found, count)
  }
  return count
}
