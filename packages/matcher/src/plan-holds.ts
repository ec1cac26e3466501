import type { Join, Leaf, Memo, Plan } from './plan.js'
import { type Slot, slotValue } from './slot.js'
import { foldedText, type ValueFacts } from './sought.js'

/** What is known of the values of slots. */
export type FactsOf = (slot: Slot, at: number) => ValueFacts

/** Whether the plan holds on the event with that number, whose values are in the slots. */
export function planHolds(plan: Plan, event: unknown, number: number, factsOf: FactsOf): boolean {
  switch (plan.op) {
    case 'leaf': {
      const { leaf } = plan
      if (leaf.seen !== number) {
        leaf.seen = number
        leaf.holds = leafHolds(leaf, event, number, factsOf)
      }
      return leaf.holds
    }
    case 'and':
      return !isDecided(plan, false, event, number, factsOf)
    case 'or':
      return isDecided(plan, true, event, number, factsOf)
    case 'not':
      return !planHolds(plan.part, event, number, factsOf)
    case 'memo':
      return memoHolds(plan, event, number, factsOf)
    case 'constant':
      return plan.holds
  }
}

/** Whether some part says `by`. */
function isDecided(join: Join, by: boolean, event: unknown, number: number, factsOf: FactsOf): boolean {
  const { parts, decider } = join
  if (parts.length === 0) return false
  if (planHolds(parts[decider] as Plan, event, number, factsOf) === by) return true
  for (let i = 0; i < parts.length; i++) {
    if (i === decider || planHolds(parts[i] as Plan, event, number, factsOf) !== by) continue
    join.decider = i
    return true
  }
  return false
}

/** Only one text, with no object beside it, is all that there is to know. */
function memoHolds({ slot, part, number: own }: Memo, event: unknown, number: number, factsOf: FactsOf): boolean {
  if (slot.seen !== number || slot.count !== 1 || slot.objects === number || typeof slotValue(slot, 0) !== 'string') {
    return planHolds(part, event, number, factsOf)
  }
  const facts = factsOf(slot, 0)
  if (!facts.kept) return planHolds(part, event, number, factsOf)
  facts.decided ??= new Map()
  let holds = facts.decided.get(own)
  if (holds === undefined) {
    holds = planHolds(part, event, number, factsOf)
    facts.decided.set(own, holds)
  }
  return holds
}

function leafHolds({ slot, test, other, slow }: Leaf, event: unknown, number: number, factsOf: FactsOf): boolean {
  if (slot === undefined) return slow?.(event) === true
  const count = slot.seen === number ? slot.count : 0
  if (other !== undefined) {
    const others = other.seen === number ? other.count : 0
    for (let at = 0; at < count; at++) {
      const own = slotValue(slot, at)
      for (let beside = 0; beside < others; beside++) {
        const theirs = slotValue(other, beside)
        // Folding keeps lengths.
        if (typeof own === 'string' && typeof theirs === 'string' && own.length !== theirs.length) continue
        if (foldedText(factsOf(slot, at)) === foldedText(factsOf(other, beside))) return true
      }
    }
    return false
  }
  if (test === undefined) {
    // Exists.
    if (count > 0) return true
    return slot.objects === number && slow?.(event) === true
  }
  for (let at = 0; at < count; at++) {
    const value = slotValue(slot, at)
    if (test.reads === 'value') {
      if (test.test(value)) return true
    } else if ((test.reads === 'folded' || typeof value === 'string') && test.test(foldedText(factsOf(slot, at)))) {
      return true
    }
  }
  return false
}
