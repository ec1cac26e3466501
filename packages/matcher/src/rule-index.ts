import { type Condition, depthOf, type Evaluator, evaluator, inlineLets, MAX_DEPTH, type Scalar } from '@ruleglot/core'
import { createFieldIndex, type FieldIndex, type Sought, type ValueFacts } from './field-index.js'
import { createFieldValues, newSlot, readScalars, type Slot } from './field-values.js'
import { hintCost } from './hint-cost.js'
import { characterClasses } from './literal-search.js'
import { type Clause, cheapestClause, clauseCost, type Hint, necessaryClauses } from './necessary-clauses.js'
import { type ObservedTexts, observedTexts } from './observed-texts.js'
import {
  type FactsOf,
  type Leaf,
  type Leaves,
  type Memo,
  type MemoSpace,
  type Plan,
  planHolds,
  planOf,
} from './plan.js'

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

interface Indexed {
  readonly number: number
  readonly condition: Condition
  /** Undefined for a condition that may be unknown. */
  plan: Plan | undefined
  evaluate: Evaluator | undefined
  clause: Clause | undefined
}

interface Field {
  readonly slot: Slot
  readonly index: FieldIndex
  /** Facts of the first `ready` values of the event with the number `seen`. */
  readonly facts: ValueFacts[]
  seen: number
  ready: number
  observed: ObservedTexts | undefined
  /** What is looked for in it. */
  hints: number
  /** Rules of which the field's presence is a hint. */
  readonly present: Set<number>
  readonly space: MemoSpace
}

/** After so many events the literals to look for are chosen anew, by what these held. */
const LEARNING_EVENTS = 500
/** Leaves that are tested in so many of the learning events are looked for from then on. */
const OFTEN = 0.01
const ANYWHERE = 0

