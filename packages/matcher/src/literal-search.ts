import { foldFast, hasHalfPair } from './fold-fast.js'
import { splitLiterals } from './literal-split.js'
import { type ShortLiterals, scanShort, shortLiterals, sizeOfShort } from './short-literals.js'
import { type SievedLiterals, scanSieved, sievedLiterals } from './sieved-literals.js'
import { type StridedLiterals, scanStrided, stridedLiterals } from './strided-literals.js'
import type { FoldedText, TextBytes } from './text-bytes.js'
import { isRuledOut, NO_FILTER, sizeOfFiltered, type TextFilter } from './text-filter.js'
import type { WindowCosts } from './window-costs.js'
import type { Encoded, Literal } from './window-table.js'

/**
 * Finds which of many literals stand in a text: a few bytes side by side lead to the literals that have these as their
 * rarest part, and the whole literal is verified there. Where literals are long, a text is not looked at everywhere.
 * Texts and literals are folded; the search reads a text as it is, by bytes that letter case does not change.
 */
export interface LiteralSearch<L extends Literal> {
  /** Puts each literal that stands in the text into `found` from `count` on, some more than once; gives the new count. */
  scan(of: FoldedText, found: L[], count: number): number
  /** The same where every character that is looked at is ASCII; -1 where one is not, which takes longer. */
  scanAscii(text: string, found: L[], count: number): number
  /** Texts that it rules out need not be scanned. */
  readonly filter: TextFilter
  /** Bytes of the tables. */
  readonly size: number
}

export function buildLiteralSearch<L extends Literal>(
  literals: readonly L[],
  bytes: TextBytes,
  costs: WindowCosts,
): LiteralSearch<L> {
  // Halves of pairs have no bytes of their own: every text is taken to hold them.
  const isAlways = ({ text }: Literal): boolean => text === '' || hasHalfPair(text)
  const always = literals.filter(isAlways)
  const others = literals.filter((own) => !isAlways(own)).map((literal) => ({ literal, bytes: bytes.of(literal.text) }))
  // A folded text of ASCII holds none that is beyond it, and most texts are ASCII.
  const isPlain = (own: Encoded<L>): boolean => own.bytes.length === own.literal.text.length
  const plain = tablesFor(others.filter(isPlain), costs)
  const beyond = tablesFor(
    others.filter((other) => !isPlain(other)),
    costs,
  )
  const { strided, sieved, short } = plain
  const isFiltered = short === undefined && others.every(isPlain) && always.length === 0
  const filters = isFiltered ? [strided, sieved].flatMap((table) => (table === undefined ? [] : [table.filter])) : []
  const filter = filters.length === 1 ? (filters[0] as TextFilter) : NO_FILTER

  function scanBytes(found: L[], from: number): number {
    let count = from
    for (let i = 0; i < always.length; i++) found[count++] = always[i] as L
    return scanTables(plain, bytes, found, count)
  }

  function scanAscii(text: string, found: L[], from: number): number {
    if (isRuledOut(text, filter)) return from
    return bytes.putAscii(text) ? scanBytes(found, from) : -1
  }

  return {
    filter,
    size: sizeOf(plain) + sizeOf(beyond),
    scan(of, found, from) {
      const count = scanAscii(of.text, found, from)
      if (count !== -1) return count
      of.folded ??= foldFast(of.text)
      bytes.putFolded(of.folded)
      return scanTables(beyond, bytes, found, scanBytes(found, from))
    },
    scanAscii,
  }
}

/** Long literals in strides, the others by a sieve or at every place. */
interface Tables<L> {
  readonly strided: StridedLiterals<L> | undefined
  readonly sieved: SievedLiterals<L> | undefined
  readonly short: ShortLiterals<L> | undefined
}

function tablesFor<L extends Literal>(some: readonly Encoded<L>[], costs: WindowCosts): Tables<L> {
  const { stride, long, windows, sieved, short } = splitLiterals(some, costs)
  return {
    strided: long.length === 0 ? undefined : stridedLiterals(long, stride, costs),
    sieved: sieved.length === 0 ? undefined : sievedLiterals(sieved, windows, costs),
    short: short.length === 0 ? undefined : shortLiterals(short, costs),
  }
}

function scanTables<L extends Literal>(
  { strided, sieved, short }: Tables<L>,
  bytes: TextBytes,
  found: L[],
  from: number,
): number {
  let count = strided === undefined ? from : scanStrided(strided, bytes, found, from)
  if (sieved !== undefined) count = scanSieved(sieved, bytes, found, count)
  return short === undefined ? count : scanShort(short, bytes, found, count)
}

function sizeOf({ strided, sieved, short }: Tables<unknown>): number {
  return (
    (strided === undefined ? 0 : sizeOfFiltered(strided)) +
    (sieved === undefined ? 0 : sizeOfFiltered(sieved)) +
    (short === undefined ? 0 : sizeOfShort(short))
  )
}
