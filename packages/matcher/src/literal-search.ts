import { hasHalfPair } from './fold-fast.js'
import type { FoldedText, TextBytes } from './text-bytes.js'
import {
  type Anchored,
  anchored,
  type Literal,
  SMALL,
  SPREAD,
  sizeOf,
  verify,
  WINDOW,
  type WindowTable,
  windowTable,
} from './window-table.js'

/**
 * Finds which of many literals stand in a text: a few bytes side by side lead to the literals that have these as their
 * rarest part, and the whole literal is verified there. Where literals are long, a text is not looked at everywhere.
 * Texts and literals are folded; the search reads a text as it is, by bytes that letter case does not change.
 */
export interface LiteralSearch<L extends Literal> {
  /** Puts each literal that stands in the text into `found` from `count` on, some more than once; gives the new count. */
  scan(of: FoldedText, found: L[], count: number): number
  /** The same where every character of the text is ASCII; -1 where one is not, which takes longer. */
  scanAscii(of: FoldedText, found: L[], count: number): number
  /** Bytes of the tables. */
  readonly size: number
}

/** How often a run of four characters occurs in texts, by a hash of it; relative to each other. */
export type WindowCosts = Float32Array

export function buildLiteralSearch<L extends Literal>(
  literals: readonly L[],
  bytes: TextBytes,
  costs: WindowCosts,
): LiteralSearch<L> {
  // Halves of pairs have no bytes of their own: every text is taken to hold them.
  const isAlways = ({ text }: Literal): boolean => text === '' || hasHalfPair(text)
  const always = literals.filter(isAlways)
  const others = literals.filter((own) => !isAlways(own)).map((literal) => ({ literal, of: bytes.of(literal.text) }))
  // A folded text of ASCII holds none that is beyond it, and most texts are ASCII.
  const isPlain = ({ literal, of }: Encoded<L>): boolean => of.length === literal.text.length
  const plain = passesFor(others.filter(isPlain), bytes, costs)
  const beyond = passesFor(
    others.filter((other) => !isPlain(other)),
    bytes,
    costs,
  )
  function scanPlain(of: FoldedText, found: L[], from: number): number {
    let count = from
    for (let i = 0; i < always.length; i++) found[count++] = always[i] as L
    for (let i = 0; i < plain.length; i++) count = (plain[i] as Pass<L>).scan(of, found, count)
    return count
  }
  return {
    size: [...plain, ...beyond].reduce((sum, { size }) => sum + size, 0),
    scan(of, found, from) {
      if (!bytes.putAscii(of.text)) bytes.putFolded(of)
      let count = scanPlain(of, found, from)
      if (bytes.isAscii) return count
      for (let i = 0; i < beyond.length; i++) count = (beyond[i] as Pass<L>).scan(of, found, count)
      return count
    },
    scanAscii: (of, found, from) => (bytes.putAscii(of.text) ? scanPlain(of, found, from) : -1),
  }
}

type Pass<L extends Literal> = Omit<LiteralSearch<L>, 'scanAscii'>

/** A literal with its bytes. */
interface Encoded<L extends Literal> {
  readonly literal: L
  readonly of: Uint8Array
}

/** Long literals in strides, the others at every place. */
function passesFor<L extends Literal>(
  some: readonly Encoded<L>[],
  bytes: TextBytes,
  costs: WindowCosts,
): readonly Pass<L>[] {
  if (some.length < FEW && some.some(isOfFour) && some.every((literal) => isOfFour(literal) || isLong(literal))) {
    return [stridedPass(some, WINDOW - 1, 2, bytes, costs)]
  }
  const long = some.filter(isLong)
  const short = some.filter((literal) => !isLong(literal))
  const passes: Pass<L>[] = []
  if (long.length > 0) passes.push(stridedPass(long, WINDOW, strideFor(long, costs), bytes, costs))
  if (short.length > 0) passes.push(pairsPass(short, bytes))
  return passes
}

/** So few that windows of three characters tell them apart. */
const FEW = 1000
const isOfFour = ({ of }: Encoded<Literal>): boolean => of.length === WINDOW
const isLong = ({ of }: Encoded<Literal>): boolean => of.length > WINDOW

const STRIDES = [2, 4, 8, 16] as const
/** How many windows of a text are looked at in the time that one place takes where a literal may stand. */
const VERIFYING = 8