export function createRuleIndex(): RuleIndex {
  const values = createFieldValues(1)
  const rules = new Map<number, Indexed>()
  let byNumber: (Indexed | undefined)[] = []
  const always = new Set<number>()
  let alwaysAsked: readonly number[] = []
  let presenceFields: readonly Field[] = []
  const fields: Field[] = [newField(newSlot(ANYWHERE))]
  const anywhere = fields[ANYWHERE] as Field
  const leaves: Leaves = {
    known: new Map(),
    slotOf: (path) => fieldOf(path).slot,
    spaceOf: ({ number: of }) => (of === ANYWHERE ? undefined : (fields[of] as Field).space),
  }
  const asked: number[] = []
  const matched: number[] = []
  let stamps = new Float64Array(64)
  let number = 0
  let events = 0
  let askedInAll = 0
  let learned = false
  let readsAnywhere = false
  let stale = true
  let classes: Uint8Array = new Uint8Array(0)

  const cost = (hint: Hint): number => hintCost(hint, fieldOf(hint.path).observed, events)
  const share = (leaf: Condition): number => {
    const clause = cheapestClause(necessaryClauses(leaf, cost), cost)
    return clause === undefined ? 0.9 : Math.min(1, clauseCost(clause, cost))
  }
  const factsOf: FactsOf = (slot, at) => factsAt(fields[slot.number] as Field, at)

  function fieldOf(path: Hint['path']): Field {
    if (path === 'anywhere') {
      readsAnywhere = true
      return anywhere
    }
    const slot = values.slotOf(path)
    let field = fields[slot.number]
    if (field === undefined) {
      field = newField(slot)
      fields[slot.number] = field
    }
    return field
  }

  function newField(slot: Slot): Field {
    return {
      slot,
      index: createFieldIndex(),
      facts: [],
      seen: 0,
      ready: 0,
      observed: undefined,
      hints: 0,
      present: new Set(),
      space: { count: 0, free: [] },
    }
  }

  function factsAt(field: Field, at: number): ValueFacts {
    if (field.seen !== number) {
      field.seen = number
      field.ready = 0
    }
    for (; field.ready <= at; field.ready++) {
      field.facts[field.ready] = field.index.factsOf(field.slot.values[field.ready] as Scalar, field.ready)
    }
    return field.facts[at] as ValueFacts
  }

  function place(rule: Indexed): void {
    rule.plan = planOf(rule.condition, leaves, share)
    if (rule.plan !== undefined) for (const leaf of leavesOf(rule.plan)) leaf.uses++
    rule.clause = cheapestClause(necessaryClauses(rule.condition, cost), cost)
    if (rule.clause === undefined) always.add(rule.number)
    for (const { path, what } of rule.clause ?? []) {
      const field = fieldOf(path)
      if (what === 'present') field.present.add(rule.number)
      else {
        field.hints++
        field.index.add(what, rule.number)
      }
    }
    stale = true
  }

  function displace(rule: Indexed): void {
    always.delete(rule.number)
    if (rule.plan !== undefined) {
      for (const leaf of leavesOf(rule.plan)) {
        if (--leaf.uses > 0) continue
        leaves.known.delete(leaf.key)
        if (leaf.watched !== undefined) unwatch(leaf, leaf.watched)
      }
      for (const { slot, space, number: memo } of memosOf(rule.plan)) {
        space.free.push(memo)
        fields[slot.number]?.index.forget()
      }
    }
    for (const { path, what } of rule.clause ?? []) {
      const field = fieldOf(path)
      if (what === 'present') field.present.delete(rule.number)
      else {
        field.hints--
        field.index.remove(what, rule.number)
      }
    }
    stale = true
  }

  function watch(leaf: Leaf): void {
    if (leaf.slot === undefined || leaf.literal === undefined || leaf.watched !== undefined) return
    const field = fields[leaf.slot.number] as Field
    field.hints++
    leaf.watched = field.index.watch(leaf.literal)
  }

  function unwatch(leaf: Leaf, watched: Sought): void {
    const field = fields[leaf.slot?.number ?? ANYWHERE] as Field
    field.hints--
    field.index.unwatch(watched)
  }

  function build(): void {
    stale = false
    alwaysAsked = [...always]
    presenceFields = fields.filter(({ present }) => present.size > 0)
    byNumber = []
    for (const rule of rules.values()) byNumber[rule.number] = rule
    if (classes.length === 0) classes = characterClasses(fields.flatMap(({ index }) => [...index.literals()]))
    for (const field of fields) {
      if (!field.index.stale()) continue
      const observed = field.observed ?? observedTexts()
      // Before any event was seen, what many rules look for is taken to be frequent.
      if (field.observed === undefined) for (const text of field.index.literals()) observed.note(text)
      field.index.build(classes, observed.windowCosts)
    }
  }

  function learn(): void {
    learned = true
    const often = new Set<string>()
    for (const { key, asked: times } of leaves.known.values()) if (times >= events * OFTEN) often.add(key)
    for (const rule of rules.values()) displace(rule)
    classes = new Uint8Array(0)
    for (const rule of rules.values()) place(rule)
    for (const leaf of leaves.known.values()) if (often.has(leaf.key)) watch(leaf)
  }

  /** Fills the slots; false when the event is too deep for that. */
  function read(event: unknown): boolean {
    number++
    if (!values.read(event, number)) return false
    return !readsAnywhere || readScalars(event, anywhere.slot, number)
  }

  function note(): void {
    events++
    for (const field of fields) {
      if (field.slot.seen !== number || field.hints === 0) continue
      field.observed ??= observedTexts()
      for (let at = 0; at < field.slot.count; at++) field.observed.note(String(field.slot.values[at]))
    }
  }

  function ask(rule: number): void {
    if (stamps[rule] === number) return
    stamps[rule] = number
    asked.push(rule)
  }

  return {
    add(of, condition) {
      // Says what is wrong with a condition that is none, before anything recurses into it.
      if (depthOf(condition) > MAX_DEPTH) evaluator(condition)
      const inlined = inlineLets(condition)
      const rule: Indexed = {
        number: of,
        condition: inlined,
        plan: undefined,
        evaluate: undefined,
        clause: undefined,
      }
      rules.set(of, rule)
      if (of >= stamps.length) {
        const more = new Float64Array(Math.max(of + 1, stamps.length * 2))
        more.set(stamps)
        stamps = more
      }
      stamps[of] = 0
      place(rule)
    },
    remove(of) {
      const rule = rules.get(of)
      if (rule === undefined) return
      displace(rule)
      rules.delete(of)
    },
    observe(event) {
      if (read(event)) note()
    },
    learn,
    match(event, now) {
      if (stale) build()
      matched.length = 0
      if (!read(event)) {
        for (const rule of rules.values()) if (evaluates(rule, event, now)) matched.push(rule.number)
        return matched
      }
      asked.length = 0
      for (let i = 0; i < values.filledCount(); i++) askField(fields[(values.filled[i] as Slot).number] as Field)
      if (anywhere.hints > 0) askField(anywhere)
      for (let i = 0; i < presenceFields.length; i++) {
        const { slot, present } = presenceFields[i] as Field
        if (slot.seen === number || slot.objects === number) for (const rule of present) ask(rule)
      }
      for (let i = 0; i < alwaysAsked.length; i++) ask(alwaysAsked[i] as number)
      askedInAll += asked.length
      for (let i = 0; i < asked.length; i++) {
        const rule = byNumber[asked[i] as number] as Indexed
        if (says(rule, event, now)) matched.push(rule.number)
      }
      if (!learned) {
        note()
        if (events >= LEARNING_EVENTS) learn()
      }
      return matched
    },
    stats: () => ({
      rules: rules.size,
      always: always.size,
      asked: askedInAll,
      tables: fields.reduce((sum, { index }) => sum + index.size(), 0),
    }),
  }

  function says(rule: Indexed, event: unknown, now: number | undefined): boolean {
    return rule.plan === undefined ? evaluates(rule, event, now) : planHolds(rule.plan, event, number, factsOf)
  }

  function askField(field: Field): void {
    if (field.hints === 0) return
    for (let at = 0; at < field.slot.count; at++) {
      const value = field.slot.values[at]
      if (typeof value === 'string' && field.index.passes(value.length)) continue
      const { found, count } = factsAt(field, at)
      for (let i = 0; i < count; i++) {
        const sought = found[i] as Sought
        if (sought.seen === number) continue
        sought.seen = number
        const { asks } = sought
        for (let j = 0; j < asks.length; j++) ask(asks[j] as number)
      }
    }
  }
}

const NO_CLOCK = {}

function evaluates(rule: Indexed, event: unknown, now: number | undefined): boolean {
  rule.evaluate ??= evaluator(rule.condition)
  return rule.evaluate(event, now === undefined ? NO_CLOCK : { now }) === true
}

/** Each leaf once. */
function leavesOf(plan: Plan): ReadonlySet<Leaf> {
  const found = new Set<Leaf>()
  for (const part of partsOf(plan)) if (part.op === 'leaf') found.add(part.leaf)
  return found
}

function memosOf(plan: Plan): readonly Memo[] {
  return partsOf(plan).filter((part) => part.op === 'memo')
}

function partsOf(plan: Plan): readonly Plan[] {
  const found: Plan[] = []
  const stack: Plan[] = [plan]
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    found.push(part)
    if (part.op === 'not' || part.op === 'memo') stack.push(part.part)
    else if (part.op === 'and' || part.op === 'or') for (const inner of part.parts) stack.push(inner)
  }
  return found
}
