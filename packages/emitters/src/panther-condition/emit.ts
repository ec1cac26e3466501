import {
  type Condition,
  dotted,
  type Handlers,
  isPath,
  type OrNode,
  type ShapeNode,
  type SomeNode,
} from '@ruleglot/core'
import { pathText } from './escape.js'
import { isLeaf, type LeafNode, type Predicate, predicateOf, predicateText } from './print-predicate.js'

/** One conjunct a line; inside a line and, or, not and brackets where they are needed. */
export function emitText(condition: Condition): string {
  const lines = conjuncts(condition).map((part) => print(part, 'line'))
  return lines.length === 0 ? 'true' : lines.join('\n')
}

/** How tightly the place binds that a part is printed into; a part that binds less gets brackets. */
type Place = 'line' | 'or' | 'and' | 'not'
const TIGHTNESS: { readonly [P in Place]: number } = { line: 0, or: 1, and: 2, not: 3 }

function print(node: Condition, place: Place): string {
  return (PRINTERS[node.kind] as (node: Condition, place: Place) => string)(node, place)
}

const leaf = (node: LeafNode): string => {
  const predicate = predicateOf(node)
  // A list of nothing is never true.
  const empty = (node.kind === 'In' && node.values.length === 0) || (node.kind === 'Shape' && node.kinds.length === 0)
  return empty ? 'false' : predicateText(predicate)
}

const PRINTERS: Handlers<string, Place> = {
  True: () => 'true',
  False: () => 'false',
  And: (node, place) => {
    const parts = conjuncts(node)
    if (parts.length < 2) return parts[0] === undefined ? 'true' : print(parts[0], place)
    return bracket(parts.map((part) => print(part, 'and')).join(' and '), 'and', place)
  },
  Or: (node, place) => {
    const parts = disjuncts(node)
    if (parts.length < 2) return parts[0] === undefined ? 'false' : print(parts[0], place)
    const idiom = emptyField(node) ?? oneList(parts)
    if (idiom !== undefined) return predicateText(idiom)
    return bracket(parts.map((part) => print(part, 'or')).join(' or '), 'or', place)
  },
  Not: (node) => {
    const { child } = node
    if (child.kind === 'Some') return quantified('none', child.path, child.condition)
    const predicate = complement(child)
    return predicate === undefined ? `not ${print(child, 'not')}` : predicateText(predicate, true)
  },
  Compare: leaf,
  In: leaf,
  Match: leaf,
  Regex: leaf,
  Cidr: leaf,
  Shape: leaf,
  Exists: leaf,
  CompareFields: leaf,
  Tokens: leaf,
  Search: (node) =>
    `any value ${node.scope.length === 0 ? '' : `of ${pathText(node.scope)} `}(${print(node.condition, 'line')})`,
  Some: (node) => rangeText(node) ?? quantified('any', node.path, node.condition),
  Every: (node) => quantified('all', node.path, node.condition),
  Count: (node) => {
    if (node.op === 'eq' && node.count === 1) return quantified('one', node.path, node.condition)
    const operator = { eq: 'eq', lt: 'lt', le: 'lte', gt: 'gt', ge: 'gte' }[node.op]
    return `${quantified('count', node.path, node.condition)} ${operator} ${node.count}`
  },
  // Lets are inlined before; what could not be was refused.
  Let: (node, place) => print(node.body, place),
  Ref: (node) => node.name,
  Opaque: (node) => node.text,
}

function bracket(text: string, own: Place, place: Place): string {
  return TIGHTNESS[own] < TIGHTNESS[place] ? `(${text})` : text
}

function quantified(word: string, path: SomeNode['path'], condition: Condition): string {
  return `${word} of ${pathText(path)} (${print(condition, 'line')})`
}

function conjuncts(node: Condition): readonly Condition[] {
  return node.kind === 'And' ? node.children.flatMap(conjuncts) : [node]
}

function disjuncts(node: Condition): readonly Condition[] {
  return node.kind === 'Or' ? node.children.flatMap(disjuncts) : [node]
}

/** A predicate with a word for its complement. */
function complement(node: Condition): Predicate | undefined {
  const predicate =
    node.kind === 'Or' ? (emptyField(node) ?? oneList(disjuncts(node))) : isLeaf(node) ? predicateOf(node) : undefined
  if (predicate?.negated === undefined) return undefined
  const unary = /^(?:is_|exists)/.test(predicate.operator)
  return predicate.values.length === 0 && !unary ? undefined : predicate
}

/** Alternatives of one field and operator are one list. */
function oneList(parts: readonly Condition[]): Predicate | undefined {
  if (parts.length < 2 || !parts.every(isLeaf)) return undefined
  const predicates = (parts as readonly LeafNode[]).map(predicateOf)
  const [first] = predicates as [Predicate]
  const alike = predicates.every(
    ({ field, operator, modifiers, values }) =>
      field === first.field && operator === first.operator && modifiers === first.modifiers && values.length > 0,
  )
  // After a list |any and |all speak of the list, and a field is no member of one.
  if (!alike || /\|(?:any|all)/.test(first.modifiers) || parts.some(({ kind }) => kind === 'CompareFields'))
    return undefined
  return { ...first, values: predicates.flatMap(({ values }) => values) }
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

/** Both bounds on one element: between. */
function rangeText({ path, condition }: SomeNode): string | undefined {
  if (condition.kind !== 'And' || condition.children.length !== 2) return undefined
  const [low, high] = condition.children
  if (low?.kind !== 'Compare' || high?.kind !== 'Compare' || low.op !== 'ge' || high.op !== 'le') return undefined
  if (!isPath(low.field) || !isPath(high.field) || low.field.length + high.field.length > 0) return undefined
  const [from, to] = [predicateOf(low), predicateOf(high)]
  if (from.modifiers !== to.modifiers || typeof low.value !== typeof high.value) return undefined
  return `${pathText(path)} between ${from.values[0]} and ${to.values[0]}${from.modifiers}`
}
