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
import type { Slot } from './field-values.js'
import { type ValueTest, valueTest } from './leaf-test.js'

/** A condition made ready. Leaves that several rules share are one object and are tested once per event. */
export type Plan =
  | { readonly op: 'and' | 'or'; readonly parts: readonly Plan[] }
  | { readonly op: 'not'; readonly part: Plan }
  | { readonly op: 'leaf'; readonly leaf: Leaf }
  | { readonly op: 'constant'; readonly holds: boolean }

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

/** What leaves are made from and looked up in. */
export interface Leaves {
  readonly known: Map<string, Leaf>
  slotOf(path: Path | 'anywhere'): Slot
}

/**
 * Undefined for a condition that may be unknown: three values are left to `evaluate`. What is rarely true comes first
 * where all have to hold; `share` says in what share of events a leaf holds at most. Recursion is bounded by the depth
 * that was checked before.
 */
export function planOf(node: Condition, leaves: Leaves, share: (leaf: Condition) => number): Plan | undefined {
  return prepare(node, { ...leaves, share })?.plan
}

interface Context extends Leaves {
  readonly share: (leaf: Condition) => number
}

interface Prepared {
  readonly plan: Plan
  readonly share: number
}

function prepare(node: Condition, context: Context): Prepared | undefined {
  switch (node.kind) {
    case 'True':
    case 'False':
      return { plan: { op: 'constant', holds: node.kind === 'True' }, share: node.kind === 'True' ? 1 : 0 }
    case 'And':
    case 'Or': {
      const parts: Prepared[] = []
      for (const child of node.children) {
        const part = prepare(child, context)
        if (part === undefined) return undefined
        parts.push(part)
      }
      if (node.kind === 'And') parts.sort((a, b) => a.share - b.share)
      let sum = 0
      for (const { share } of parts) sum += share
      const share = node.kind === 'And' ? (parts[0]?.share ?? 1) : Math.min(1, sum)
      return { plan: { op: node.kind === 'And' ? 'and' : 'or', parts: parts.map(({ plan }) => plan) }, share }
    }
    case 'Not': {
      const part = prepare(node.child, context)
      return part === undefined ? undefined : { plan: { op: 'not', part: part.plan }, share: 1 }
    }
    default: {
      const plan = planLeaf(node, context)
      return plan === undefined ? undefined : { plan, share: context.share(node) }
    }
  }
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
  return leafOf(node, leaves, () => ({ slot: leaves.slotOf(field), test: valueTest(node) }))
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
  make: () => Partial<Pick<Leaf, 'slot' | 'test' | 'other' | 'slow'>>,
): Plan {
  const key = JSON.stringify(node, (name, value) => (name === 'span' || name === 'source' ? undefined : value))
  let leaf = leaves.known.get(key)
  if (leaf === undefined) {
    const { slot, test, other, slow } = make()
    leaf = { key, uses: 0, slot, test, other, slow, seen: 0, holds: false }
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

/** The folded texts of the values of slots, made when they are first asked for. */
export type FoldedOf = (slot: Slot, at: number) => string

/** Whether the plan holds on the event with that number, whose values are in the slots. */
export function planHolds(plan: Plan, event: unknown, number: number, foldedOf: FoldedOf): boolean {
  switch (plan.op) {
    case 'leaf': {
      const { leaf } = plan
      if (leaf.seen !== number) {
        leaf.seen = number
        leaf.holds = leafHolds(leaf, event, number, foldedOf)
      }
      return leaf.holds
    }
    case 'and':
      for (const part of plan.parts) if (!planHolds(part, event, number, foldedOf)) return false
      return true
    case 'or':
      for (const part of plan.parts) if (planHolds(part, event, number, foldedOf)) return true
      return false
    case 'not':
      return !planHolds(plan.part, event, number, foldedOf)
    case 'constant':
      return plan.holds
  }
}

function leafHolds({ slot, test, other, slow }: Leaf, event: unknown, number: number, foldedOf: FoldedOf): boolean {
  if (slot === undefined) return slow?.(event) === true
  const count = slot.seen === number ? slot.count : 0
  if (other !== undefined) {
    const others = other.seen === number ? other.count : 0
    for (let at = 0; at < count; at++) {
      for (let beside = 0; beside < others; beside++) {
        if (foldedOf(slot, at) === foldedOf(other, beside)) return true
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
    } else if ((test.reads === 'folded' || typeof value === 'string') && test.test(foldedOf(slot, at))) return true
  }
  return false
}

/** The one field that the plan reads, if there is one. */
export function onlySlot(plan: Plan): Slot | undefined {
  let only: Slot | undefined
  const stack: Plan[] = [plan]
  for (let part = stack.pop(); part !== undefined; part = stack.pop()) {
    if (part.op === 'not') stack.push(part.part)
    else if (part.op === 'and' || part.op === 'or') for (const inner of part.parts) stack.push(inner)
    else if (part.op === 'leaf') {
      const { slot, other } = part.leaf
      if (slot === undefined || other !== undefined || (only !== undefined && only !== slot)) return undefined
      only = slot
    }
  }
  return only
}
