import { type Condition, evaluator, type Field, isPath, type MatcherNode, type NodeOf, type Path } from '@ruleglot/core'
import { valueTest } from './leaf-test.js'
import type { Leaf, MemoSpace, Plan } from './plan.js'
import type { Slot } from './slot.js'

/** What leaves are made from and looked up in. */
export interface Leaves {
  readonly known: Map<string, Leaf>
  slotOf(path: Path | 'anywhere'): Slot
  /** Undefined where nothing is remembered. */
  spaceOf(slot: Slot): MemoSpace | undefined
}

/** A leaf made ready, or the one that is there already; undefined for one that may be unknown. */
export function planLeaf(node: Condition, leaves: Leaves): Plan | undefined {
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
    return parts.includes(undefined) ? undefined : { op: 'or', parts: parts as readonly Plan[], decider: 0 }
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
    return { slot: leaves.slotOf(field), test: valueTest(node) }
  })
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
