import type { Evaluator } from '@ruleglot/core'
import type { ValueTest } from './leaf-test.js'
import type { Slot } from './slot.js'

/** A condition made ready. Leaves that several rules share are one object and are tested once per event. */
export type Plan =
  | Join
  | { readonly op: 'not'; readonly part: Plan }
  | { readonly op: 'leaf'; readonly leaf: Leaf }
  | Memo
  | { readonly op: 'constant'; readonly holds: boolean }

export interface Join {
  readonly op: 'and' | 'or'
  readonly parts: readonly Plan[]
  /** The part that decided last is asked first: what rules are asked for in vain fails most often by the same part. */
  decider: number
}

/** A part that reads one field: what it says of a value is remembered with the value. */
export interface Memo {
  readonly op: 'memo'
  readonly slot: Slot
  readonly part: Plan
  readonly space: MemoSpace
  /** Its place in what is remembered of each value. */
  readonly number: number
}

/** The parts that read one field. */
export interface MemoSpace {
  /** Numbers that were given out. */
  count: number
  readonly free: number[]
}

export interface Leaf {
  readonly key: string
  /** Rules that use it. */
  uses: number
  readonly slot: Slot | undefined
  readonly test: ValueTest | undefined
  /** A second field whose values are to be equal to some value of the first, read as the test says. */
  readonly other: Slot | undefined
  /** What no slot can tell, or no slot alone. */
  readonly slow: Evaluator | undefined
  /** The number of the event it was tested on last, and the answer. */
  seen: number
  holds: boolean
}

/** Parts without which a plan does not hold and which read one field each, by that field. */
export function gatesOf(plan: Plan): ReadonlyMap<Slot, readonly Plan[]> {
  const gates = new Map<Slot, Plan[]>()
  for (const part of plan.op === 'and' ? plan.parts : [plan]) {
    const slot = onlySlot(part)
    if (slot === undefined) continue
    const known = gates.get(slot)
    if (known === undefined) gates.set(slot, [part])
    else known.push(part)
  }
  return gates
}

/** The one field that the plan reads, if there is one. */
export function onlySlot(plan: Plan): Slot | undefined {
  let only: Slot | undefined
  const stack: Plan[] = [plan]
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    if (part.op === 'not' || part.op === 'memo') stack.push(part.part)
    else if (part.op === 'and' || part.op === 'or') for (const inner of part.parts) stack.push(inner)
    else if (part.op === 'leaf') {
      const { slot, other } = part.leaf
      if (slot === undefined || other !== undefined || (only !== undefined && only !== slot)) return undefined
      only = slot
    }
  }
  return only
}
