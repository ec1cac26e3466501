import {
  type Condition,
  type Evaluator,
  evaluator,
  type Field,
  isPath,
  type MatcherNode,
  type NodeOf,
  type Path,
} from '@ruleglot/core'
import type { Sought } from './field-index.js'
import type { Slot } from './field-values.js'
import { foldFast, hasHalfPair } from './fold-fast.js'
import { type ValueTest, valueTest } from './leaf-test.js'
import type { Literal } from './window-table.js'

/** A condition made ready. Leaves that several rules share are one object and are tested once per event. */
export type Plan =
  | { readonly op: 'and' | 'or'; readonly parts: readonly Plan[] }
  | { readonly op: 'not'; readonly part: Plan }
  | { readonly op: 'leaf'; readonly leaf: Leaf }
  | Memo
  | { readonly op: 'constant'; readonly holds: boolean }

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
  /** It holds when this literal stands in some value. */
  readonly literal: Literal | undefined
  /** Set when the literal is looked for anyway. */
  watched: Sought | undefined
  /** How often it was tested. */
  asked: number
  /** The number of the event it was tested on last, and the answer. */
  seen: number
  holds: boolean
}

/** What leaves are made from and looked up in. */
export interface Leaves {
  readonly known: Map<string, Leaf>
  slotOf(path: Path | 'anywhere'): Slot
  /** Undefined where nothing is remembered. */
  spaceOf(slot: Slot): MemoSpace | undefined
}

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
  const plan: Plan = { op, parts: sorted.map(({ part }) => part.plan) }
  return { plan, share: op === 'and' ? least : Math.min(1, sum), slot, cost }
}

function remembered(prepared: Prepared, { spaceOf }: Context): Prepared {
  const { plan, slot, cost } = prepared
  const space = slot === undefined || cost <= 1 ? undefined : spaceOf(slot)
  if (slot === undefined || space === undefined) return prepared
  const number = space.free.pop() ?? space.count++
  return { ...prepared, plan: { op: 'memo', slot, part: plan, space, number }, cost: MEMO_COST }
}

function planLeaf(node: Condition, leaves: Leaves): Plan | undefined {
  switch (node.kind) {
    case 'Search':
      return node.scope.length === 0 ? planSearch(node.condition, node, leaves) : slowLeaf(node, leaves)
    case 'Compare':
      if (typeof node.value === 'object') return undefined
      return matcherLeaf(node, leaves)
    case 'In':
    case 'Match':
    case 'Regex':
    case 'Cidr':
      return matcherLeaf(node, leaves)
    case 'CompareFields':
      return pairLeaf(node, leaves)
    case 'Opaque':
    case 'Tokens':
    case 'Let':
    case 'Ref':
      return undefined
    default:
      return slowLeaf(node, leaves)
  }
}

/** Two fields that hold the same text: what rules compare fields for. */
function pairLeaf(node: NodeOf<'CompareFields'>, leaves: Leaves): Plan | undefined {
  const { left, right } = node
  const isEqualText = node.op === 'eq' && node.domain === undefined && node.on === 'scalar' && node.ignoreCase
  if (!isEqualText || !isPlain(left) || !isPlain(right)) return slowLeaf(node, leaves)
  return leafOf(node, leaves, () => ({ slot: leaves.slotOf(left), other: leaves.slotOf(right) }))
}

function isPlain(field: Field): field is Path {
  return isPath(field) && field.every((segment) => typeof segment === 'string')
}

/** Alternatives that one scalar satisfies: each by itself. */
function planSearch(condition: Condition, whole: Condition, leaves: Leaves): Plan | undefined {
  if (condition.kind === 'Or') {
    const parts = condition.children.map((child) =>
      planSearch(child, { ...whole, condition: child } as Condition, leaves),
    )
    return parts.includes(undefined) ? undefined : { op: 'or', parts: parts as readonly Plan[] }
  }
  const isMatcher =
    condition.kind === 'Match' || condition.kind === 'Regex' || condition.kind === 'In' || condition.kind === 'Cidr'
  if (!isMatcher || !isPath(condition.field) || condition.field.length > 0) return slowLeaf(whole, leaves)
  return leafOf(whole, leaves, () => ({ slot: leaves.slotOf('anywhere'), test: valueTest(condition) }))
}

function matcherLeaf(node: MatcherNode, leaves: Leaves): Plan | undefined {
  const { field } = node
  if (!isPlain(field)) return slowLeaf(node, leaves)
  return leafOf(node, leaves, () => {
    return { slot: leaves.slotOf(field), test: valueTest(node), literal: watchable(node) }
  })
}

/** The one literal that decides the matcher. */
function watchable(node: MatcherNode): Literal | undefined {
  if (node.kind !== 'Match' || node.on !== 'scalar' || !node.ignoreCase) return undefined
  const texts = node.pattern.filter((part) => typeof part === 'string')
  const stars = node.pattern.filter((part) => typeof part !== 'string' && part.wildcard === 'many')
  const [text] = texts
  if (text === undefined || text === '' || texts.length > 1 || hasHalfPair(text)) return undefined
  if (stars.length + 1 !== node.pattern.length || stars.length === 0) return undefined
  const at =
    typeof node.pattern[0] === 'string'
      ? 'start'
      : typeof node.pattern[node.pattern.length - 1] === 'string'
        ? 'end'
        : 'anywhere'
  return { text: foldFast(text), at }
}

/** `Exists` included: an object at the field is a value only when something is in it. */
function slowLeaf(node: Condition, leaves: Leaves): Plan | undefined {
  if (mayBeUnknown(node)) return undefined
  return leafOf(node, leaves, () => {
    const slot = node.kind === 'Exists' && isPlain(node.field) ? leaves.slotOf(node.field) : undefined
    return { slot, slow: evaluator(node) }
  })
}

function leafOf(
  node: Condition,
  leaves: Leaves,
  make: () => Partial<Pick<Leaf, 'slot' | 'test' | 'other' | 'slow' | 'literal'>>,
): Plan {
  const key = JSON.stringify(node, (name, value) => (name === 'span' || name === 'source' ? undefined : value))
  let leaf = leaves.known.get(key)
  if (leaf === undefined) {
    const { slot, test, other, slow, literal } = make()
    leaf = { key, uses: 0, slot, test, other, slow, literal, watched: undefined, asked: 0, seen: 0, holds: false }
    leaves.known.set(key, leaf)
  }
  return { op: 'leaf', leaf }
}

function mayBeUnknown(node: Condition): boolean {
  switch (node.kind) {
    case 'Opaque':
    case 'Tokens':
    case 'Let':
    case 'Ref':
      return true
    case 'Compare':
      return typeof node.value === 'object'
    case 'And':
    case 'Or':
      return node.children.some(mayBeUnknown)
    case 'Not':
      return mayBeUnknown(node.child)
    case 'Some':
    case 'Every':
    case 'Count':
    case 'Search':
      return mayBeUnknown(node.condition)
    default:
      return false
  }
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
function onlySlot(plan: Plan): Slot | undefined {
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
