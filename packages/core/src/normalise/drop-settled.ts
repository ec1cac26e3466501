import { FALSE, TRUE } from '../ir/build.js'
import type { AndNode, Condition, OrNode } from '../ir/node.js'
import { mapChildren } from '../ir/transform.js'
import type { NormaliseOptions } from './context.js'
import { isDecided } from './decided.js'
import { implies } from './implication.js'
import { cardinalityOf, fieldName, fieldsOfLeaf, type Literal, literalOfNode, negation } from './literals.js'
import { equalities } from './merge-alternatives.js'
import { innerScope, ROOT, type Scope } from './scoped-transform.js'

/**
 * Drops what the tests around a part already settle: where `a` stands beside it under `and`, a part is only asked about
 * events with `a`, and beside `or` only about those without. `not a exists or (a exists and b)` is `not a exists or b`,
 * and of tests side by side the one for existence goes where another implies it. Spans stay, so that rules can be
 * written from the result. The tree is at most MAX_DEPTH deep.
 */
export function dropSettled(condition: Condition, options: NormaliseOptions = {}): Condition {
  return walk(condition, { options, scope: ROOT, known: new Map() })
}

/** Whether the facts, tests or negated ones that are true together, plainly leave nothing open of the condition: it is true. */
export function isSettled(condition: Condition, facts: readonly Condition[]): boolean {
  const around: Around = { options: {}, scope: ROOT, known: new Map() }
  addFacts(
    facts.flatMap((fact) => (isLiteral(fact) ? [literalOfNode(fact)] : [])),
    around.known,
  )
  return (isLiteral(condition) ? settled(condition, around) : walk(condition, around)).kind === 'True'
}

interface Around {
  readonly options: NormaliseOptions
  readonly scope: Scope
  /** What is true of every event that the part is asked about, by field. */
  readonly known: Map<string, readonly Literal[]>
}

function walk(node: Condition, around: Around): Condition {
  switch (node.kind) {
    case 'And':
    case 'Or':
      return walkConnective(node, around)
    case 'Not':
      return negated(isLiteral(node) ? settled(node, around) : { ...node, child: walk(node.child, around) })
    case 'Some':
    case 'Every':
    case 'Count':
    case 'Search': {
      const inside = { options: around.options, scope: innerScope(node, around.scope), known: new Map() }
      return { ...node, condition: walk(node.condition, inside) }
    }
    case 'Let':
      // The value is used in other places than the one where it stands.
      return { ...node, value: walk(node.value, { ...around, known: new Map() }), body: walk(node.body, around) }
    default:
      return isLiteral(node) ? settled(node, around) : mapChildren(node, (child) => walk(child, around))
  }
}

function walkConnective(node: AndNode | OrNode, around: Around): Condition {
  const own = node.children.map((child) => (isLiteral(child) ? settled(child, around) : child))
  const before = addFacts(
    own.flatMap((child) => (isLiteral(child) ? [factOf(node.kind, child)] : [])),
    around.known,
  )
  const walked = own.map((child) => (isLiteral(child) || isConstant(child) ? child : walk(child, around)))
  for (const [name, literals] of before) around.known.set(name, literals)
  const [neutral, decisive] = node.kind === 'And' ? (['True', 'False'] as const) : (['False', 'True'] as const)
  if (walked.some((child) => child.kind === decisive)) return decisive === 'True' ? TRUE : FALSE
  // A group that lost its parts may be of the kind it stands in.
  const flat = walked.flatMap((child) => (child.kind === node.kind ? child.children : [child]))
  const children = withoutImplied(
    node.kind,
    flat.filter((child) => child.kind !== neutral),
    around,
  )
  if (children.length === 0) return neutral === 'True' ? TRUE : FALSE
  if (children.length === 1) return children[0] as Condition
  const isSame = children.length === node.children.length && children.every((child, i) => child === node.children[i])
  return isSame ? node : { ...node, children }
}

/** What holds of the events that the other children decide: with `or`, that this one is false. */
function factOf(kind: 'And' | 'Or', child: Condition): Literal {
  return kind === 'And' ? literalOfNode(child) : negation(literalOfNode(child))
}

/** Tests for existence that stand beside a test that only a value passes. */
function withoutImplied(kind: 'And' | 'Or', children: readonly Condition[], around: Around): readonly Condition[] {
  const isGuard = (child: Condition): boolean => {
    const { leaf } = literalOfNode(child)
    return isLiteral(child) && (leaf.kind === 'Exists' || leaf.kind === 'Shape')
  }
  if (children.length < 2 || !children.some(isGuard)) return children
  const known = new Map<string, readonly Literal[]>()
  addFacts(
    children.flatMap((child) => (isLiteral(child) && !isGuard(child) ? [factOf(kind, child)] : [])),
    known,
  )
  return children.filter((child) => !isGuard(child) || !isImplied(factOf(kind, child), { ...around, known }))
}

function settled(node: Condition, around: Around): Condition {
  const literal = literalOfNode(node)
  if (isImplied(literal, around)) return TRUE
  return isImplied(negation(literal), around) ? FALSE : node
}

function isImplied(wanted: Literal, { known, scope, options }: Around): boolean {
  return fieldsOfLeaf(wanted.leaf).some((field) => {
    const facts = known.get(fieldName(field))
    if (facts === undefined || facts.length === 0) return false
    const cardinality = cardinalityOf(field, scope, options)
    return facts.some((fact) => implies(fact, wanted, cardinality))
  })
}

/** Adds what became known; gives what was known before of the same fields. */
function addFacts(facts: readonly Literal[], known: Around['known']): ReadonlyMap<string, readonly Literal[]> {
  const own = new Map<string, Literal[]>()
  for (const fact of facts) {
    const [field, second] = fieldsOfLeaf(fact.leaf)
    if (field === undefined || second !== undefined) continue
    const name = fieldName(field)
    const list = own.get(name)
    if (list === undefined) own.set(name, [fact])
    else list.push(fact)
  }
  const before = new Map<string, readonly Literal[]>()
  for (const [name, list] of own) {
    const outer = known.get(name) ?? []
    if (weight(outer) + weight(list) > MOST_KNOWN) continue
    before.set(name, outer)
    known.set(name, [...outer, ...list])
  }
  return before
}

/** Values that every test of a field is compared with, so that the work stays in proportion to the tree. */
const MOST_KNOWN = 300

function weight(literals: readonly Literal[]): number {
  return literals.reduce((sum, { leaf }) => sum + (equalities(leaf)?.values.length ?? 1), 0)
}

/** A test of fields, or the negation of one, that is never unknown: only of those `a or not a` says nothing. */
function isLiteral(node: Condition): boolean {
  const { leaf } = literalOfNode(node)
  return 'field' in leaf && isDecided(leaf)
}

function isConstant(node: Condition): boolean {
  return node.kind === 'True' || node.kind === 'False'
}

function negated(node: Condition): Condition {
  if (node.kind !== 'Not') return node
  if (node.child.kind === 'True') return FALSE
  return node.child.kind === 'False' ? TRUE : node
}
