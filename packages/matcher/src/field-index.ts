import { canonicalText, type Scalar } from '@ruleglot/core'
import { foldFast } from './fold-fast.js'
import {
  buildLiteralSearch,
  type FoldedText,
  type Literal,
  type LiteralSearch,
  type WindowCosts,
} from './literal-search.js'
import type { Hint } from './necessary-clauses.js'

/**
 * What a value of one field speaks for: the rules that have to be asked, by the exact value or by literals in it, and the
 * leaves that watch for a literal. What a value gave is remembered, since values repeat from event to event.
 */
export interface FieldIndex {
  add(what: Sought['what'], rule: number): void
  remove(what: Sought['what'], rule: number): void
  /** Has the literal looked for, whatever rules there are: the event in which it was found last tells. */
  watch(literal: Literal): Sought
  unwatch(sought: Sought): void
  /** Makes the tables of what was added or removed. */
  build(classes: Uint8Array, costs: () => WindowCosts): void
  readonly stale: () => boolean
  /** A number may stand for another rule now. */
  forget(): void
  readonly literals: () => Iterable<string>
  /** Whether nothing can be found in a text of this length. */
  passes(length: number): boolean
  /** What is known of a value; `place` says which of the event's values of the field it is. */
  factsOf(value: Scalar, place: number): ValueFacts
  readonly size: () => number
}

/** What a field is searched for. */
export interface Sought extends Literal {
  readonly what: Exclude<Hint['what'], 'present'>
  readonly rules: Set<number>
  /** The same, as a list. */
  asks: readonly number[]
  watchers: number
  /** The number of the event in which it was found last. */
  seen: number
}

/** What is known of one value. */
export interface ValueFacts extends FoldedText {
  /** What was found in it: the first `count` of these. */
  found: Sought[]
  count: number
  /** For values that are remembered: what parts of rules said that read no other field, by their number. */
  decided: Uint8Array | undefined
  readonly kept: boolean
}

export function createFieldIndex(): FieldIndex {
  const exact = new Map<string, Sought>()
  const lengths = new Uint8Array(64)
  const literals = new Map<string, Sought>()
  /** Of the values that are not remembered: used again for the next event. */
  const passing: ValueFacts[] = []
  let search: LiteralSearch<Sought> | undefined
  let stale = false
  /** Values that were seen twice, at the place that their sample leads to. */
  let kept: (ValueFacts | undefined)[] = []
  /** The value that was seen last at each place. */
  let last: (string | undefined)[] = []

  function soughtOf(what: Sought['what']): Sought {
    const isExact = 'exact' in what
    const [map, key] = isExact ? [exact, what.exact] : [literals, `${what.at} ${what.text}`]
    let sought = map.get(key)
    if (sought === undefined) {
      const { text, at } = isExact ? ({ text: what.exact, at: 'anywhere' } as const) : what
      sought = { what, text, at, rules: new Set(), asks: [], watchers: 0, seen: 0 }
      map.set(key, sought)
    }
    stale = true
    return sought
  }

  function dropUnused({ what, rules, watchers }: Sought): void {
    stale = true
    if (rules.size > 0 || watchers > 0) return
    if ('exact' in what) exact.delete(what.exact)
    else literals.delete(`${what.at} ${what.text}`)
  }

  function forget(): void {
    kept = []
    last = []
  }

  function searchIn(facts: ValueFacts): void {
    let count = 0
    const { text } = facts
    if (exact.size > 0 && lengths[Math.min(text.length, 63)] === 1) {
      facts.folded ??= foldFast(text)
      const found = exact.get(facts.folded)
      if (found !== undefined) facts.found[count++] = found
    }
    facts.count = search === undefined ? count : search.scan(facts, facts.found, count)
  }

  function passingFacts(text: string, place: number): ValueFacts {
    let facts = passing[place]
    if (facts === undefined) {
      facts = { text, folded: undefined, found: [], count: 0, decided: undefined, kept: false }
      if (place < MOST_PASSING) passing[place] = facts
    }
    facts.text = text
    facts.folded = undefined
    searchIn(facts)
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
    watch(literal) {
      const sought = soughtOf(literal)
      sought.watchers++
      return sought
    },
    unwatch(sought) {
      sought.watchers--
      dropUnused(sought)
    },
    stale: () => stale,
    forget,
    literals: function* () {
      for (const { text } of literals.values()) yield text
    },
    build(classes, costs) {
      stale = false
      forget()
      lengths.fill(0)
      for (const text of exact.keys()) lengths[Math.min(text.length, 63)] = 1
      const list = [...literals.values()]
      for (const sought of [...list, ...exact.values()]) sought.asks = [...sought.rules]
      search = list.length === 0 ? undefined : buildLiteralSearch(list, classes, costs())
    },
    passes: (length) => search === undefined && lengths[Math.min(length, 63)] === 0,
    factsOf(value, place) {
      const text = typeof value === 'string' ? value : canonicalText(value)
      if (text.length > LONGEST_KEPT) return passingFacts(text, place)
      const at = sampleOf(text) & (PLACES - 1)
      const known = kept[at]
      if (known !== undefined && known.text === text) return known
      if (last[at] !== text) {
        last[at] = text
        return passingFacts(text, place)
      }
      const facts = { text, folded: undefined, found: [], count: 0, decided: undefined, kept: true }
      searchIn(facts)
      kept[at] = facts
      return facts
    },
    size: () => search?.size ?? 0,
  }
}

const LONGEST_KEPT = 512
const MOST_PASSING = 64
/** How many values of a field are remembered at most. */
const PLACES = 512

/** A number of a few of the characters: values that differ have most often different ones. */
function sampleOf(text: string): number {
  const { length } = text
  let sample = length
  const step = (length >> 3) + 1
  for (let i = length - 1; i >= 0; i -= step) sample = (Math.imul(sample, 31) + text.charCodeAt(i)) | 0
  return sample ^ (sample >>> 15)
}

/** The folded text of a value of a slot. */
export function foldedText(facts: FoldedText): string {
  facts.folded ??= foldFast(facts.text)
  return facts.folded
}
