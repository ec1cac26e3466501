import { foldedPairs } from '@ruleglot/core'
import { foldFast } from './fold-fast.js'

/**
 * Finds which of many literals stand in a text, in one pass: a rolling number made of the last four characters leads to
 * the literals that have these as their rarest part, and the whole literal is verified there. Texts and literals are
 * folded; the pass reads a text as it is, since a character and its folded form are of one class.
 */
export interface Literal {
  readonly text: string
  readonly at: 'start' | 'end' | 'anywhere'
}

/** A text with its folded form, which is made when it is needed. */
export interface FoldedText {
  text: string
  folded: string | undefined
}

export interface LiteralSearch<L extends Literal> {
  /** Puts each literal that stands in the text into `found` from `count` on, some more than once; gives the new count. */
  scan(of: FoldedText, found: L[], count: number): number
  /** Bytes of the tables. */
  readonly size: number
}

/** How often a run of four characters occurs in texts, by a hash of it; relative to each other. */
export type WindowCosts = Float32Array

export const WINDOW = 4
const SHIFT = 6
const CLASSES = 1 << SHIFT
const SHORT_MASK = (1 << (2 * SHIFT)) - 1
/** Spreads numbers over a table. */
const SPREAD = 0x9e3779b1

export function buildLiteralSearch<L extends Literal>(
  literals: readonly L[],
  classes: Uint8Array,
  costs: WindowCosts,
): LiteralSearch<L> {
  const always = literals.filter(({ text }) => text === '')
  const stride = strideFor(literals)
  if (stride > 1) return buildStrided(literals, stride, classes, costs)
  const byLength: Anchored<L>[][] = Array.from({ length: WINDOW + 1 }, () => [])
  for (const literal of literals) {
    const length = Math.min(literal.text.length, WINDOW)
    if (length > 0) byLength[length]?.push(anchored(literal, rarestWindow(literal.text, costs), length, classes))
  }
  const long = windowTable(byLength[WINDOW] as Anchored<L>[], WINDOW)
  const shorter = [3, 2, 1].map((length) => windowTable(byLength[length] as Anchored<L>[], length))
  const isShort = shorter.some(({ size }) => size > 0)
  const [three, two, one] = shorter as [WindowTable<L>, WindowTable<L>, WindowTable<L>]
  const shortMarks = marksOfTwo(byLength)

  /** With long literals only, which is usual. */
  function scanLong(of: FoldedText, found: L[], from: number): number {
    const { text } = of
    const { marks, mask } = long
    const end = text.length
    let count = from
    let key = 0
    for (let i = 0; i < end; i++) {
      key = ((key << SHIFT) | (classes[text.charCodeAt(i)] as number)) & mask
      const place = Math.imul(key, SPREAD) >>> 16
      if (((marks[place >> 3] as number) & (1 << (place & 7))) !== 0) count = verify(long, key, of, i, found, count)
    }
    return count
  }

  function scanAll(of: FoldedText, found: L[], from: number): number {
    const { text } = of
    const { marks, mask } = long
    const end = text.length
    let count = from
    let key = 0
    for (let i = 0; i < end; i++) {
      key = ((key << SHIFT) | (classes[text.charCodeAt(i)] as number)) & mask
      const place = Math.imul(key, SPREAD) >>> 16
      if (((marks[place >> 3] as number) & (1 << (place & 7))) !== 0) count = verify(long, key, of, i, found, count)
      // The two last characters say whether a window of three, two or one may end here.
      if (shortMarks[key & SHORT_MASK] !== 0) {
        count = verify(three, key & three.mask, of, i, found, count)
        count = verify(two, key & two.mask, of, i, found, count)
        count = verify(one, key & one.mask, of, i, found, count)
      }
    }
    return count
  }

  const scan = isShort ? scanAll : scanLong
  return {
    size: [long, ...shorter].reduce((sum, table) => sum + sizeOf(table), shortMarks.length),
    scan(of, found, from) {
      let count = from
      for (let i = 0; i < always.length; i++) found[count++] = always[i] as L
      return scan(of, found, count)
    },
  }
}

