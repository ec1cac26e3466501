import type { Condition, Field } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { visit } from '../ir/visit.js'
import type { NormaliseOptions } from '../normalise/context.js'
import { coveredBy, implies, impliesUpward, isMatcher } from '../normalise/implication.js'
import { cardinalityOf, fieldName, fieldsOfLeaf, type Literal, literalOfNode } from '../normalise/literals.js'
import { equalities } from '../normalise/merge-alternatives.js'
import type { Scope } from '../normalise/scoped-transform.js'
import { type StructuralOrder, stableText } from '../normalise/structural-order.js'
import { type ChildIndex, createChildIndex } from './child-index.js'

/**
 * Whether no event (that keeps the facts) makes `a` true and `b` false, as far as monotone replacement shows it: each
 * test of the one is implied by its counterpart in the other, in a polarity that lets the implication through. `false`
 * means not shown.
 */
export type Entailment = (a: Condition, b: Condition) => boolean

/** Of normal forms. Bounded work for all questions together; then everything is not shown. */
export function createEntailment(
  conditions: readonly Condition[],
  order: StructuralOrder,
  facts: NormaliseOptions,
): Entailment {
  // A name bound by one Let may stand for something else under another.
  if (conditions.some(bindsNames)) return () => false
  const proof: Proof = { order, facts, known: new Map(), index: createChildIndex(order), steps: MOST_STEPS, depth: 0 }
  return (a, b) => entails(a, b, ROOT, proof)
}

const ROOT: Scope = { path: [], inElement: false }
const MOST_STEPS = 100_000
/** Of two trees as deep as trees may be, each step goes down in one of them. */
const DEEPEST = 200

interface Proof {
  readonly order: StructuralOrder
  readonly facts: NormaliseOptions
  readonly known: Map<string, boolean>
  readonly index: (node: Condition) => ChildIndex
  steps: number
  depth: number
}

function entails(a: Condition, b: Condition, scope: Scope, proof: Proof): boolean {
  if (proof.steps-- <= 0 || proof.depth > DEEPEST) return false
  const [idA, idB] = [proof.order.idOf(a), proof.order.idOf(b)]
  if (idA === idB || a.kind === 'False' || b.kind === 'True') return true
  const inside = (given: Condition, wanted: Condition): boolean => {
    proof.depth++
    const shown = entails(given, wanted, scope, proof)
    proof.depth--
    return shown
  }
  const isJoined = a.kind === 'And' || a.kind === 'Or' || b.kind === 'And' || b.kind === 'Or'
  if (!isJoined) return literalEntails(literalOfNode(a), literalOfNode(b), scope, proof)
  const key = `${idA} ${idB}${scope.inElement ? stableText(scope.path) : ''}`
  const known = proof.known.get(key)
  if (known !== undefined) return known
  const shown = joinedEntails(a, b, proof, inside)
  if (proof.steps > 0) proof.known.set(key, shown)
  return shown
}

function joinedEntails(a: Condition, b: Condition, { index }: Proof, inside: Entailment): boolean {
  if (a.kind === 'Or') return a.children.every((child) => inside(child, b))
  if (b.kind === 'And') return b.children.every((child) => inside(a, child))
  // What is left is `And` or a literal before, `Or` or a literal behind.
  if (b.kind === 'Or') {
    for (const child of index(b).near(a)) if (inside(a, child)) return true
    if (coversValues(literalOfNode(a), index(b))) return true
  }
  if (a.kind === 'And') {
    for (const child of index(a).near(b)) if (inside(child, b)) return true
    if (b.kind !== 'Or' && excludesValues(index(a), literalOfNode(b))) return true
  }
  return false
}

/** Every value of `a in (x, y)` satisfies one of the alternatives: `a is x*`, `a is y*`. */
function coversValues({ leaf, negated }: Literal, alternatives: ChildIndex): boolean {
  const equal = negated ? undefined : equalities(leaf)
  if (equal === undefined) return false
  const matchers = alternatives.onField(equal.field, false).filter(isMatcher)
  return matchers.length > 0 && matchers.length * equal.values.length <= MOST_COVERING && coversAll(matchers, equal)
}

/** The same read backwards: not `a is x*` and not `a is y*` leave no value of `not a in (x, y)`. */
function excludesValues(given: ChildIndex, { leaf, negated }: Literal): boolean {
  const equal = negated ? equalities(leaf) : undefined
  if (equal === undefined) return false
  const matchers = given.onField(equal.field, true).filter(isMatcher)
  return matchers.length > 0 && matchers.length * equal.values.length <= MOST_COVERING && coversAll(matchers, equal)
}

const MOST_COVERING = 1_000_000

function coversAll(
  matchers: Parameters<typeof coveredBy>[0],
  { values }: NonNullable<ReturnType<typeof equalities>>,
): boolean {
  return values.every(coveredBy(matchers))
}

function literalEntails(a: Literal, b: Literal, scope: Scope, proof: Proof): boolean {
  const count = atLeast(a.leaf)
  if (count !== undefined) return elementsEntail(a, b, scope, proof)
  const field = soleField(a.leaf)
  const other = soleField(b.leaf)
  if (field === undefined || other === undefined) return false
  if (fieldName(field) === fieldName(other)) return implies(a, b, cardinalityOf(field, scope, proof.facts))
  return (
    (isAbove(other, field) && impliesUpward(a, b)) ||
    (isAbove(field, other) && impliesUpward({ ...b, negated: !b.negated }, { ...a, negated: !a.negated }))
  )
}

/** `Some`, `Search` and `at least n` are monotone in what they ask of an element. */
function elementsEntail(a: Literal, b: Literal, scope: Scope, proof: Proof): boolean {
  if (a.negated !== b.negated) return false
  const [given, wanted] = a.negated ? [b.leaf, a.leaf] : [a.leaf, b.leaf]
  const [more, fewer] = [atLeast(given), atLeast(wanted)]
  if (more === undefined || fewer === undefined) return false
  if (more.over !== fewer.over || more.count < fewer.count) return false
  proof.depth++
  const shown = entails(more.condition, fewer.condition, innerScope(given, scope), proof)
  proof.depth--
  return shown
}

function atLeast(node: Condition): { over: string; count: number; condition: Condition } | undefined {
  if (node.kind === 'Some') return { over: fieldName(node.path), count: 1, condition: node.condition }
  if (node.kind === 'Search') return { over: `search ${fieldName(node.scope)}`, count: 1, condition: node.condition }
  return node.kind === 'Count' && node.op === 'ge'
    ? { over: fieldName(node.path), count: node.count, condition: node.condition }
    : undefined
}

function innerScope(node: Condition, scope: Scope): Scope {
  const path = node.kind === 'Some' || node.kind === 'Count' ? node.path : undefined
  return { path: path && scope.path && [...scope.path, ...path], inElement: true }
}

function soleField(leaf: Condition): Field | undefined {
  const fields = fieldsOfLeaf(leaf)
  return fields.length === 1 ? fields[0] : undefined
}

/** Whether the first path is strictly above the second. */
function isAbove(upper: Field, lower: Field): boolean {
  if (!Array.isArray(upper) || !Array.isArray(lower) || upper.length === 0 || upper.length >= lower.length) return false
  return fieldName(upper as Path) === fieldName((lower as Path).slice(0, upper.length))
}

function bindsNames(condition: Condition): boolean {
  let found = false
  visit(condition, (node) => {
    if (node.kind === 'Let' || node.kind === 'Ref') found = true
  })
  return found
}
