import { type Step, stepsOf } from '../evaluate/reach.js'
import type { Handlers } from '../ir/child-keys.js'
import { childrenOf } from '../ir/child-keys.js'
import { leastOf } from '../ir/least-of.js'
import type { Condition, CountNode, Field, LetNode, ShapeKind } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { stableText } from '../normalise/structural-order.js'
import { elementKind } from './element-kind.js'
import type { FieldPatterns } from './field-pattern.js'
import { ALWAYS, EVENT_KEY, EVERY_KIND, type Formula, type Formulas, KIND, NEVER, negate } from './formula.js'
import type { KeyFamilies } from './key-families.js'
import { neededFor } from './made-of.js'
import { scalarTest } from './scalar-test.js'
import { scalarView } from './scalar-view.js'

export interface Compiler {
  readonly formulas: Formulas
  readonly patterns: FieldPatterns
  readonly families: KeyFamilies
  /** Keys on this path, absolute, have the letter case that it spells. */
  readonly keyCase: (path: Path) => boolean
}

/** A condition as a formula about the object that holds the event. Uninterpreted leaves become free atoms. */
export function compileCondition(condition: Condition, compiler: Compiler): Formula {
  return compile(condition, { ...compiler, scope: [EVENT_KEY], absolute: [], bound: new Map() })
}

interface Place extends Compiler {
  /** What to put before a path: the event's own key, or nothing inside an element. */
  readonly scope: readonly string[]
  /** The element's path from the event; undefined where it has none. */
  readonly absolute: Path | undefined
  readonly bound: ReadonlyMap<string, Formula>
}

function compile(node: Condition, place: Place): Formula {
  return (COMPILE[node.kind] as (node: Condition, place: Place) => Formula)(node, place)
}

const COMPILE: Handlers<Formula, Place> = {
  True: () => ALWAYS,
  False: () => NEVER,
  And: ({ children }, place) => place.formulas.and(children.map((child) => compile(child, place))),
  Or: ({ children }, place) => place.formulas.or(children.map((child) => compile(child, place))),
  Not: ({ child }, place) => negate(compile(child, place)),
  Compare: (node, place) =>
    typeof node.value === 'object'
      ? uninterpreted(node, place)
      : onField(node, node.field, place, place.formulas.scalar(scalarTest(node))),
  In: (node, place) => onField(node, node.field, place, place.formulas.scalar(scalarTest(node))),
  Match: (node, place) => onField(node, node.field, place, place.formulas.scalar(scalarTest(node))),
  Regex: (node, place) => onField(node, node.field, place, place.formulas.scalar(scalarTest(node))),
  Cidr: (node, place) => onField(node, node.field, place, place.formulas.scalar(scalarTest(node))),
  Exists: (node, place) => onField(node, node.field, place, place.formulas.below(ALWAYS)),
  Shape: ({ field, kinds }, place) => shape(field, kinds, place),
  CompareFields: uninterpreted,
  Tokens: uninterpreted,
  Search: ({ scope, condition }, place) =>
    reached(
      scope,
      place,
      // What it looks at are scalars.
      place.formulas.below(
        scalarView(place.formulas)(compile(condition, { ...place, scope: [], absolute: undefined })),
      ),
    ),
  Some: ({ path, condition }, place) => reached(path, place, compile(condition, inside(path, place))),
  Every: ({ path, condition }, place) => negate(reached(path, place, negate(compile(condition, inside(path, place))))),
  Count: countOf,
  Let: letOf,
  Ref: ({ name }, place) => place.bound.get(name) ?? place.formulas.free({ kind: 'Ref', name }, `Ref ${name}`),
  Opaque: (node, { formulas }) =>
    formulas.free(node, `Opaque ${JSON.stringify([node.language, node.text, node.mark])}`),
}

/** Names bound outside are not seen: `letOf` has put constants in their place. */
function inside(path: Path, place: Place): Place {
  return { ...place, scope: [], absolute: place.absolute && [...place.absolute, ...path] }
}

function onField(node: Condition, field: Field, place: Place, inner: Formula): Formula {
  if (isPath(field)) return reached(field, place, inner)
  if ('call' in field) return uninterpreted(node, place)
  return place.formulas.some(place.scope, place.formulas.fitting(place.patterns.restOf(field.pattern), inner))
}

function isPath(field: Field): field is Path {
  return Array.isArray(field)
}

/** Some element of the path is so. */
function reached(path: Path, place: Place, inner: Formula): Formula {
  return reach(stepsIn(path, place), place.scope, place, inner)
}

/** The keys of a path; letter case matters where the events are known to have that of the path. */
function stepsIn(path: Path, place: Place): readonly Step[] {
  const steps = stepsOf(path)
  const exact = place.absolute !== undefined && place.keyCase([...place.absolute, ...path])
  return steps.map((step) =>
    exact || (step.folded !== undefined && (place.families.get(step.folded)?.length ?? 0) < 2)
      ? { key: step.key, folded: undefined }
      : step,
  )
}