/** The less places are looked at, the more windows of a literal have to be rare: what costs least by the texts seen. */
function strideFor(literals: readonly Encoded<Literal>[], costs: WindowCosts): number {
  const shortest = literals.reduce((least, { of }) => Math.min(least, of.length), Number.POSITIVE_INFINITY)
  const windows = costs.reduce((sum, count) => sum + count, 0)
  let best = 2
  let least = Number.POSITIVE_INFINITY
  for (const stride of STRIDES) {
    if (shortest < WINDOW + stride - 1) break
    let places = 0
    for (const { literal, of } of literals) {
      if (of.length === literal.text.length) places += rarestWindows(literal.text, costs, WINDOW, stride).cost
    }
    const cost = (windows + VERIFYING * places) / stride
    if (cost < least) {
      least = cost
      best = stride
    }
  }
  return best
}

/** Only every so manieth window of a text is looked at: each literal has as many side by side, one of which is seen. */
function stridedPass<L extends Literal>(
  literals: readonly Encoded<L>[],
  length: number,
  stride: number,
  bytes: TextBytes,
  costs: WindowCosts,
): Pass<L> {
  const entries: Anchored<L>[] = []
  for (const { literal, of } of literals) {
    const start = of.length === literal.text.length ? rarestWindows(literal.text, costs, length, stride).at : 0
    for (let i = 0; i < stride; i++) entries.push(anchored(literal, of, start + i, length))
  }
  const windows = windowTable(entries, length)
  const { marks, markShift, mask } = windows
  return {
    size: sizeOf(windows),
    scan(of, found, from) {
      const { view } = bytes
      const end = bytes.length - length
      let count = from
      for (let i = 0; i <= end; i += stride) {
        const key = (view.getInt32(i, true) | SMALL) & mask
        const place = Math.imul(key, SPREAD) >>> markShift
        if (((marks[place >> 3] as number) & (1 << (place & 7))) !== 0)
          count = verify(windows, key, of, i, bytes, found, count)
      }
      return count
    },
  }
}

/** The short ones: two bytes side by side say whether some may begin there. */
function pairsPass<L extends Literal>(literals: readonly Encoded<L>[], bytes: TextBytes): Pass<L> {
  const tables: WindowTable<L>[] = []
  const marks = new Uint8Array(PAIRS / 8)
  for (let length = WINDOW; length > 0; length--) {
    const own = literals.filter(({ of }) => of.length === length)
    const entries = own.map(({ literal, of }) => anchored(literal, of, 0, length))
    if (entries.length > 0) tables.push(windowTable(entries, length))
    for (const { key } of entries) {
      const pairs = length > 1 ? [key & PAIR_MASK] : Array.from({ length: 256 }, (_, next) => key | (next << 8))
      for (const pair of pairs) marks[pair >> 3] = (marks[pair >> 3] as number) | (1 << (pair & 7))
    }
  }
  return {
    size: tables.reduce((sum, table) => sum + sizeOf(table), marks.length),
    scan(of, found, from) {
      const { view, length: end } = bytes
      let count = from
      for (let i = 0; i < end; i++) {
        const four = view.getInt32(i, true) | SMALL
        const pair = four & PAIR_MASK
        if (((marks[pair >> 3] as number) & (1 << (pair & 7))) === 0) continue
        for (let j = 0; j < tables.length; j++) {
          const table = tables[j] as WindowTable<L>
          const key = four & table.mask
          const place = Math.imul(key, SPREAD) >>> table.markShift
          if (((table.marks[place >> 3] as number) & (1 << (place & 7))) === 0) continue
          count = verify(table, key, of, i, bytes, found, count)
        }
      }
      return count
    },
  }
}

const PAIRS = 1 << 16
const PAIR_MASK = PAIRS - 1

export function windowHash(text: string, at: number): number {
  let hash = 0
  for (let i = 0; i < WINDOW; i++) hash = ((hash << 4) ^ text.charCodeAt(at + i)) & 0xffff
  return hash
}

/** Where the windows begin that are rarest together, so many of them side by side, and how often they occur. */
function rarestWindows(
  text: string,
  costs: WindowCosts,
  length: number,
  beside: number,
): { readonly at: number; readonly cost: number } {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at + beside - 1 + length <= text.length; at++) {
    let cost = 0
    for (let i = 0; i < beside; i++) cost += costs[windowHash(text, at + i)] as number
    if (cost < least) {
      least = cost
      best = at
    }
  }
  return { at: best, cost: least }
}
