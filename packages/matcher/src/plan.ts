import {
  type Condition,
  type Evaluator,
  evaluator,
  type Field,
  isPath,
  type MatcherNode,
  type NodeOf,
  type Path,
  type Scalar,
} from '@ruleglot/core'
import { foldedText, type Sought, type ValueFacts } from './field-index.js'
import type { Slot } from './field-values.js'
import { foldFast, hasHalfPair } from './fold-fast.js'
import { type ValueTest, valueTest } from './leaf-test.js'
import type { Literal } from './literal-search.js'

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
  const prepared = prepare(node, context)
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

function prepare(node: Condition, context: Context): Prepared | undefined {
  switch (node.kind) {
    case 'True':
    case 'False':
      return {
        plan: { op: 'constant', holds: node.kind === 'True' },
        share: node.kind === 'True' ? 1 : 0,
        slot: undefined,
        cost: 0,
      }
    case 'And':
    case 'Or': {
      const parts: Prepared[] = []
      for (const child of node.children) {
        const part = prepare(child, context)
        if (part === undefined) return undefined
        parts.push(part)
      }
      return joined(node.kind === 'And' ? 'and' : 'or', parts, context)
    }
    case 'Not': {
      const part = prepare(node.child, context)
      return part === undefined ? undefined : { ...part, plan: { op: 'not', part: part.plan }, share: 1 }
    }
    default: {
      const plan = planLeaf(node, context)
      if (plan === undefined) return undefined
      const slot = onlySlot(plan)
      return { plan, share: context.share(node), slot, cost: node.kind === 'Regex' ? REGEX_COST : 1 }
    }
  }
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

/** What is known of the values of slots. */
export type FactsOf = (slot: Slot, at: number) => ValueFacts

/** Whether the plan holds on the event with that number, whose values are in the slots. */
export function planHolds(plan: Plan, event: unknown, number: number, factsOf: FactsOf): boolean {
  switch (plan.op) {
    case 'leaf': {
      const { leaf } = plan
      if (leaf.watched !== undefined) return leaf.watched.seen === number
      if (leaf.seen !== number) {
        leaf.seen = number
        leaf.asked++
        leaf.holds = leafHolds(leaf, event, number, factsOf)
      }
      return leaf.holds
    }
    case 'and': {
      const { parts } = plan
      for (let i = 0; i < parts.length; i++) if (!planHolds(parts[i] as Plan, event, number, factsOf)) return false
      return true
    }
    case 'or': {
      const { parts } = plan
      for (let i = 0; i < parts.length; i++) if (planHolds(parts[i] as Plan, event, number, factsOf)) return true
      return false
    }
    case 'not':
      return !planHolds(plan.part, event, number, factsOf)
    case 'memo':
      return memoHolds(plan, event, number, factsOf)
    case 'constant':
      return plan.holds
  }
}

const HOLDS = 1
const FAILS = 2

/** Only one text, with no object beside it, is all that there is to know. */
function memoHolds(
  { slot, part, space, number: own }: Memo,
  event: unknown,
  number: number,
  factsOf: FactsOf,
): boolean {
  if (slot.seen !== number || slot.count !== 1 || slot.objects === number || typeof slot.values[0] !== 'string') {
    return planHolds(part, event, number, factsOf)
  }
  const facts = factsOf(slot, 0)
  if (!facts.kept) return planHolds(part, event, number, factsOf)
  let { decided } = facts
  if (decided === undefined || decided.length <= own) {
    decided = new Uint8Array(space.count)
    if (facts.decided !== undefined) decided.set(facts.decided)
    facts.decided = decided
  }
  const known = decided[own]
  if (known !== 0) return known === HOLDS
  const holds = planHolds(part, event, number, factsOf)
  decided[own] = holds ? HOLDS : FAILS
  return holds
}

function leafHolds({ slot, test, other, slow }: Leaf, event: unknown, number: number, factsOf: FactsOf): boolean {
  if (slot === undefined) return slow?.(event) === true
  const count = slot.seen === number ? slot.count : 0
  if (other !== undefined) {
    const others = other.seen === number ? other.count : 0
    for (let at = 0; at < count; at++) {
      for (let beside = 0; beside < others; beside++) {
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
    const value = slot.values[at] as Scalar
    if (test.reads === 'value') {
      if (test.test(value)) return true
    } else if ((test.reads === 'folded' || typeof value === 'string') && test.test(foldedText(factsOf(slot, at)))) {
      return true
    }
  }
  return false
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
