import { type Condition, depthOf, evaluator, inlineLets, MAX_DEPTH } from '@ruleglot/core'
import { createIndexFields } from './index-fields.js'
import { evaluates, type Indexed, newIndexed } from './indexed-rule.js'
import { observedTexts } from './observed-texts.js'
import { planHolds } from './plan-holds.js'
import { createRuleAsking } from './rule-asking.js'
import { createRulePlacing } from './rule-placing.js'
import { slotValue } from './slot.js'

/** Rules that are asked together. They are numbered by who adds them; a number may be used again once it is free. */
export interface RuleIndex {
  add(rule: number, condition: Condition): void
  remove(rule: number): void
  /** The numbers of the rules that the event matches, in no order. The list is used again for the next event. */
  match(event: unknown, now: number | undefined): readonly number[]
  /** Looks at an event, so that `learn` knows which literals are rare. */
  observe(event: unknown): void
  learn(): void
  readonly stats: () => IndexStats
}

export interface IndexStats {
  readonly rules: number
  /** Rules that nothing in an event hints at: they are asked about every event. */
  readonly always: number
  /** Rules asked since the start. */
  readonly asked: number
  /** Bytes of the automata. */
  readonly tables: number
}

/** After so many events the literals to look for are chosen anew, by what these held. */
const LEARNING_EVENTS = 500
/** Where fewer values than these were there before, remembering them does not pay. */
const RARELY_AGAIN = 0.1

export function createRuleIndex(): RuleIndex {
  const fields = createIndexFields()
  const { all, anywhere, factsOf } = fields
  const rules = new Map<number, Indexed>()
  let byNumber: (Indexed | undefined)[] = []
  let events = 0
  const placing = createRulePlacing(fields, () => events)
  const asking = createRuleAsking(fields, (number) => byNumber[number])
  const matched: number[] = []
  let askedInAll = 0
  let learned = false
  let stale = true

  function build(): void {
    stale = false
    asking.renew(placing.always)
    byNumber = []
    for (const rule of rules.values()) byNumber[rule.number] = rule
    const others = [...anywhere.index.literals()]
    const isNew = anywhere.index.stale()
    for (const field of all) {
      field.hasPresent = field.present.size > 0
      field.isAsked = field.hints > 0 || field.hasPresent
      if (!isNew && !field.index.stale()) continue
      const literals = [...field.index.literals()]
      field.slot.isSearched = literals.length > 0
      const observed = field.observed ?? observedTexts()
      // Before any event was seen, what many rules look for is taken to be frequent.
      if (field.observed === undefined) for (const { text } of literals) observed.note(text)
      const repeats = field.observed === undefined || observed.repeats() >= RARELY_AGAIN
      field.index.build(observed.windowCosts, field === anywhere ? [] : others, repeats)
    }
  }

  function learn(): void {
    learned = true
    stale = true
    for (const rule of rules.values()) placing.displace(rule)
    for (const rule of rules.values()) placing.place(rule)
  }

  function note(event: unknown): void {
    events++
    if (anywhere.hints > 0) fields.readAll(event)
    for (const field of all) {
      if (field.slot.seen !== fields.number) continue
      field.observed ??= observedTexts()
      for (let at = 0; at < field.slot.count; at++) field.observed.note(String(slotValue(field.slot, at)))
    }
  }

  function says(rule: Indexed, event: unknown, now: number | undefined): boolean {
    if (rule.plan === undefined || (rule.readsAll && !fields.readAll(event))) return evaluates(rule, event, now)
    return planHolds(rule.plan, event, fields.number, factsOf)
  }

  return {
    add(of, condition) {
      // Says what is wrong with a condition that is none, before anything recurses into it.
      if (depthOf(condition) > MAX_DEPTH) evaluator(condition)
      const rule = newIndexed(of, inlineLets(condition))
      rules.set(of, rule)
      asking.makeRoom(of)
      placing.place(rule)
      stale = true
    },
    remove(of) {
      const rule = rules.get(of)
      if (rule === undefined) return
      placing.displace(rule)
      rules.delete(of)
      stale = true
    },
    observe(event) {
      if (fields.read(event)) note(event)
    },
    learn,
    match(event, now) {
      if (stale) build()
      if (matched.length > 0) matched.length = 0
      if (!fields.read(event)) {
        for (const rule of rules.values()) if (evaluates(rule, event, now)) matched.push(rule.number)
        return matched
      }
      const count = asking.askAll()
      const { asked } = asking
      askedInAll += count
      for (let i = 0; i < count; i++) {
        const rule = byNumber[asked[i] as number] as Indexed
        if (says(rule, event, now)) matched.push(rule.number)
      }
      if (!learned) {
        note(event)
        if (events >= LEARNING_EVENTS) learn()
      }
      return matched
    },
    stats: () => ({
      rules: rules.size,
      always: placing.always.size,
      asked: askedInAll,
      tables: all.reduce((sum, { index }) => sum + index.size(), 0),
    }),
  }
}
