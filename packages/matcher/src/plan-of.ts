import type { Condition, NodeOf } from '@ruleglot/core'
import { onlySlot, type Plan } from './plan.js'
import { type Leaves, planLeaf } from './plan-leaf.js'
import type { Slot } from './slot.js'

/**
 * Undefined for a condition that may be unknown: three values are left to `evaluate`. What is rarely true comes first
 * where all have to hold; `share` says in what share of events a leaf holds at most. Recursion is bounded by the depth
 * that was checked before.
 */
export function planOf(node: Condition, leaves: Leaves, share: (leaf: Condition) => number): Plan | undefined {
  const context = { ...leaves, share }
  const prepared = prepare(node, context, false)
  return prepared === undefined ? undefined : remembered(prepared, context).plan
}

interface Context extends Leaves {
  readonly share: (leaf: Condition) => number
}

interface Prepared {
  readonly plan: Plan
  readonly share: number
  /** The one field that it reads. */
  readonly slot: Slot | undefined
  /** About how much work it is. */
  readonly cost: number
}

/** Of the node, or of its negation: that is carried down to the leaves, so that the parts of a rule lie side by side. */
function prepare(node: Condition, context: Context, negated: boolean): Prepared | undefined {
  switch (node.kind) {
    case 'True':
    case 'False': {
      const holds = (node.kind === 'True') !== negated
      return { plan: { op: 'constant', holds }, share: holds ? 1 : 0, slot: undefined, cost: 0 }
    }
    case 'And':
    case 'Or': {
      const op = opOf(node, negated)
      const parts: Prepared[] = []
      for (const [child, not] of partsOfJoin(node, negated, op)) {
        const part = prepare(child, context, not)
        if (part === undefined) return undefined
        parts.push(part)
      }
      return joined(op, parts, context)
    }
    case 'Not':
      return prepare(node.child, context, !negated)
    default: {
      const plan = planLeaf(node, context)
      if (plan === undefined) return undefined
      const slot = onlySlot(plan)
      const cost = node.kind === 'Regex' ? REGEX_COST : 1
      if (negated) return { plan: { op: 'not', part: plan }, share: 1, slot, cost }
      return { plan, share: context.share(node), slot, cost }
    }
  }
}

type Join = NodeOf<'And'> | NodeOf<'Or'>

function opOf(node: Join, negated: boolean): 'and' | 'or' {
  return (node.kind === 'And') !== negated ? 'and' : 'or'
}

/** The parts, those of joins of the same kind among them, and whether each is negated. */
function partsOfJoin(
  node: Join,
  negated: boolean,
  op: 'and' | 'or',
  into: (readonly [Condition, boolean])[] = [],
): readonly (readonly [Condition, boolean])[] {
  for (const child of node.children) {
    let [part, not] = [child, negated]
    for (; part.kind === 'Not'; part = part.child) not = !not
    if ((part.kind === 'And' || part.kind === 'Or') && opOf(part, not) === op) partsOfJoin(part, not, op, into)
    else into.push([part, not])
  }
  return into
}

const REGEX_COST = 20
const MEMO_COST = 0.5

/** The parts that read one field are gathered, so that what they say together can be remembered. */
function joined(op: 'and' | 'or', parts: readonly Prepared[], context: Context): Prepared {
  const groups = new Map<Slot | undefined, Prepared[]>()
  for (const part of parts) {
    const group = groups.get(part.slot)
    if (group === undefined) groups.set(part.slot, [part])
    else group.push(part)
  }
  const [only] = groups.keys()
  if (groups.size === 1 && only !== undefined) return ordered(op, parts, only)
  const together: Prepared[] = []
  for (const [slot, group] of groups) {
    if (slot === undefined) together.push(...group)
    else together.push(remembered(ordered(op, group, slot), context))
  }
  return ordered(op, together, undefined)
}

/** What decides soonest for the work that it is comes first: rarely true ones of an and, often true ones of an or. */
function ordered(op: 'and' | 'or', parts: readonly Prepared[], slot: Slot | undefined): Prepared {
  const [first] = parts
  if (parts.length === 1 && first !== undefined) return first
  const rank = ({ share, cost }: Prepared): number => cost / (0.001 + (op === 'and' ? 1 - share : share))
  const sorted = parts.map((part) => ({ part, rank: rank(part) })).sort((a, b) => a.rank - b.rank)
  let sum = 0
  let least = 1
  let cost = 0
  for (const part of parts) {
    sum += part.share
    least = Math.min(least, part.share)
    cost += part.cost
  }
  const plan: Plan = { op, parts: sorted.map(({ part }) => part.plan), decider: 0 }
  return { plan, share: op === 'and' ? least : Math.min(1, sum), slot, cost }
}

function remembered(prepared: Prepared, { spaceOf }: Context): Prepared {
  const { plan, slot, cost } = prepared
  const space = slot === undefined || cost <= 1 ? undefined : spaceOf(slot)
  if (slot === undefined || space === undefined) return prepared
  const number = space.free.pop() ?? space.count++
  return { ...prepared, plan: { op: 'memo', slot, part: plan, space, number }, cost: MEMO_COST }
}
