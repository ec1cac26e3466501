import { type CodePointRange, foldCodePoint, foldedPairs, type RegexAssertion, type RegexTree } from '@ruleglot/core'

/** The places in a regular expression where a match can be, and which characters lead from one to the next. */
export interface RegexNfa {
  readonly nodes: readonly NfaNode[]
  readonly start: number
  /** The place from which any text leads to the end; -1 if there is none. */
  readonly sink: number
  readonly symbols: Symbols
}

export type NfaNode =
  | { readonly type: 'set'; readonly symbols: Uint8Array; next: number }
  | { readonly type: 'split'; readonly ways: number[] }
  | { readonly type: 'assert'; readonly at: RegexAssertion; next: number }
  | { readonly type: 'match' }

/** Characters that no part of the tree tells apart are one symbol. */
interface Symbols {
  readonly count: number
  readonly ascii: Uint16Array
  /** Where each symbol begins. */
  readonly bounds: readonly number[]
  readonly kinds: readonly Kind[]
}

/** What a character is to an assertion; `EDGE` is no character. */
export type Kind = 0 | 1 | 2 | 3
export const EDGE = 0
export const WORD = 1
export const LINE_FEED = 2
const OTHER = 3

/** The node that ends every match. */
export const MATCH = 0
const MOST_NODES = 3000

/** Undefined for trees that unroll to very many places. */
export function regexNfa(tree: RegexTree, ignoreCase: boolean): RegexNfa | undefined {
  const cuts = new Set<number>([0, 10, 11, 0x30, 0x3a, 0x41, 0x5b, 0x5f, 0x60, 0x61, 0x7b])
  let hasAsserts = false
  const stack: RegexTree[] = [tree]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'concat') for (const part of node.parts) stack.push(part)
    else if (node.type === 'alternate') for (const option of node.options) stack.push(option)
    else if (node.type === 'repeat') stack.push(node.part)
    else if (node.type === 'assert') hasAsserts = true
    else if (node.type === 'set') for (const range of foldedRanges(node.ranges, ignoreCase)) cut(range)
    else if (node.type === 'text') {
      for (const character of node.text) {
        const point = pointOf(character, ignoreCase)
        cut([point, point])
      }
    }
    if (cuts.size > MOST_NODES) return undefined
  }
  const bounds = [...cuts].sort((a, b) => a - b)
  const symbols: Symbols = {
    count: bounds.length,
    ascii: new Uint16Array(128),
    bounds,
    kinds: bounds.map(hasAsserts ? kindOf : () => OTHER),
  }
  for (let point = 0; point < 128; point++) symbols.ascii[point] = symbolOf(bounds, point)
  const nodes: NfaNode[] = [{ type: 'match' }]
  let sink = -1
  const start = add(tree, 0, true)
  if (start === undefined) return undefined
  return { nodes, start, sink, symbols }

  function cut([from, to]: CodePointRange): void {
    cuts.add(from)
    cuts.add(to + 1)
  }

  /** The node where `node` begins, when it is followed by `next`; built from the end. */
  function add(node: RegexTree, next: number, last = false): number | undefined {
    if (nodes.length > MOST_NODES) return undefined
    switch (node.type) {
      case 'empty':
        return next
      case 'text': {
        let to = next
        for (const character of [...node.text].reverse()) {
          const point = pointOf(character, ignoreCase)
          to = push({ type: 'set', symbols: symbolSet([[point, point]]), next: to })
        }
        return to
      }
      case 'set':
        return push({ type: 'set', symbols: symbolSet(foldedRanges(node.ranges, ignoreCase)), next })
      case 'concat': {
        let to: number | undefined = next
        for (let i = node.parts.length - 1; i >= 0 && to !== undefined; i--) {
          to = add(node.parts[i] as RegexTree, to, last && i === node.parts.length - 1)
        }
        return to
      }
      case 'alternate': {
        const ways: number[] = []
        for (const option of node.options) {
          const way = add(option, next)
          if (way === undefined) return undefined
          ways.push(way)
        }
        return push({ type: 'split', ways })
      }
      case 'assert':
        return push({ type: 'assert', at: node.at, next })
      case 'repeat':
        return addRepeat(node, next, last)
    }
  }

  function addRepeat(
    { part, min, max }: Extract<RegexTree, { type: 'repeat' }>,
    next: number,
    last: boolean,
  ): number | undefined {
    if (max !== null && max < min) return push({ type: 'split', ways: [] })
    let to: number | undefined = next
    if (max === null) {
      const ways: number[] = [next]
      const loop = push({ type: 'split', ways })
      const body = add(part, loop)
      if (body === undefined) return undefined
      ways.push(body)
      if (last && part.type === 'set' && isEverything(part.ranges)) sink = loop
      to = loop
    } else {
      for (let i = min; i < max && to !== undefined; i++) {
        const body = add(part, to)
        to = body === undefined ? undefined : push({ type: 'split', ways: [body, next] })
      }
    }
    for (let i = 0; i < min && to !== undefined; i++) to = add(part, to)
    return to
  }

  function push(node: NfaNode): number {
    nodes.push(node)
    return nodes.length - 1
  }

  function symbolSet(ranges: readonly CodePointRange[]): Uint8Array {
    const set = new Uint8Array(bounds.length)
    for (const [from, to] of ranges) {
      for (let symbol = symbolOf(bounds, from); symbol < bounds.length && (bounds[symbol] as number) <= to; symbol++) {
        set[symbol] = 1
      }
    }
    return set
  }
}

/** The last symbol that begins at the code point or before it. */
export function symbolOf(bounds: readonly number[], point: number): number {
  let low = 0
  let high = bounds.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((bounds[middle] as number) <= point) low = middle
    else high = middle
  }
  return low
}

function kindOf(point: number): Kind {
  if (point === 10) return LINE_FEED
  return /^\w$/.test(String.fromCodePoint(Math.min(point, 0x10ffff))) ? WORD : OTHER
}

function pointOf(character: string, ignoreCase: boolean): number {
  const point = character.codePointAt(0) as number
  return ignoreCase ? foldCodePoint(point) : point
}

/** With the folded form of each member: texts are folded. */
function foldedRanges(ranges: readonly CodePointRange[], ignoreCase: boolean): readonly CodePointRange[] {
  if (!ignoreCase) return ranges
  const all: CodePointRange[] = [...ranges]
  for (const [from, to] of foldedPairs()) {
    if (ranges.some(([low, high]) => low <= from && from <= high)) all.push([to, to])
  }
  return all
}

function isEverything(ranges: readonly CodePointRange[]): boolean {
  return ranges.length === 1 && ranges[0]?.[0] === 0 && ranges[0][1] === 0x10ffff
}
