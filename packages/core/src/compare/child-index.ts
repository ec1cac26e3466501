import { foldText } from '../evaluate/fold-text.js'
import type { AndNode, Condition, Field, OrNode } from '../ir/node.js'
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

/** Children that are tried for one node. */
const MOST_NEAR = 300
/** Tests looked at in a child that joins several. */
const MOST_INSIDE = 20

function indexOf(node: Condition, order: StructuralOrder): ChildIndex {
  const children = isJoined(node) ? node.children : []
  const byId = new Map<number, Condition>()
  const byName = new Map<string, Condition[]>()
  for (const child of children) {
    byId.set(order.idOf(child), child)
    for (const name of new Set(literalsIn(child).flatMap(namesOf))) append(byName, name, child)
  }
  const near = (other: Condition): readonly Condition[] => {
    const same = byId.get(order.idOf(other))
    if (same !== undefined) return [same]
    const names = new Set(literalsIn(other).flatMap((literal) => [...namesOf(literal), ...namesAround(literal)]))
    const lists = [...names].flatMap((name) => [byName.get(name) ?? []])
    // What few children read says most.
    lists.sort((a, b) => a.length - b.length)
    const found = new Set<Condition>()
    for (const list of lists) {
      for (const child of list) {
        if (found.size >= MOST_NEAR) return [...found]
        found.add(child)
      }
    }
    return [...found]
  }
  const onField = (field: Field, negated: boolean): readonly Condition[] =>
    (byName.get(fieldName(field)) ?? []).flatMap((child) => {
      const literal = literalOfNode(child)
      return literal.negated === negated && !isJoined(literal.leaf) ? [literal.leaf] : []
    })
  return { near, onField }
}

function isJoined(node: Condition): node is AndNode | OrNode {
  return node.kind === 'And' || node.kind === 'Or'
}

/** The node itself, or some of the tests that it joins. */
function literalsIn(node: Condition): readonly Condition[] {
  const literals: Condition[] = []
  const stack: Condition[] = [node]
  for (let at = stack.pop(); at !== undefined && literals.length < MOST_INSIDE; at = stack.pop()) {
    if (!isJoined(at)) literals.push(literalOfNode(at).leaf)
    else for (const child of at.children.slice(0, MOST_INSIDE)) stack.push(child)
  }
  return literals
}

function append(map: Map<string, Condition[]>, key: string, child: Condition): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [child])
  else list.push(child)
}

/** Names under which a leaf is found: what it reads, with its literal as well, what stands above and below. */
function namesOf(leaf: Condition): readonly string[] {
  if (leaf.kind === 'Some' || leaf.kind === 'Search' || leaf.kind === 'Count') return ['elements']
  return [
    ...fieldsOfLeaf(leaf).map(fieldName),
    ...namesAbove(leaf).map((name) => `below ${name}`),
    ...literalNames(leaf),
  ]
}

/** Names under which a test of existence is found that this leaf may imply; and the reverse. */
function namesAround(leaf: Condition): readonly string[] {
  const names = namesAbove(leaf)
  if (leaf.kind !== 'Exists' && leaf.kind !== 'Shape') return names
  return [...names, ...fieldsOfLeaf(leaf).map((field) => `below ${fieldName(field)}`)]
}

function namesAbove(leaf: Condition): readonly string[] {
  return fieldsOfLeaf(leaf).flatMap((field) =>
    Array.isArray(field) && field.length <= LONGEST_PATH
      ? field.slice(1).map((_, i) => fieldName(field.slice(0, i + 1)))
      : [],
  )
}

const LONGEST_PATH = 100

/** Field and folded text of a test, under which its counterpart is found at once. */
function literalNames(leaf: Condition): readonly string[] {
  if (leaf.kind === 'Match') {
    const text = leaf.pattern.map((part) => (typeof part === 'string' ? part : `\0${part.wildcard}`)).join('')
    return [`${fieldName(leaf.field)} ${foldText(text)}`]
  }
  const equal = equalities(leaf)
  if (equal === undefined || equal.values.length > MOST_INSIDE) return []
  return equal.values.map((value) => `${fieldName(equal.field)} ${foldText(String(value))}`)
}
