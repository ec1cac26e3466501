import type { Condition, Field } from '../ir/node.js'
import { inList } from './canonical-compare.js'
import type { NormaliseContext } from './context.js'
import { type Cardinality, coveredBy, implies, impliesUpward, isMatcher } from './implication.js'
import { asConjunction, cardinalityOf, fieldName, fieldsOfLeaf, type Literal, negation } from './literals.js'
import { equalities } from './merge-alternatives.js'
import { scopedTransform } from './scoped-transform.js'
import type { StructuralOrder } from './structural-order.js'

/**
 * Drops a test that another one beside it implies: `a exists and a = 1` is `a = 1`, `a is x* or a = xy` is `a is x*`.
 * Guards that one language needs and another does not go here. Tests that contradict each other decide the connective.
 * After merging, so that a field's equalities are one list.
 */
export function dropImplied(condition: Condition, { options, order }: NormaliseContext): Condition {
  return scopedTransform(condition, (node, scope) => {
    if (node.kind !== 'And' && node.kind !== 'Or') return node
    if (node.children.length < 2) return node
    return asConjunction(node, (literals) => reduce(literals, order, (field) => cardinalityOf(field, scope, options)))
  })
}

/** Literals on one field are compared pair by pair up to this many. */
const MOST_IN_GROUP = 100

function reduce(
  literals: readonly Literal[],
  order: StructuralOrder,
  cardinality: (field: Field) => Cardinality,
): readonly Literal[] | undefined {
  const dropped = new Set<Literal>()
  const replaced = new Map<Literal, Literal>()
  for (const [field, group] of groupsByField(literals)) {
    if (group.length < 2 || group.length > MOST_IN_GROUP) continue
    const known = cardinality(field)
    if (contradict(group, (given, wanted) => implies(given, wanted, known))) return undefined
    dropFrom(group, dropped, order, (given, wanted) => implies(given, wanted, known))
    withoutCovered(group, dropped, replaced)
  }
  const upper = literals.filter(({ leaf }) => leaf.kind === 'Exists' || leaf.kind === 'Shape')
  for (const [above, below] of pairsAbove(upper, literals)) {
    if (impliesUpward(below, negation(above))) return undefined
    if (impliesUpward(below, above)) dropped.add(above)
    // The same read backwards: what is not there has nothing below it.
    if (impliesUpward(negation(below), negation(above))) dropped.add(below)
  }
  return literals.filter((literal) => !dropped.has(literal)).map((literal) => replaced.get(literal) ?? literal)
}

type Implies = (given: Literal, wanted: Literal) => boolean

function groupsByField(literals: readonly Literal[]): Iterable<readonly [Field, readonly Literal[]]> {
  const groups = new Map<string, [Field, Literal[]]>()
  for (const literal of literals) {
    for (const field of fieldsOfLeaf(literal.leaf)) {
      const name = fieldName(field)
      const group = groups.get(name)
      if (group === undefined) groups.set(name, [field, [literal]])
      else group[1].push(literal)
    }
  }
  return groups.values()
}

function contradict(group: readonly Literal[], implied: Implies): boolean {
  const [first] = group
  // Values never rule each other out, and missing ones neither: only shapes do.
  const isOneSided = group.every(({ leaf, negated }) => negated === first?.negated && leaf.kind !== 'Shape')
  if (isOneSided) return false
  return group.some((given, i) => group.some((other, j) => i !== j && implied(given, negation(other))))
}

/** Of literals that imply each other the first in order stays. */
function dropFrom(group: readonly Literal[], dropped: Set<Literal>, order: StructuralOrder, implied: Implies): void {
  const sorted = [...group].sort((a, b) => order.compare(a.leaf, b.leaf))
  for (const wanted of sorted.reverse()) {
    if (dropped.has(wanted)) continue
    if (group.some((given) => given !== wanted && !dropped.has(given) && implied(given, wanted))) dropped.add(wanted)
  }
}

/** `not (a in (x, xy, z))` beside `not (a is x*)` is `not (a = z)`. */
function withoutCovered(
  group: readonly Literal[],
  dropped: ReadonlySet<Literal>,
  replaced: Map<Literal, Literal>,
): void {
  const negative = group.filter((literal) => literal.negated && !dropped.has(literal))
  const list = negative.find(({ leaf }) => equalities(leaf) !== undefined)
  const others = negative.flatMap(({ leaf }) => (leaf !== list?.leaf && isMatcher(leaf) ? [leaf] : []))
  const equal = list && equalities(list.leaf)
  if (list === undefined || equal === undefined || others.length === 0) return
  const covered = coveredBy(others)
  const values = equal.values.filter((value) => !covered(value))
  if (values.length < equal.values.length) replaced.set(list, { leaf: inList(equal.field, values), negated: true })
}

/** Every literal together with each of `upper` that asks about a path strictly above a field of it. */
function* pairsAbove(upper: readonly Literal[], literals: readonly Literal[]): Iterable<readonly [Literal, Literal]> {
  const byName = new Map<string, Literal[]>()
  for (const literal of upper) {
    for (const field of fieldsOfLeaf(literal.leaf)) {
      if (!Array.isArray(field)) continue
      const name = fieldName(field)
      byName.set(name, [...(byName.get(name) ?? []), literal])
    }
  }
  if (byName.size === 0) return
  for (const below of literals) {
    for (const field of fieldsOfLeaf(below.leaf)) {
      if (!Array.isArray(field) || field.length > LONGEST_PATH) continue
      for (let length = 1; length < field.length; length++) {
        for (const above of byName.get(fieldName(field.slice(0, length))) ?? []) yield [above, below]
      }
    }
  }
}

const LONGEST_PATH = 100
