import { canonicalText, type Scalar } from '@ruleglot/core'
import { foldFast } from './fold-fast.js'
import { buildAutomaton, type Literal, type LiteralAutomaton, type WindowCosts } from './literal-automaton.js'
import type { Hint } from './necessary-clauses.js'

/**
 * Which rules a value of one field speaks for: by the exact value, by the literals in it, by being there. What a value
 * gave is remembered, since values repeat from event to event.
 */
export interface FieldIndex {
  add(what: Hint['what'], rule: number): void
  remove(what: Hint['what'], rule: number): void
  /** Makes the tables of what was added or removed. */
  build(classes: Uint8Array, costs: WindowCosts): void
  /** Rules of which the field's presence is a hint. */
  readonly present: Set<number>
  readonly stale: () => boolean
  /** A number may stand for another rule now. */
  forget(): void
  readonly literals: () => Iterable<string>
  factsOf(value: Scalar): ValueFacts
  readonly size: () => number
}

/** What is known of one value. */
export interface ValueFacts {
  readonly text: string
  folded: string | undefined
  readonly rules: readonly number[]
  /** What rules said that read no other field. */
  decided: Map<number, boolean> | undefined
}

const NONE: readonly number[] = []

export function createFieldIndex(memory: TextMemory): FieldIndex {
  const exact = new Map<string, Set<number>>()
  const lengths = new Uint8Array(64)
  const literals = new Map<string, { readonly literal: Literal; readonly rules: Set<number> }>()
  const present = new Set<number>()
  let automaton: LiteralAutomaton | undefined
  let byNumber: readonly ReadonlySet<number>[] = []
  let stale = false
  let recent = new Map<string, ValueFacts>()
  let older = new Map<string, ValueFacts>()
  let generation = memory.generation
  let asked = 0
  let known = 0
  let skipped = 0

  function factsFor(text: string): ValueFacts {
    let folded: string | undefined
    const fold = (): string => {
      folded ??= foldFast(text)
      return folded
    }
    let rules: Set<number> | undefined
    const take = (numbers: ReadonlySet<number>): void => {
      rules ??= new Set()
      for (const number of numbers) rules.add(number)
    }
    if (exact.size > 0 && lengths[Math.min(text.length, 63)] === 1) {
      const found = exact.get(fold())
      if (found !== undefined) take(found)
    }
    automaton?.scan(text, fold, (number) => take(byNumber[number] as ReadonlySet<number>))
    return { text, folded, rules: rules === undefined ? NONE : [...rules], decided: undefined }
  }

  return {
    present,
    add(what, rule) {
      if (what === 'present') {
        present.add(rule)
        return
      }
      stale = true
      if ('exact' in what) addTo(exact, what.exact, rule)
      else {
        const key = `${what.at} ${what.text}`
        const entry = literals.get(key)
        if (entry === undefined) literals.set(key, { literal: what, rules: new Set([rule]) })
        else entry.rules.add(rule)
      }
    },
    remove(what, rule) {
      if (what === 'present') {
        present.delete(rule)
        return
      }
      stale = true
      if ('exact' in what) {
        const rules = exact.get(what.exact)
        if (rules?.delete(rule) === true && rules.size === 0) exact.delete(what.exact)
      } else {
        const key = `${what.at} ${what.text}`
        const entry = literals.get(key)
        if (entry?.rules.delete(rule) === true && entry.rules.size === 0) literals.delete(key)
      }
    },
    stale: () => stale,
    forget() {
      recent = new Map()
      older = new Map()
    },
    literals: function* () {
      for (const { literal } of literals.values()) yield literal.text
    },
    build(classes, costs) {
      stale = false
      recent = new Map()
      older = new Map()
      lengths.fill(0)
      for (const text of exact.keys()) lengths[Math.min(text.length, 63)] = 1
      const list = [...literals.values()]
      byNumber = list.map(({ rules }) => rules)
      automaton =
        list.length === 0
          ? undefined
          : buildAutomaton(
              list.map(({ literal }) => literal),
              classes,
              costs,
            )
    },
    factsOf(value) {
      const text = typeof value === 'string' ? value : canonicalText(value)
      if (text.length > LONGEST_KEPT) return factsFor(text)
      if (skipped > 0) {
        skipped--
        return factsFor(text)
      }
      if (generation !== memory.generation) {
        generation = memory.generation
        older = recent
        recent = new Map()
      }
      if (++asked === TRIAL) {
        // Values that hardly ever come again are not worth remembering.
        if (known < TRIAL / 8) skipped = TRIAL * 16
        asked = 0
        known = 0
      }
      let facts = recent.get(text)
      if (facts !== undefined) {
        known++
        return facts
      }
      facts = older.get(text)
      if (facts === undefined) facts = factsFor(text)
      else known++
      recent.set(text, facts)
      memory.note(text.length)
      return facts
    },
    size: () => automaton?.size ?? 0,
  }
}

const LONGEST_KEPT = 1024
const TRIAL = 512

/** How much text all fields together keep: when it is too much, each drops what was not seen for a while. */
export interface TextMemory {
  generation: number
  note(length: number): void
}

const MOST_KEPT = 300_000
const PER_TEXT = 100

export function textMemory(): TextMemory {
  let kept = 0
  return {
    generation: 0,
    note(length) {
      kept += length + PER_TEXT
      if (kept < MOST_KEPT) return
      kept = 0
      this.generation++
    },
  }
}

/** The folded text of a value of a slot. */
export function foldedText(facts: ValueFacts): string {
  facts.folded ??= foldFast(facts.text)
  return facts.folded
}

function addTo(map: Map<string, Set<number>>, key: string, rule: number): void {
  const rules = map.get(key)
  if (rules === undefined) map.set(key, new Set([rule]))
  else rules.add(rule)
}