/** Where all literals are long, a text need not be looked at everywhere. */
const STRIDES = [16, 8] as const

function strideFor(literals: readonly Literal[]): number {
  let shortest = Number.POSITIVE_INFINITY
  for (const { text } of literals) shortest = Math.min(shortest, text.length)
  // Twice as long: there has to be a choice of rare windows.
  return STRIDES.find((stride) => shortest >= WINDOW + 2 * stride) ?? 1
}

/** Only every so manieth window of a text is looked at: each literal has as many side by side, one of which is seen. */
function buildStrided<L extends Literal>(
  literals: readonly L[],
  stride: number,
  classes: Uint8Array,
  costs: WindowCosts,
): LiteralSearch<L> {
  const entries: Anchored<L>[] = []
  for (const literal of literals) {
    const start = rarestWindow(literal.text, costs, stride)
    for (let i = 0; i < stride; i++) entries.push(anchored(literal, start + i, WINDOW, classes))
  }
  const windows = windowTable(entries, WINDOW)
  const { marks } = windows
  return {
    size: sizeOf(windows),
    scan(of, found, from) {
      const { text } = of
      const end = text.length
      let count = from
      for (let i = WINDOW - 1; i < end; i += stride) {
        let key = 0
        for (let j = i - WINDOW + 1; j <= i; j++) key = (key << SHIFT) | (classes[text.charCodeAt(j)] as number)
        const place = Math.imul(key, SPREAD) >>> 16
        if (((marks[place >> 3] as number) & (1 << (place & 7))) !== 0)
          count = verify(windows, key, of, i, found, count)
      }
      return count
    },
  }
}

interface Anchored<L> {
  readonly literal: L
  /** Of the window's last character in the literal. */
  readonly offset: number
  /** The classes of the window's characters. */
  readonly key: number
  /** Its last character. */
  readonly last: number
}

interface WindowTable<L> {
  readonly size: number
  readonly mask: number
  /** A bit for each key, at the place that 16 bits of its product lead to: few enough to stay at hand. */
  readonly marks: Uint8Array
  readonly spread: number
  /** Numbers of buckets at the places of keys; 0 is no bucket. */
  readonly table: Uint16Array | Uint32Array
  readonly buckets: readonly Bucket<L>[]
}

interface Bucket<L> {
  readonly entries: Anchored<L>[]
  /** Of large ones: those beyond ASCII share a class, and a rule may look for thousands of them. */
  byLast: Map<number, Anchored<L>[]> | undefined
}

const MOST_ENTRIES = 8
const NONE: readonly never[] = []

function anchored<L extends Literal>(literal: L, start: number, length: number, classes: Uint8Array): Anchored<L> {
  let key = 0
  for (let i = start; i < start + length; i++) key = (key << SHIFT) | (classes[literal.text.charCodeAt(i)] as number)
  const offset = start + length - 1
  return { literal, offset, key, last: literal.text.charCodeAt(offset) }
}

function windowTable<L>(entries: readonly Anchored<L>[], length: number): WindowTable<L> {
  const bits = Math.min(16, SHIFT * length, Math.ceil(Math.log2(entries.length * 4 + 1)))
  const spread = 32 - Math.max(1, bits)
  const table = entries.length < 65535 ? new Uint16Array(2 ** (32 - spread)) : new Uint32Array(2 ** (32 - spread))
  const marks = new Uint8Array(8192)
  const buckets: Bucket<L>[] = [{ entries: [], byLast: undefined }]
  for (const entry of entries) {
    const mark = Math.imul(entry.key, SPREAD) >>> 16
    marks[mark >> 3] = (marks[mark >> 3] as number) | (1 << (mark & 7))
    const place = Math.imul(entry.key, SPREAD) >>> spread
    if (table[place] === 0) table[place] = buckets.push({ entries: [], byLast: undefined }) - 1
    buckets[table[place] as number]?.entries.push(entry)
  }
  for (const bucket of buckets)
    if (bucket.entries.length > MOST_ENTRIES) bucket.byLast = byLastCharacter(bucket.entries)
  return { size: entries.length, mask: 2 ** (SHIFT * length) - 1, marks, spread, table, buckets }
}