function reach(steps: readonly Step[], before: readonly string[], place: Place, inner: Formula): Formula {
  const at = steps.findIndex(({ folded }) => folded !== undefined)
  if (at < 0) return place.formulas.some([...before, ...steps.map(({ key }) => key)], inner)
  const [step, rest] = [steps[at] as Step, steps.slice(at + 1)]
  const found = resolved(step, place, (key) => reach(rest, [key], place, inner))
  return place.formulas.some([...before, ...steps.slice(0, at).map(({ key }) => key)], found)
}

/** What is said of the key that a step finds in an object: the exact one, else the first that is equal when folded. */
function resolved({ key, folded }: Step, { formulas, families }: Place, of: (key: string) => Formula): Formula {
  if (folded === undefined) return of(key)
  const others = (families.get(folded) ?? []).filter((other) => other !== key)
  const absent = formulas.node(key, KIND.missing)
  const ways = others.map((other) => {
    const whole = of(other)
    return others.length === 1 ? whole : formulas.and([formulas.first(folded, other), whole])
  })
  return formulas.or([formulas.and([negate(absent), of(key)]), formulas.and([absent, formulas.or(ways)])])
}

function shape(path: Path, kinds: readonly ShapeKind[], place: Place): Formula {
  const { formulas } = place
  const mask = kinds.reduce((all, kind) => all | KIND[kind], 0)
  const steps = stepsIn(path, place)
  const last = steps[steps.length - 1]
  if (last === undefined) {
    if (place.scope.length > 0) return formulas.node(EVENT_KEY, mask & ~KIND.missing)
    return elementKind(mask, formulas)
  }
  const above = steps.slice(0, -1)
  const some = (inner: Formula): Formula => reach(above, place.scope, place, inner)
  const present = some(resolved(last, place, (key) => formulas.node(key, mask & ~KIND.missing)))
  if ((mask & KIND.missing) === 0) return present
  const keys = last.folded === undefined ? [last.key] : (place.families.get(last.folded) ?? [last.key])
  const there = formulas.or(keys.map((key) => formulas.node(key, EVERY_KIND & ~KIND.missing)))
  if (mask === KIND.missing) return negate(some(there))
  // One atom where the path is a key of the element itself.
  if (place.scope.length === 0 && above.length === 0 && keys.length === 1) return formulas.node(last.key, mask)
  return formulas.or([present, negate(some(there))])
}

function countOf(node: CountNode, place: Place): Formula {
  const inner = compile(node.condition, inside(node.path, place))
  const steps = stepsIn(node.path, place)
  if (steps.some(({ folded }) => folded !== undefined)) return uninterpreted(node, place)
  const path = [...place.scope, ...steps.map(({ key }) => key)]
  const atLeast = (least: number): Formula => {
    if (least <= 0) return ALWAYS
    if (path.length === 0) return least === 1 ? inner : NEVER
    return least === 1 ? place.formulas.some(path, inner) : place.formulas.count(path, inner, least)
  }
  const { op, count } = node
  if (op === 'eq') {
    return Number.isInteger(count) && count >= 0
      ? place.formulas.and([atLeast(count), negate(atLeast(count + 1))])
      : NEVER
  }
  const { least, negated } = leastOf(op, count)
  return negated ? negate(atLeast(least)) : atLeast(least)
}

/**
 * A shared part is put where it is used in the same element. Inside elements of the body it is a constant there: the
 * body is written for either value.
 */
function letOf({ name, value, body }: LetNode, place: Place): Formula {
  const shared = compile(value, place)
  const with_ = (formula: Formula): Formula =>
    compile(body, { ...place, bound: new Map(place.bound).set(name, formula) })
  if (!usedInside(name, body)) return with_(shared)
  const { and, or } = place.formulas
  return or([and([shared, with_(ALWAYS)]), and([negate(shared), with_(NEVER)])])
}

function usedInside(name: string, body: Condition): boolean {
  const stack: [Condition, boolean][] = [[body, false]]
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [node, deeper] = entry
    if (node.kind === 'Ref' && node.name === name && deeper) return true
    if (node.kind === 'Let' && node.name === name) {
      stack.push([node.value, deeper])
      continue
    }
    const opens = node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count' || node.kind === 'Search'
    for (const child of childrenOf(node)) stack.push([child, deeper || opens])
  }
  return false
}

/** A free atom, and what is known all the same: such a leaf needs values that it can be true of. */
function uninterpreted(node: Condition, place: Place): Formula {
  const { span: _span, ...content } = node
  const { and, free, scalar } = place.formulas
  const needed = neededFor(node).flatMap(({ path, tests }) => tests.map((test) => reached(path, place, scalar(test))))
  return and([free(node, stableText(content)), ...needed])
}
