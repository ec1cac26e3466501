import { foldText } from '../evaluate/fold-text.js'
import type { Condition, Field } from '../ir/node.js'
import { literalOf } from '../ir/pattern.js'
import { fieldName, fieldsOfLeaf, literalOfNode } from '../normalise/literals.js'
import { equalities } from '../normalise/merge-alternatives.js'
import type { StructuralOrder } from '../normalise/structural-order.js'

/** The children of one `And` or `Or`, found by what they read. */
export interface ChildIndex {
  /** Those that a node may stand in an implication with, the likeliest first; of very many only some. */
  readonly near: (node: Condition) => readonly Condition[]
  /** The leaves on a field among the children, those under `Not` or those without. */
  readonly onField: (field: Field, negated: boolean) => readonly Condition[]
}

export function createChildIndex(order: StructuralOrder): (node: Condition) => ChildIndex {
  const made = new WeakMap<Condition, ChildIndex>()
  return (node) => {
    const index = made.get(node) ?? indexOf(node, order)
    made.set(node, index)
    return index
  }
}

/** Children on one field that are tried when none of them has the literal that is looked for. */
const MOST_ON_FIELD = 300
const MOST_JOINED = 100

function indexOf(node: Condition, order: StructuralOrder): ChildIndex {
  const children = node.kind === 'And' || node.kind === 'Or' ? node.children : []
  const byId = new Map<number, Condition>()
  const byField = new Map<string, Condition[]>()
  const below = new Map<string, Condition[]>()
  const byLiteral = new Map<string, Condition[]>()
  const joined: Condition[] = []
  for (const child of children) {
    byId.set(order.idOf(child), child)
    if (child.kind === 'And' || child.kind === 'Or') joined.push(child)
    for (const name of namesIn(child)) append(byField, name, child)
    for (const name of namesAbove(child)) append(below, name, child)
    for (const key of literalKeys(child)) append(byLiteral, key, child)
  }
  const near = (other: Condition): readonly Condition[] => {
    const same = byId.get(order.idOf(other))
    if (same !== undefined) return [same]
    const found = new Set<Condition>()
    const add = (some: readonly Condition[] = []): void => {
      for (const child of some.slice(0, MOST_ON_FIELD)) found.add(child)
    }
    for (const key of literalKeys(other)) for (const child of byLiteral.get(key) ?? []) found.add(child)
    for (const name of [...namesIn(other), ...namesAbove(other)]) add(byField.get(name))
    const { leaf } = literalOfNode(other)
    if (leaf.kind === 'Exists' || leaf.kind === 'Shape') for (const name of namesIn(other)) add(below.get(name))
    const joins = other.kind === 'And' || other.kind === 'Or'
    for (const child of (joins ? children : joined).slice(0, MOST_JOINED)) found.add(child)
    return [...found]
  }
  const onField = (field: Field, negated: boolean): readonly Condition[] =>
    (byField.get(fieldName(field)) ?? []).flatMap((child) => {
      const literal = literalOfNode(child)
      return literal.negated === negated ? [literal.leaf] : []
    })
  return { near, onField }
}

function append(map: Map<string, Condition[]>, key: string, child: Condition): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [child])
  else list.push(child)
}

/** The names of what a literal reads. */
function namesIn(node: Condition): readonly string[] {
  const { leaf } = literalOfNode(node)
  if (leaf.kind === 'Some' || leaf.kind === 'Search' || leaf.kind === 'Count') return ['elements']
  return fieldsOfLeaf(leaf).map(fieldName)
}

/** The names of the paths above, where a test of existence may stand. */
function namesAbove(node: Condition): readonly string[] {
  return fieldsOfLeaf(literalOfNode(node).leaf).flatMap((field) =>
    Array.isArray(field) && field.length <= LONGEST_PATH
      ? field.slice(1).map((_, i) => fieldName(field.slice(0, i + 1)))
      : [],
  )
}

const LONGEST_PATH = 100

/** Field and folded text of a test for one text, under which its counterpart is found at once. */
function literalKeys(node: Condition): readonly string[] {
  const { leaf } = literalOfNode(node)
  if (leaf.kind === 'Match') {
    const text = literalOf(leaf.pattern)
    return text === undefined ? [] : [`${fieldName(leaf.field)} ${foldText(text)}`]
  }
  const equal = equalities(leaf)
  if (equal === undefined || equal.values.length > MOST_KEYS) return []
  return equal.values.map((value) => `${fieldName(equal.field)} ${foldText(String(value))}`)
}

const MOST_KEYS = 20