/** For each pair of classes whether a window shorter than four may end with them. */
function marksOfTwo(byLength: readonly (readonly Anchored<unknown>[])[]): Uint8Array {
  const marks = new Uint8Array(SHORT_MASK + 1)
  for (const length of [2, 3]) for (const { key } of byLength[length] ?? []) marks[key & SHORT_MASK] = 1
  for (const { key } of byLength[1] ?? [])
    for (let before = 0; before < CLASSES; before++) marks[(before << SHIFT) | key] = 1
  return marks
}

function sizeOf({ marks, table }: WindowTable<unknown>): number {
  return marks.byteLength + table.byteLength
}

function byLastCharacter<L>(entries: readonly Anchored<L>[]): Map<number, Anchored<L>[]> {
  const byLast = new Map<number, Anchored<L>[]>()
  for (const entry of entries) {
    const list = byLast.get(entry.last)
    if (list === undefined) byLast.set(entry.last, [entry])
    else list.push(entry)
  }
  return byLast
}

function verify<L extends Literal>(
  { size, table, spread, buckets }: WindowTable<L>,
  key: number,
  of: FoldedText,
  end: number,
  found: L[],
  from: number,
): number {
  if (size === 0) return from
  const bucket = table[Math.imul(key, SPREAD) >>> spread] as number
  if (bucket === 0) return from
  const { entries, byLast } = buckets[bucket] as Bucket<L>
  let list: readonly Anchored<L>[] = entries
  if (byLast !== undefined) {
    of.folded ??= foldFast(of.text)
    list = byLast.get(of.folded.charCodeAt(end)) ?? NONE
  }
  let count = from
  for (let i = 0; i < list.length; i++) {
    const entry = list[i] as Anchored<L>
    if (entry.key !== key) continue
    const { literal } = entry
    const wanted = literal.text
    const start = end - entry.offset
    if (start < 0) continue
    if (
      literal.at !== 'anywhere' &&
      (literal.at === 'start' ? start !== 0 : start + wanted.length !== of.text.length)
    ) {
      continue
    }
    of.folded ??= foldFast(of.text)
    if (of.folded.startsWith(wanted, start)) found[count++] = literal
  }
  return count
}

/**
 * Which class each UTF-16 unit is of: the commonest characters of the literals have one each, the others share one. A
 * character and its folded form are of one class.
 */
export function characterClasses(texts: Iterable<string>): Uint8Array {
  const counts = new Map<number, number>()
  for (const text of texts) {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i)
      if (unit < 128) counts.set(unit, (counts.get(unit) ?? 0) + 1)
    }
  }
  const classes = new Uint8Array(65536).fill(CLASSES - 1)
  // Class 0 is of ASCII characters in no literal. Halves of pairs fold in ways of their own and share the last.
  classes.fill(0, 0, 128)
  const common = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])
  for (const [rank, [unit]] of common.entries()) classes[unit] = Math.min(rank + 1, CLASSES - 1)
  for (const [from, to] of foldedPairs()) {
    if (from <= 0xffff && to < 128) classes[from] = classes[to] as number
  }
  return classes
}

export function windowHash(text: string, at: number): number {
  let hash = 0
  for (let i = 0; i < WINDOW; i++) hash = ((hash << 4) ^ text.charCodeAt(at + i)) & 0xffff
  return hash
}

/** Where the windows begin that are rarest together: so many of them side by side. */
function rarestWindow(text: string, costs: WindowCosts, beside = 1): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (let at = 0; at + beside - 1 + WINDOW <= text.length; at++) {
    let cost = 0
    for (let i = 0; i < beside; i++) cost += costs[windowHash(text, at + i)] as number
    if (cost < least) {
      least = cost
      best = at
    }
  }
  return best
}
