import type { Field, IndexFields } from './index-fields.js'
import type { Indexed } from './indexed-rule.js'
import { planHolds } from './plan-holds.js'
import { type Slot, slotValue } from './slot.js'
import type { Sought, ValueFacts } from './sought.js'

/** Which rules have to be asked about the event that was read last. */
export interface RuleAsking {
  /** Their numbers: the first so many of `asked`. */
  askAll(): number
  readonly asked: readonly number[]
  /** Makes room for a rule of this number. */
  makeRoom(rule: number): void
  /** After rules or tables changed: the rules asked about every event. */
  renew(always: Iterable<number>): void
}

export function createRuleAsking(fields: IndexFields, ruleOf: (number: number) => Indexed | undefined): RuleAsking {
  const asked: number[] = []
  let count = 0
  /** The number of the event that each rule was asked about last. */
  let stamps = new Float64Array(64)
  let alwaysAsked: readonly number[] = []
  let presenceFields: readonly Field[] = []

  function ask(rule: number): void {
    if (stamps[rule] === fields.number) return
    stamps[rule] = fields.number
    asked[count++] = rule
  }

  function askField(field: Field): void {
    const { slot, index, present } = field
    const value = slotValue(slot, 0)
    if (slot.count === 1 && slot.objects !== fields.number && typeof value !== 'boolean') {
      if (!field.hasPresent && typeof value === 'string' && index.passes(value.length)) return
      const facts = index.factsOf(value, 0)
      if (facts.isSilent) return
      field.seen = fields.number
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
      const value = slotValue(slot, at)
      if (typeof value === 'string' && index.passes(value.length)) continue
      const { found, count } = fields.factsOf(slot, at)
      askFound(found, count)
    }
  }

  function askFound(found: readonly Sought[], count: number): void {
    const { number } = fields
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
      facts.isSilent = facts.asks.length === 0
    }
    const { asks } = facts
    for (let i = 0; i < asks.length; i++) ask(asks[i] as number)
  }

  /** The rules that the value hints at, without those of which a part reads this field only and does not hold. */
  function asksOf({ slot, present }: Field, facts: ValueFacts): readonly number[] {
    const { number, factsOf } = fields
    const found = facts.found.slice(0, facts.count)
    const hinted = new Set([...present, ...found.flatMap(({ asks }) => asks)])
    return [...hinted].filter((rule) => {
      const gates = ruleOf(rule)?.gates.get(slot) ?? []
      return gates.every((gate) => planHolds(gate, undefined, number, factsOf))
    })
  }

  return {
    asked,
    askAll() {
      count = 0
      const filled = fields.filledCount()
      for (let i = 0; i < filled; i++) {
        const field = fields.all[(fields.filled[i] as Slot).number] as Field
        if (field.isAsked) askField(field)
      }
      if (fields.foundCount > 0) askFound(fields.found, fields.foundCount)
      for (let i = 0; i < presenceFields.length; i++) {
        const { slot, present } = presenceFields[i] as Field
        if (slot.objects === fields.number) for (const rule of present) ask(rule)
      }
      for (let i = 0; i < alwaysAsked.length; i++) ask(alwaysAsked[i] as number)
      return count
    },
    makeRoom(rule) {
      if (rule >= stamps.length) {
        const more = new Float64Array(Math.max(rule + 1, stamps.length * 2))
        more.set(stamps)
        stamps = more
      }
      stamps[rule] = 0
    },
    renew(always) {
      alwaysAsked = [...always]
      presenceFields = fields.all.filter(({ present }) => present.size > 0)
    },
  }
}
