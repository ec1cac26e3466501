import { canonicalText, type Scalar } from '@ruleglot/core'
import { foldFast } from './fold-fast.js'
import { buildLiteralSearch, type LiteralSearch } from './literal-search.js'
import { newFacts, type Sought, type ValueFacts } from './sought.js'
import type { TextBytes } from './text-bytes.js'
import { NO_FILTER, type TextFilter } from './text-filter.js'
import type { WindowCosts } from './window-costs.js'

/**
 * What a value of one field speaks for: the rules that have to be asked, by the exact value or by literals in it. What a
 * value gave is remembered, since values repeat from event to event.
 */
export interface FieldIndex {
  add(what: Sought['what'], rule: number): void
  remove(what: Sought['what'], rule: number): void
  /**
   * Makes the tables of what was added or removed; the others are looked for where literals are looked for at all.
   * Nothing is remembered of values that do not repeat.
   */
  build(costs: () => WindowCosts, others: readonly Sought[], repeats: boolean): void
  readonly stale: () => boolean
  /** A number may stand for another rule now. */
  forget(): void
  readonly literals: () => Iterable<Sought>
  /** Whether nothing can be found in a text of this length. */
  passes(length: number): boolean
  /** What is known of a value; `place` says which of the event's values of the field it is. */
  factsOf(value: Scalar, place: number): ValueFacts
  /** Puts what is found in a text into `found` from `from` on, remembering little; gives the new count. */
  findIn(text: string, found: Sought[], from: number): number
  /** Likewise; most numbers and the two booleans need no look. */
  findInOther(value: number | boolean, found: Sought[], from: number): number
  /** Of the literals. */
  readonly shortest: () => number
  /** Texts that it rules out hold none of them. */
  readonly filter: () => TextFilter
  readonly size: () => number
}

