import { foldFast, hasHalfPair } from './fold-fast.js'
import { splitLiterals } from './literal-split.js'
import { type ShortLiterals, scanShort, shortLiterals, sizeOfShort } from './short-literals.js'
import { type StridedLiterals, scanStrided, sizeOfStrided, stridedLiterals } from './strided-literals.js'
import type { FoldedText, TextBytes } from './text-bytes.js'
import { isRuledOut, NO_FILTER, type TextFilter } from './text-filter.js'
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
  /** One of so many windows of a text is looked at. */
  readonly stride: number
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
  const { strided, short } = plain
  const isOne = short === undefined && others.every(isPlain) && always.length === 0
  const filter = strided !== undefined && isOne ? strided.filter : NO_FILTER

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
    stride: short === undefined ? (strided?.stride ?? Number.POSITIVE_INFINITY) : 1,
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

/** Long literals in strides, the others at every place. */
interface Tables<L> {
  readonly strided: StridedLiterals<L> | undefined
  readonly short: ShortLiterals<L> | undefined
}

function tablesFor<L extends Literal>(some: readonly Encoded<L>[], costs: WindowCosts): Tables<L> {
  const { stride, long, short } = splitLiterals(some, costs)
  return {
    strided: long.length === 0 ? undefined : stridedLiterals(long, stride, costs),
    short: short.length === 0 ? undefined : shortLiterals(short, costs),
  }
}

function scanTables<L extends Literal>(
  { strided, short }: Tables<L>,
  bytes: TextBytes,
  found: L[],
  from: number,
): number {
  const count = strided === undefined ? from : scanStrided(strided, bytes, found, from)
  return short === undefined ? count : scanShort(short, bytes, found, count)
}

function sizeOf({ strided, short }: Tables<unknown>): number {
  return (strided === undefined ? 0 : sizeOfStrided(strided)) + (short === undefined ? 0 : sizeOfShort(short))
}
