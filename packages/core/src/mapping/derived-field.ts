import { leafTest } from '../evaluate/leaf-test.js'
import { and, FALSE, not, or, TRUE } from '../ir/build.js'
import { equals } from '../ir/equals.js'
import { fieldsRead } from '../ir/fields-read.js'
import type { Condition, NodeOf } from '../ir/node.js'
import { dotted, type Path } from '../ir/path.js'
import { simplify } from '../ir/simplify.js'
import { mapChildren } from '../ir/transform.js'
import { applyFacts } from './apply-facts.js'
import type { DerivedField } from './pack.js'
import { packCondition } from './pack-condition.js'
import type { PackIndex } from './pack-index.js'
import { equalities, fieldName, type Surroundings, specialise } from './surroundings.js'
import type { ValueLeaf } from './value-transform.js'

type DerivedValues = readonly (readonly [string, Condition])[]

/** Every value that a derived field may have, with the condition on the vendor's event under which it has it. */
export function derivedValues(derived: DerivedField, index: PackIndex): DerivedValues {
  const ofPack = built.get(index) ?? new Map<DerivedField, DerivedValues>()
  built.set(index, ofPack)
  const values = ofPack.get(derived) ?? valuesOf(derived, index)
  ofPack.set(derived, values)
  return values
}

const built = new WeakMap<PackIndex, Map<DerivedField, DerivedValues>>()

function valuesOf(derived: DerivedField, index: PackIndex): DerivedValues {
  const found = new Map<string, Condition[]>()
  const add = (value: string, condition: Condition): void => {
    const list = found.get(value)
    if (list === undefined) found.set(value, [condition])
    else list.push(condition)
  }
  const earlier: Condition[] = []
  for (const { when, is, otherwise } of derived.cases) {
    const own = when === undefined ? TRUE : packCondition(when)
    const here = and([...earlier.map((guard) => not(guard)), own])
    const before: Condition[] = []
    for (const [value, definition] of Object.entries(is)) {
      const condition = packCondition(definition)
      add(value, and([here, condition, ...(sureOf(before, condition) ? [] : before.map((one) => not(one)))]))
      before.push(condition)
    }
    if (otherwise !== undefined) add(otherwise, and([here, ...before.map((one) => not(one))]))
    earlier.push(own)
  }
  return [...found].map(([value, parts]) => [value, applyFacts(deepSimplify(or(parts)), index)] as const)
}

/** Equalities of one field with different values exclude each other. */
function sureOf(before: readonly Condition[], condition: Condition): boolean {
  const own = equalities(condition)
  return before.every((one) => {
    const other = equalities(one)
    return own !== undefined && other?.field === own.field && !other.values.some((value) => own.values.includes(value))
  })
}

/** The test of a derived field as a condition over the vendor's event, as short as the surroundings allow. */
export function derivedTest(leaf: ValueLeaf, derived: DerivedField, index: PackIndex, around: Surroundings): Condition {
  const satisfies = (value: string): boolean => leaf.kind === 'Exists' || leafTest(leaf)(value, undefined) === true
  const parts = derivedValues(derived, index).filter(([value]) => satisfies(value))
  const whole = parts.length === 0 ? FALSE : or(parts.map(([, condition]) => condition))
  return specialise(deepSimplify(whole), around, index)
}

/** Constants, nested conjunctions and double negations taken out at every level. */
export function deepSimplify(node: Condition): Condition {
  const short = simplify(mapChildren(node, deepSimplify))
  return short.kind === 'And' ? withoutImplied(short) : short
}

/** That a field has a value goes without saying beside a test of its values. */
function withoutImplied(node: NodeOf<'And'>): Condition {
  const tested = node.children.flatMap((child) => (isEquality(child) ? [fieldName(child) ?? ''] : []))
  const isTested = (name: string): boolean => tested.some((one) => one === name || one.startsWith(`${name}.`))
  const children = node.children.filter((child) => child.kind !== 'Exists' || !isTested(fieldName(child) ?? '?'))
  return children.length === node.children.length ? node : simplify({ ...node, children })
}

/** A derived field's value that a list of conjuncts spells out, and the conjuncts that do. */
export interface Recognised {
  readonly field: Path
  readonly value: string
  /** Positions of the conjuncts that the test replaces. */
  readonly replaces: ReadonlySet<number>
}

/** The first value whose definition, given the other conjuncts, is written out among them. */
export function recogniseDerived(
  conjuncts: readonly Condition[],
  derived: readonly DerivedField[],
  index: PackIndex,
  surroundings: () => Surroundings,
): Recognised | undefined {
  let around: Surroundings | undefined
  for (const field of derived) {
    for (const [value, definition] of derivedValues(field, index)) {
      // A test of a field that the definition does not read is no part of it.
      const read = namesIn(definition)
      if (conjuncts.every((one) => 'field' in one && !read.has(fieldName(one) ?? ''))) continue
      around ??= surroundings()
      const wanted = specialise(definition, [...around, ...conjuncts.filter(isEquality)], index)
      const alone = specialise(definition, around, index)
      for (const goal of [wanted, alone]) {
        const replaces = positionsOf(partsOf(goal), conjuncts)
        if (replaces !== undefined) return { field: field.field.split('.'), value, replaces }
      }
      const rest = withEqualities(definition, conjuncts, around, index)
      if (rest !== undefined) return { field: field.field.split('.'), value, replaces: rest }
    }
  }
  return undefined
}

function namesIn(condition: Condition): ReadonlySet<string> {
  return new Set(fieldsRead(condition).map(dotted))
}

/** What has to hold together: `not (a or b)` is two conjuncts, as rules write it. */
function partsOf(goal: Condition): readonly Condition[] {
  if (goal.kind === 'And') return goal.children.flatMap(partsOf)
  if (goal.kind === 'Not' && goal.child.kind === 'Or') return goal.child.children.map((child) => not(child))
  return [goal]
}

/** Equalities of the definition itself are part of it, not of its surroundings: each is tried as what is replaced. */
function withEqualities(
  definition: Condition,
  conjuncts: readonly Condition[],
  around: Surroundings,
  index: PackIndex,
): ReadonlySet<number> | undefined {
  const read = namesIn(definition)
  const equalities = conjuncts.filter(isEquality)
  for (const [at, own] of conjuncts.entries()) {
    if (!isEquality(own) || !read.has(fieldName(own) ?? '')) continue
    const others = equalities.filter((one) => one !== own)
    const goal = specialise(definition, [...around, ...others], index)
    if (equals(goal, own)) return new Set([at])
  }
  return undefined
}

function isEquality(node: Condition): boolean {
  return node.kind === 'Compare' || node.kind === 'In' || node.kind === 'Match'
}

function positionsOf(parts: readonly Condition[], conjuncts: readonly Condition[]): ReadonlySet<number> | undefined {
  const found = new Set<number>()
  for (const part of parts) {
    if (part.kind === 'True' || part.kind === 'False') return undefined
    const at = conjuncts.findIndex((conjunct, i) => !found.has(i) && equals(conjunct, part))
    if (at === -1) return undefined
    found.add(at)
  }
  return found.size === 0 ? undefined : found
}