export function createFieldIndex(bytes: TextBytes): FieldIndex {
  const exact = new Map<string, Sought>()
  /** 1 at the last bits of the length of each exact value. */
  const lengths = new Uint8Array(LENGTHS)
  const literals = new Map<string, Sought>()
  /** Of the values that are not remembered: used again for the next event. */
  const passing: ValueFacts[] = []
  let search: LiteralSearch<Sought> | undefined
  let shortest = 0
  let isInNumbers = false
  let isInBooleans = false
  let stale = false
  /** Remembering pays. */
  let repeats = true
  /** Values that were seen twice, at the place that their sample leads to. */
  let kept: (ValueFacts | undefined)[] = []
  /** What is known of numbers, as long as they are few. */
  const numbers = new Map<number, ValueFacts>()
  /** The value that was seen last at each place. */
  let last: (string | undefined)[] = []

  function placeOf(what: Sought['what']): readonly [Map<string, Sought>, string] {
    return 'exact' in what ? [exact, what.exact] : [literals, `${what.at} ${what.text}`]
  }

  function soughtOf(what: Sought['what']): Sought {
    const [map, key] = placeOf(what)
    let sought = map.get(key)
    if (sought === undefined) {
      const { text, at } = 'text' in what ? what : ({ text: key, at: 'anywhere' } as const)
      sought = { what, text, at, rules: new Set(), asks: [], seen: 0 }
      map.set(key, sought)
    }
    stale = true
    return sought
  }

  function dropUnused({ what, rules }: Sought): void {
    stale = true
    if (rules.size > 0) return
    const [map, key] = placeOf(what)
    map.delete(key)
  }

  function forget(): void {
    kept = []
    last = []
    numbers.clear()
  }

  function searchIn(facts: ValueFacts): void {
    let count = 0
    const { text } = facts
    if (exact.size > 0 && lengths[text.length & (LENGTHS - 1)] === 1) {
      facts.folded ??= foldFast(text)
      const found = exact.get(facts.folded)
      if (found !== undefined) facts.found[count++] = found
    }
    facts.count = search === undefined ? count : search.scan(facts, facts.found, count)
  }

  function passingFacts(text: string, place: number): ValueFacts {
    let facts = passing[place]
    if (facts === undefined) {
      facts = newFacts(text, false)
      if (place < MOST_PASSING) passing[place] = facts
    }
    facts.text = text
    facts.folded = undefined
    searchIn(facts)
    return facts
  }

  function factsOfNumber(value: number, place: number): ValueFacts {
    const known = numbers.get(value)
    if (known !== undefined) return known
    const text = canonicalText(value)
    if (numbers.size >= MOST_NUMBERS) return passingFacts(text, place)
    const facts = newFacts(text, true)
    searchIn(facts)
    numbers.set(value, facts)
    return facts
  }

  function factsOf(value: Scalar, place: number): ValueFacts {
    if (typeof value === 'number' && repeats) return factsOfNumber(value, place)
    const text = typeof value === 'string' ? value : canonicalText(value)
    if (!repeats || text.length > LONGEST_KEPT) return passingFacts(text, place)
    const at = sampleOf(text) & (PLACES - 1)
    const known = kept[at]
    if (known !== undefined && known.text === text) return known
    const beside = kept[at ^ 1]
    if (beside !== undefined && beside.text === text) return beside
    if (last[at] !== text) {
      last[at] = text
      return passingFacts(text, place)
    }
    const facts = newFacts(text, true)
    searchIn(facts)
    // Two values that lead to one place are both remembered.
    kept[at ^ 1] = known ?? beside
    kept[at] = facts
    return facts
  }

  return {
    add(what, rule) {
      soughtOf(what).rules.add(rule)
    },
    remove(what, rule) {
      const sought = soughtOf(what)
      sought.rules.delete(rule)
      dropUnused(sought)
    },
    stale: () => stale,
    forget,
    literals: () => literals.values(),
    build(costs, others, doRepeat) {
      stale = false
      repeats = doRepeat
      forget()
      lengths.fill(0)
      for (const text of exact.keys()) lengths[text.length & (LENGTHS - 1)] = 1
      const own = [...literals.values()]
      const list = own.length === 0 ? own : [...own, ...others]
      for (const sought of [...list, ...exact.values()]) sought.asks = [...sought.rules]
      search = list.length === 0 ? undefined : buildLiteralSearch(list, bytes, costs())
      shortest = list.reduce((least, { text }) => Math.min(least, text.length), Number.POSITIVE_INFINITY)
      isInNumbers = list.some(({ text }) => NUMBER_PART.test(text))
      isInBooleans = list.some(({ text }) => 'true'.includes(text) || 'false'.includes(text))
    },
    passes: (length) => search === undefined && lengths[length & (LENGTHS - 1)] === 0,
    factsOf,
    findIn(text, found, from) {
      if (search === undefined) return from
      const now = search.scanAscii(text, found, from)
      if (now !== -1) return now
      // What is not ASCII takes so long that it is better remembered.
      const known = factsOf(text, 0)
      for (let at = 0; at < known.count; at++) found[from + at] = known.found[at] as Sought
      return from + known.count
    },
    findInOther(value, found, from) {
      if (!(typeof value === 'number' ? isInNumbers : isInBooleans)) return from
      return this.findIn(canonicalText(value), found, from)
    },
    shortest: () => shortest,
    filter: () => search?.filter ?? NO_FILTER,
    size: () => search?.size ?? 0,
  }
}

/** What may stand in the canonical text of a number, folded. */
const NUMBER_PART = /^[-+.0-9e]*$/

const LENGTHS = 512
const LONGEST_KEPT = 512
const MOST_PASSING = 64
/** How many values of a field are remembered at most. */
const PLACES = 512
const MOST_NUMBERS = 64

/** A number of a few of the characters, which take time to ask for: values that differ have most often different ones. */
function sampleOf(text: string): number {
  const { length } = text
  if (length < 6) return (length << 6) ^ text.charCodeAt(0) ^ (text.charCodeAt(length - 1) << 3)
  const half = length >> 1
  const sample =
    length +
    Math.imul(text.charCodeAt(length - 6), 31) +
    Math.imul(text.charCodeAt(half), 961) +
    Math.imul(text.charCodeAt(half >> 1), 29791)
  return sample ^ (sample >>> 9)
}
