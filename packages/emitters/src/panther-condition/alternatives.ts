import { type Condition, dotted, isPath, not, type OrNode, or, type ShapeNode } from '@ruleglot/core'
import { pathText } from './escape.js'
import { isLeaf, type LeafNode, type Predicate, predicateOf } from './print-predicate.js'

/** How a condition falls into lines, and which of its parts one predicate says. */

/** The parts that all hold. None of some alternatives is none of each. */
export function conjuncts(node: Condition): readonly Condition[] {
  if (node.kind === 'And') return node.children.flatMap(conjuncts)
  if (node.kind !== 'Not' || node.child.kind !== 'Or' || complement(node.child) !== undefined) return [node]
  const parts = alternatives(node.child)
  return parts.length < 2 ? [node] : parts.map((part) => not(part))
}

/** The parts of which one holds; those of one field and operator together, as an Or that is one list. */
export function alternatives(node: Condition): readonly Condition[] {
  const groups = new Map<string, Condition[]>()
  for (const [i, part] of disjuncts(node).entries()) {
    const key = listKey(part) ?? String(i)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [part])
    else group.push(part)
  }
  return [...groups.values()].map((group) => (group.length === 1 ? (group[0] as Condition) : or(group)))
}

function disjuncts(node: Condition): readonly Condition[] {
  return node.kind === 'Or' ? node.children.flatMap(disjuncts) : [node]
}

/** What a part shares with those that stand in one list with it. */
function listKey(part: Condition): string | undefined {
  if (!isLeaf(part) || part.kind === 'CompareFields') return undefined
  const { field, operator, modifiers, values } = predicateOf(part)
  // After a list |any and |all speak of the list.
  const listed = values.length > 0 && LISTED.has(operator) && !/\|(?:any|all)/.test(modifiers)
  return listed ? JSON.stringify([field, operator, modifiers]) : undefined
}

const LISTED: ReadonlySet<string> = new Set('eq contains starts_with ends_with like regex cidr match'.split(' '))

/** The whole condition as one predicate, if the notation has it. */
export function onePredicate(node: Condition): Predicate | undefined {
  if (isLeaf(node)) return predicateOf(node)
  return node.kind === 'Or' ? (emptyField(node) ?? oneList(node)) : undefined
}

/** A predicate with a word for its complement. */
export function complement(node: Condition): Predicate | undefined {
  const predicate = onePredicate(node)
  if (predicate?.negated === undefined) return undefined
  const unary = /^(?:is_|exists)/.test(predicate.operator)
  return predicate.values.length === 0 && !unary ? undefined : predicate
}

/** Alternatives of one field and operator are one list. */
function oneList(node: OrNode): Predicate | undefined {
  const parts = disjuncts(node)
  const [first] = parts
  const key = first === undefined ? undefined : listKey(first)
  if (key === undefined || parts.length < 2 || !parts.every((part) => listKey(part) === key)) return undefined
  const predicates = (parts as readonly LeafNode[]).map(predicateOf)
  return { ...(predicates[0] as Predicate), values: predicates.flatMap(({ values }) => values) }
}

/** Missing, null, [], {} or "": is_empty. */
function emptyField(node: OrNode): Predicate | undefined {
  const [shape, text] = node.children
  if (node.children.length !== 2 || shape?.kind !== 'Shape' || text?.kind !== 'Compare' || !isPath(text.field))
    return undefined
  const empty = isEmptyShape(shape) && text.op === 'eq' && text.value === '' && text.domain === undefined
  if (!empty || dotted(shape.field) !== dotted(text.field)) return undefined
  return { field: pathText(shape.field), operator: 'is_empty', negated: 'is_not_empty', values: [], modifiers: '' }
}

function isEmptyShape({ kinds }: ShapeNode): boolean {
  return (
    kinds.length === 4 &&
    (['missing', 'null', 'emptyArray', 'emptyObject'] as const).every((kind) => kinds.includes(kind))
  )
}
