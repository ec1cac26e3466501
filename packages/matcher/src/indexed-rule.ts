import { type Condition, type Evaluator, evaluator } from '@ruleglot/core'
import type { Clause } from './necessary-clauses.js'
import type { Leaf, Memo, Plan } from './plan.js'
import type { Slot } from './slot.js'

/** A rule of an index: what it says, and how it was placed. */
export interface Indexed {
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

export function newIndexed(number: number, condition: Condition): Indexed {
  return {
    number,
    condition,
    plan: undefined,
    gates: NO_GATES,
    readsAll: false,
    evaluate: undefined,
    clause: undefined,
  }
}

export const NO_GATES: Indexed['gates'] = new Map()
const NO_CLOCK = {}

/** What `evaluate` says. */
export function evaluates(rule: Indexed, event: unknown, now: number | undefined): boolean {
  rule.evaluate ??= evaluator(rule.condition)
  return rule.evaluate(event, now === undefined ? NO_CLOCK : { now }) === true
}

/** Each leaf once. */
export function leavesOf(plan: Plan): ReadonlySet<Leaf> {
  const found = new Set<Leaf>()
  for (const part of partsOf(plan)) if (part.op === 'leaf') found.add(part.leaf)
  return found
}

export function memosOf(plan: Plan): readonly Memo[] {
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
