import { type Condition, depthOf, type Evaluator, evaluator, inlineLets, MAX_DEPTH, type Scalar } from '@ruleglot/core'
import { createFieldIndex, type FieldIndex, type Sought, type ValueFacts } from './field-index.js'
import { createFieldValues, eachScalar, newSlot, type Slot } from './field-values.js'
import { hintCost } from './hint-cost.js'
import { type Clause, cheapestClause, clauseCost, type Hint, necessaryClauses } from './necessary-clauses.js'
import { type ObservedTexts, observedTexts } from './observed-texts.js'
import { gatesOf, type Leaf, type Leaves, type Memo, type MemoSpace, type Plan, planOf } from './plan.js'
import { type FactsOf, planHolds } from './plan-holds.js'
import { createTextBytes } from './text-bytes.js'

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
  /** Parts of it without which it does not hold, by the one field that they read. */
  gates: ReadonlyMap<Slot, readonly Plan[]>
  /** Whether some leaf of it looks at every scalar. */
  readsAll: boolean
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
  /** Whether a text in it says anything: worked out with the tables. */
  isAsked: boolean
  hasPresent: boolean
  readonly space: MemoSpace
}

/** After so many events the literals to look for are chosen anew, by what these held. */
const LEARNING_EVENTS = 500
/** Leaves that are tested in so many of the learning events are looked for from then on. */
const OFTEN = 0.01
/** Where fewer values than these were there before, remembering them does not pay. */
const RARELY_AGAIN = 0.1
const ANYWHERE = 0

