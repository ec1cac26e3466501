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
  /** Where the entries of each place begin: those of place p are from starts[p] to starts[p + 1]. */
  readonly starts: Int32Array
  /** Of all entries, side by side: most are told apart by their key alone. */
  readonly keys: Int32Array
  readonly lasts: Uint16Array
  readonly entries: readonly Anchored<L>[]
}

function anchored<L extends Literal>(literal: L, start: number, length: number, classes: Uint8Array): Anchored<L> {
  let key = 0
  for (let i = start; i < start + length; i++) key = (key << SHIFT) | (classes[literal.text.charCodeAt(i)] as number)
  const offset = start + length - 1
  return { literal, offset, key, last: literal.text.charCodeAt(offset) }
}

function windowTable<L>(unordered: readonly Anchored<L>[], length: number): WindowTable<L> {
  const bits = Math.max(1, Math.min(16, SHIFT * length, Math.ceil(Math.log2(unordered.length * 4 + 1))))
  const spread = 32 - bits
  const placeOf = (key: number): number => Math.imul(key, SPREAD) >>> spread
  const entries = [...unordered].sort((a, b) => placeOf(a.key) - placeOf(b.key) || a.last - b.last)
  const marks = new Uint8Array(8192)
  const starts = new Int32Array(2 ** bits + 1)
  for (const { key } of entries) {
    const mark = Math.imul(key, SPREAD) >>> 16
    marks[mark >> 3] = (marks[mark >> 3] as number) | (1 << (mark & 7))
    starts[placeOf(key) + 1] = (starts[placeOf(key) + 1] as number) + 1
  }
  for (let place = 0; place < 2 ** bits; place++) {
    starts[place + 1] = (starts[place + 1] as number) + (starts[place] as number)
  }
  return {
    size: entries.length,
    mask: 2 ** (SHIFT * length) - 1,
    marks,
    spread,
    starts,
    keys: Int32Array.from(entries, ({ key }) => key),
    lasts: Uint16Array.from(entries, ({ last }) => last),
    entries,
  }
}

/** For each pair of classes whether a window shorter than four may end with them. */
function marksOfTwo(byLength: readonly (readonly Anchored<unknown>[])[]): Uint8Array {
  const marks = new Uint8Array(SHORT_MASK + 1)
  for (const length of [2, 3]) for (const { key } of byLength[length] ?? []) marks[key & SHORT_MASK] = 1
  for (const { key } of byLength[1] ?? [])
    for (let before = 0; before < CLASSES; before++) marks[(before << SHIFT) | key] = 1
  return marks
}

function sizeOf({ marks, starts, keys, lasts }: WindowTable<unknown>): number {
  return marks.byteLength + starts.byteLength + keys.byteLength + lasts.byteLength
}

function verify<L extends Literal>(
  { size, starts, spread, keys, lasts, entries }: WindowTable<L>,
  key: number,
  of: FoldedText,
  end: number,
  found: L[],
  from: number,
): number {
  if (size === 0) return from
  const place = Math.imul(key, SPREAD) >>> spread
  const to = starts[place + 1] as number
  let at = starts[place] as number
  let count = from
  // Those beyond ASCII share a class, and a rule may look for thousands of them: they are in order of the character.
  let only = -1
  if (to - at > MANY) {
    of.folded ??= foldFast(of.text)
    only = of.folded.charCodeAt(end)
    at = firstOf(lasts, at, to, only)
  }
  for (; at < to && (only === -1 || lasts[at] === only); at++) {
    if (keys[at] !== key) continue
    const { literal, offset } = entries[at] as Anchored<L>
    const wanted = literal.text
    const start = end - offset
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

/** More entries than this are searched for the character. */
const MANY = 16

function firstOf(lasts: Uint16Array, from: number, to: number, last: number): number {
  let low = from
  let high = to
  while (low < high) {
    const middle = (low + high) >> 1
    if ((lasts[middle] as number) < last) low = middle + 1
    else high = middle
  }
  return low
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