export function createRuleIndex(): RuleIndex {
  const values = createFieldValues(1)
  const bytes = createTextBytes()
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
  let askedCount = 0
  const matched: number[] = []
  let stamps = new Float64Array(64)
  let number = 0
  let events = 0
  let askedInAll = 0
  let learned = false
  const foundAnywhere: Sought[] = []
  let foundCount = 0
  const findAnywhere = (value: Scalar): void => {
    foundCount = anywhere.index.findIn(value, foundAnywhere, foundCount)
  }
  let stale = true
  let isAllRead = true

  const cost = (hint: Hint): number => hintCost(hint, fieldOf(hint.path).observed, events)
  const share = (leaf: Condition): number => {
    const clause = cheapestClause(necessaryClauses(leaf, cost), cost)
    return clause === undefined ? 0.9 : Math.min(1, clauseCost(clause, cost))
  }
  const factsOf: FactsOf = (slot, at) => factsAt(fields[slot.number] as Field, at)

  function fieldOf(path: Hint['path']): Field {
    if (path === 'anywhere') {
      values.showOthers(findAnywhere)
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
      index: createFieldIndex(bytes),
      facts: [],
      seen: 0,
      ready: 0,
      observed: undefined,
      hints: 0,
      present: new Set(),
      isAsked: false,
      hasPresent: false,
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
    rule.gates = rule.plan === undefined ? NO_GATES : gatesOf(rule.plan)
    rule.readsAll = false
    for (const leaf of rule.plan === undefined ? [] : leavesOf(rule.plan)) {
      leaf.uses++
      if (leaf.slot === anywhere.slot) rule.readsAll = true
    }
    rule.clause = cheapestClause(necessaryClauses(rule.condition, cost), cost)
    if (rule.clause === undefined) always.add(rule.number)
    for (const { path, what } of rule.clause ?? []) {
      const field = fieldOf(path)
      if (what === 'present') {
        field.present.add(rule.number)
        field.index.forget()
      } else {
        field.hints++
        field.index.add(soughtIn(path, what), rule.number)
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
      if (what === 'present') {
        field.present.delete(rule.number)
        field.index.forget()
      } else {
        field.hints--
        field.index.remove(soughtIn(path, what), rule.number)
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
    const others = [...anywhere.index.literals()]
    const isNew = anywhere.index.stale()
    for (const field of fields) {
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
    const often = new Set<string>()
    for (const { key, asked: times } of leaves.known.values()) if (times >= events * OFTEN) often.add(key)
    for (const rule of rules.values()) displace(rule)
    for (const rule of rules.values()) place(rule)
    for (const leaf of leaves.known.values()) if (often.has(leaf.key)) watch(leaf)
  }

  /** Fills the slots; false when the event is too deep for that. */
  function read(event: unknown): boolean {
    number++
    foundCount = 0
    return values.read(event, number)
  }

  function note(event: unknown): void {
    events++
    if (anywhere.hints > 0) readAll(event)
    for (const field of fields) {
      if (field.slot.seen !== number) continue
      field.observed ??= observedTexts()
      for (let at = 0; at < field.slot.count; at++) field.observed.note(String(field.slot.values[at]))
    }
  }

  /** Reads every scalar of the event, for leaves that look at all; false when there are too many. */
  function readAll(event: unknown): boolean {
    const { slot } = anywhere
    if (slot.seen !== number) {
      slot.seen = number
      slot.count = 0
      isAllRead = eachScalar(event, (value) => {
        slot.values[slot.count++] = value
      })
    }
    return isAllRead
  }

  function ask(rule: number): void {
    if (stamps[rule] === number) return
    stamps[rule] = number
    asked[askedCount++] = rule
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
        gates: NO_GATES,
        readsAll: false,
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
      if (read(event)) note(event)
    },
    learn,
    match(event, now) {
      if (stale) build()
      if (matched.length > 0) matched.length = 0
      if (!read(event)) {
        for (const rule of rules.values()) if (evaluates(rule, event, now)) matched.push(rule.number)
        return matched
      }
      askedCount = 0
      const filled = values.filledCount()
      for (let i = 0; i < filled; i++) {
        const field = fields[(values.filled[i] as Slot).number] as Field
        if (field.isAsked) askField(field)
      }
      if (foundCount > 0) askFound(foundAnywhere, foundCount)
      for (let i = 0; i < presenceFields.length; i++) {
        const { slot, present } = presenceFields[i] as Field
        if (slot.objects === number) for (const rule of present) ask(rule)
      }
      for (let i = 0; i < alwaysAsked.length; i++) ask(alwaysAsked[i] as number)
      askedInAll += askedCount
      for (let i = 0; i < askedCount; i++) {
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
      always: always.size,
      asked: askedInAll,
      tables: fields.reduce((sum, { index }) => sum + index.size(), 0),
    }),
  }

  function says(rule: Indexed, event: unknown, now: number | undefined): boolean {
    if (rule.plan === undefined || (rule.readsAll && !readAll(event))) return evaluates(rule, event, now)
    return planHolds(rule.plan, event, number, factsOf)
  }

  function askField(field: Field): void {
    const { slot, index, present } = field
    const [text] = slot.values
    if (slot.count === 1 && slot.objects !== number && typeof text === 'string') {
      if (!field.hasPresent && index.passes(text.length)) return
      const facts = index.factsOf(text, 0)
      if (facts.isSilent) return
      field.seen = number
      field.facts[0] = facts
      field.ready = 1
      if (facts.kept) {
        askKept(field, facts)
        return
      }
    }
    if (field.hasPresent) for (const rule of present) ask(rule)
    if (field.hints === 0) return
    for (let at = 0; at < slot.count; at++) {
      const value = slot.values[at]
      if (typeof value === 'string' && index.passes(value.length)) continue
      const { found, count } = factsAt(field, at)
      askFound(found, count)
    }
  }

  function askFound(found: readonly Sought[], count: number): void {
    for (let i = 0; i < count; i++) {
      const sought = found[i] as Sought
      if (sought.seen === number) continue
      sought.seen = number
      const { asks } = sought
      for (let j = 0; j < asks.length; j++) ask(asks[j] as number)
    }
  }

  /** The value is all that the field holds, and what parts of rules say of it is remembered. */
  function askKept(field: Field, facts: ValueFacts): void {
    if (facts.asks === undefined) {
      facts.asks = asksOf(field, facts)
      facts.isSilent = facts.asks.length === 0 && facts.watched.length === 0
    }
    const { asks, watched } = facts
    for (let i = 0; i < watched.length; i++) (watched[i] as Sought).seen = number
    for (let i = 0; i < asks.length; i++) ask(asks[i] as number)
  }

  /** The rules that the value hints at, without those of which a part reads this field only and does not hold. */
  function asksOf({ slot, present }: Field, facts: ValueFacts): readonly number[] {
    const found = facts.found.slice(0, facts.count)
    facts.watched = found.filter(({ watchers }) => watchers > 0)
    for (const sought of found) sought.seen = number
    const hinted = new Set([...present, ...found.flatMap(({ asks }) => asks)])
    return [...hinted].filter((rule) => {
      const gates = byNumber[rule]?.gates.get(slot) ?? []
      return gates.every((gate) => planHolds(gate, undefined, number, factsOf))
    })
  }
}

const NO_GATES: ReadonlyMap<Slot, readonly Plan[]> = new Map()

/** Where no one field is meant, hints say only what to look for. */
function soughtIn(path: Hint['path'], what: Sought['what']): Sought['what'] {
  return path === 'anywhere' ? { text: 'exact' in what ? what.exact : what.text, at: 'anywhere' } : what
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
