import {
  type Assumption,
  type AssumptionKind,
  and,
  type Condition,
  compare,
  count,
  exists,
  isIn,
  not,
  opaque,
  or,
  type Path,
  type Scalar,
  type ShapeKind,
  type Span,
  shape,
  some,
} from '@ruleglot/core'
import { speaksOf } from './formula.js'
import {
  ANY,
  type Formula,
  isLiteral,
  KIND,
  type Literal,
  type Place,
  possible,
  type Scope,
  TooLarge,
} from './formula-node.js'
import { MOST_NODES } from './formula-size.js'
import type { Machine } from './machine.js'
import { absolute, assumed, assumedFacts, kindsOf, placesIn, type Role } from './roles.js'

/** The language of what is kept unread. */
export const PYTHON = 'panther-python'

export interface Rendering {
  readonly m: Machine
  readonly explicit: boolean
  readonly assumptions: Assumption[]
  /** Places that the condition speaks of: what is assumed of them is named already. */
  readonly spoken: Set<Place>
  /** Lists by scope of which it is named that no null stands in them. */
  readonly nulls: Set<string>
  readonly span: Span
  /** Places of which list or scalar is assumed. */
  readonly roles: ReadonlyMap<Place, Role>
  /** Whether an assumption may be made at all. */
  readonly allowed: (kind: AssumptionKind, path: Path) => boolean
  /** Outer conditions that items are asked about, by atom: names of Let. */
  readonly lets: {
    readonly scope: string
    readonly names: Map<string, { readonly name: string; readonly literal: Literal }>
  }[]
}

export function toCondition(formula: Formula, r: Rendering): Condition {
  // The cut before has counted; what comes here larger is too large all the same.
  if (++r.m.rendered > 2 * MOST_NODES) throw new TooLarge()
  switch (formula.op) {
    case 'true':
      return { kind: 'True' }
    case 'false':
      return { kind: 'False' }
    case 'and':
      return conjunction(formula.parts, r)
    case 'or':
      return disjunction(formula.parts, r)
    default:
      return literal(formula, r)
  }
}

function conjunction(parts: readonly Formula[], r: Rendering): Condition {
  const children = flat(
    'And',
    parts.map((part) => toCondition(part, r)),
  )
  return children.length === 1 ? (children[0] as Condition) : and(children)
}

function disjunction(parts: readonly Formula[], r: Rendering): Condition {
  // All negated: one negation of all of them reads better.
  if (parts.every((part) => isNegative(part, r))) {
    const inner = conjunction(
      parts.map((part) => opposite(part)),
      r,
    )
    return not(inner)
  }
  const children = flat(
    'Or',
    parts.map((part) => toCondition(part, r)),
  )
  return children.length === 1 ? (children[0] as Condition) : or(children)
}

function isNegative(part: Formula, r: Rendering): boolean {
  if (!isLiteral(part)) return false
  if (part.op !== 'is') return part.negated
  return !r.explicit && (part.mask & (KIND.missing | KIND.null)) !== 0
}

function opposite(part: Formula): Formula {
  if (part.op === 'is') return { ...part, mask: possible(part.node) & ~part.mask }
  return { ...part, negated: !(part as Literal).negated } as Formula
}

function flat(kind: 'And' | 'Or', children: readonly Condition[]): readonly Condition[] {
  const seen = new Map<string, Condition>()
  for (const child of children) {
    for (const one of child.kind === kind ? (child as { children: readonly Condition[] }).children : [child]) {
      const key = keyOf(one)
      if (!seen.has(key)) seen.set(key, one)
    }
  }
  return [...seen.values()]
}

const KEYS = new WeakMap<Condition, string>()

/** Equal for equal conditions: their text without spans, made once. */
function keyOf(condition: Condition): string {
  const known = KEYS.get(condition)
  if (known !== undefined) return known
  const key = newKey(condition)
  KEYS.set(condition, key)
  return key
}

function newKey(condition: Condition): string {
  switch (condition.kind) {
    case 'And':
    case 'Or':
      return `${condition.kind}[${condition.children.map(keyOf).join()}]`
    case 'Not':
      return `Not[${keyOf(condition.child)}]`
    default:
      return JSON.stringify(condition, (name, value) => (name === 'span' ? undefined : value))
  }
}

function literal(formula: Literal, r: Rendering): Condition {
  const positive = positiveLiteral(formula, r)
  if (formula.op === 'is' || !formula.negated) return positive
  return positive.kind === 'Not' ? positive.child : not(positive)
}

function positiveLiteral(formula: Literal, r: Rendering): Condition {
  const named = letName(formula, r)
  if (named !== undefined) return { kind: 'Ref', name: named }
  switch (formula.op) {
    case 'is':
      return kinds(formula.node, formula.mask, r)
    case 'in': {
      const path = pathOf(formula.node, r)
      const values = plainValues(formula.values, formula.node, r)
      const [first, ...more] = values
      const leaf =
        first !== undefined && more.length === 0
          ? compare(path, 'eq', first, { span: r.span })
          : isIn(path, values, r.span)
      return guarded([formula.node], leaf, r)
    }
    case 'test': {
      if (formula.truthy) {
        const node = formula.nodes[0] as Place
        const can = possible(node) & (r.explicit ? ANY : (assumedFacts(r.roles).masks.get(node) ?? ANY))
        const present = kinds(node, can & (KIND.boolean | KIND.number | KIND.string | KIND.array | KIND.object), r)
        if ((can & (KIND.boolean | KIND.number | KIND.string)) === 0) return present
        return conjoin(flat('And', [present, not(guarded([node], isIn(pathOf(node, r), ['', 0, false], r.span), r))]))
      }
      for (const node of formula.nodes) for (const need of formula.needs) assume(r, need, node)
      return guarded(formula.nodes, formula.leaf(formula.nodes.map((node) => pathOf(node, r))), r)
    }
    case 'some':
    case 'count':
      return quantifier(formula, r)
    case 'unknown':
      return opaque(PYTHON, formula.text, [], formula.span)
  }
}

function quantifier(formula: Literal & { op: 'some' | 'count' }, r: Rendering): Condition {
  const { node, scope } = formula
  const lets = outerLiterals(formula.body, scope)
  const names = new Map<string, { name: string; literal: Literal }>()
  for (const one of lets)
    names.set(one.atom, { name: `outer${r.lets.length}_${names.size}`, literal: { ...one, negated: false } as Literal })
  const inner: Rendering = { ...r, lets: [...r.lets, { scope: scope.id, names }] }
  const body = toCondition(formula.body, inner)
  const path = pathOf(node, r)
  assumeList(node, scope, r)
  if (formula.op === 'count' && formula.distinct !== undefined) assume(r, 'distinctValues', formula.distinct)
  let made: Condition = formula.op === 'some' ? simpleSome(path, body) : count(path, body, formula.sign, formula.count)
  for (const { name, literal: outer } of [...names.values()].reverse()) {
    made = { kind: 'Let', name, value: positiveLiteral(outer, r), body: made }
  }
  return r.explicit || r.roles.get(node) === 'either' ? listOnly(node, made, r) : made
}

/** `Some(p, leaf of the item)` is the leaf on p. */
function simpleSome(path: Path, body: Condition): Condition {
  if (
    'field' in body &&
    Array.isArray(body.field) &&
    body.field.length === 0 &&
    body.kind !== 'Shape' &&
    body.kind !== 'Exists'
  ) {
    return { ...body, field: path } as Condition
  }
  return some(path, body)
}

/** Literals of places around the list: read there and named. */
function outerLiterals(body: Formula, scope: Scope): readonly Literal[] {
  const found = new Map<string, Literal>()
  const seen = new Set<Formula>()
  const visit = (formula: Formula): void => {
    if (seen.has(formula)) return
    seen.add(formula)
    if (!isLiteral(formula)) {
      if ('parts' in formula) for (const part of formula.parts) visit(part)
      return
    }
    if (formula.op === 'unknown') return
    const nodes = formula.op === 'test' ? formula.nodes : [formula.node]
    if (formula.op === 'some' || formula.op === 'count') {
      if (formula.node.scope.depth >= scope.depth || speaksOf(formula, scope)) visit(formula.body)
      else found.set(formula.atom, formula)
      return
    }
    if (nodes.every((node) => node.scope.depth < scope.depth)) found.set(formula.atom, formula)
  }
  visit(body)
  return [...found.values()]
}

function letName(formula: Literal, r: Rendering): string | undefined {
  for (let i = r.lets.length - 1; i >= 0; i--) {
    const found = r.lets[i]?.names.get(formula.atom)
    if (found !== undefined) return found.name
  }
  return undefined
}

function pathOf(node: Place, r: Rendering): Path {
  if (node.exact || (!r.explicit && r.allowed('keyCase', absolute(node)))) return node.path
  return node.path.map((key) => ({ key, ignoreCase: true }) as const)
}

/** A leaf of values, true only where Python sees one value. */
function guarded(nodes: readonly Place[], leaf: Condition, r: Rendering): Condition {
  const tests: Condition[] = []
  for (const node of nodes) {
    read(node, r)
    if (r.explicit || r.roles.get(node) === 'either') tests.push(...noLists(node, r, node.path.length))
  }
  return tests.length === 0 ? leaf : and([...flat('And', tests), leaf])
}

function listOnly(node: Place, made: Condition, r: Rendering): Condition {
  const tests = [...noLists(node, r, node.path.length - 1), shape(pathOf(node, r), ['array'])]
  return and([...flat('And', tests), made])
}

function noLists(node: Place, r: Rendering, length: number): readonly Condition[] {
  const path = pathOf(node, r)
  const tests: Condition[] = []
  for (let i = 1; i <= length; i++) {
    tests.push(not(shape(path.slice(0, i), ['array', 'emptyArray'])))
  }
  return tests
}

const SHAPES: readonly (readonly [number, ShapeKind])[] = [
  [KIND.missing, 'missing'],
  [KIND.null, 'null'],
  [KIND.boolean, 'boolean'],
  [KIND.number, 'number'],
  [KIND.string, 'string'],
  [KIND.emptyArray, 'emptyArray'],
  [KIND.array, 'array'],
  [KIND.emptyObject, 'emptyObject'],
  [KIND.object, 'object'],
]

function shapeOf(path: Path, mask: number): Condition {
  return shape(
    path,
    SHAPES.filter(([kind]) => (mask & kind) !== 0).map(([, name]) => name),
  )
}

/** The place holds one of these kinds. */
function kinds(node: Place, mask: number, r: Rendering): Condition {
  const path = pathOf(node, r)
  if (node.path.length === 0) return shapeOf(path, mask & possible(node))
  if (r.explicit || r.roles.get(node) === 'either') {
    if ((mask & KIND.missing) !== 0) {
      const other = kinds(node, possible(node) & ~mask, r)
      return not(other)
    }
    read(node, r, true)
    return conjoin([...noLists(node, r, node.path.length - 1), shapeOf(path, mask)])
  }
  const role = r.roles.get(node) ?? 'scalar'
  const all = kindsOf(role)
  const wanted = mask & all
  const absent = KIND.missing | KIND.null
  const hollow = absent | KIND.emptyArray | KIND.emptyObject
  read(node, r, true)
  const full = all & ~hollow
  if ((wanted & absent) === 0 && (wanted & full) === full && role !== 'either') {
    // Holds something: an object with nothing in it is told apart by the assumption.
    if (role === 'scalar' && r.allowed('noEmptyObject', absolute(node))) {
      assume(r, 'noEmptyObject', node)
      return exists(path, r.span)
    }
    if (role !== 'list') return shapeOf(path, wanted)
    return wanted & KIND.emptyArray ? shapeOf(path, wanted) : shape(path, ['array'], r.span)
  }
  if (
    (wanted & absent) === absent &&
    (wanted & full) === 0 &&
    role === 'scalar' &&
    r.allowed('noEmptyObject', absolute(node))
  ) {
    assume(r, 'noEmptyObject', node)
    return not(exists(path, r.span))
  }
  if ((all & ~wanted) === 0) return { kind: 'True' }
  if ((all & ~wanted) === KIND.missing) return not(shape(path, ['missing'], r.span))
  return shapeOf(path, wanted)
}

function conjoin(children: readonly Condition[]): Condition {
  return children.length === 1 ? (children[0] as Condition) : and(children)
}

/** Python's True is 1: a rule that asks for numbers means no booleans. */
function plainValues(values: readonly Scalar[], node: Place, r: Rendering): readonly Scalar[] {
  if (r.explicit || values.includes('') || !r.allowed('notBoolean', absolute(node))) return values
  const kept = values.filter((value, i) => {
    if (typeof value !== 'boolean') return true
    const number = values.indexOf(value ? 1 : 0)
    return number === -1 || number > i
  })
  if (kept.length < values.length) assume(r, 'notBoolean', node)
  return kept
}

/** What reading a place relies on. `whole`: what stands below it matters as well. */
export function read(node: Place, r: Rendering, whole = false): void {
  if (node.path.length === 0) return
  r.spoken.add(node)
  const last = r.roles.get(node) ?? 'scalar'
  if (!r.explicit) {
    if (last === 'scalar') assume(r, 'scalar', node)
    else if (last === 'list') assume(r, 'list', node)
    else if (last !== 'either') {
      assume(r, 'scalar', node)
      assume(r, KIND_OF_ROLE[last], node)
    }
    if (!node.exact && r.allowed('keyCase', absolute(node))) assume(r, 'keyCase', node)
  }
  if (whole || node.path.length > 1 || node.path.some((key) => key.includes('.'))) assume(r, 'nestedKeys', node)
}

const KIND_OF_ROLE = {
  text: 'stringWhenPresent',
  number: 'numberWhenPresent',
  boolean: 'booleanWhenPresent',
  object: 'objectWhenPresent',
} as const

/** What is assumed of the items of lists, which no leaf of its own says. */
export function assumeItems(r: Rendering): void {
  for (const [node, role] of r.roles) {
    if (node.path.length === 0 && role !== 'scalar' && role !== 'list' && role !== 'either')
      assume(r, KIND_OF_ROLE[role], node)
  }
}

/**
 * What is assumed of places that the condition no longer speaks of, where that is why it does not: a list of which the
 * rule asks something, under `scalar`, leaves no trace but must be named. To be called after all has been written.
 */
export function assumeDropped(r: Rendering, before: Formula, after: Formula): void {
  // No formula sees null in a list: where it matters and the list is not asked about any more, it is said all the same.
  for (const [id, list] of r.m.nulls) if (!r.nulls.has(id)) assume(r, 'noNullElements', list)
  const kept = placesIn([after])
  const gone = [...r.roles].filter(
    ([node, role]) => role !== 'either' && node.path.length > 0 && !kept.has(node) && !r.spoken.has(node),
  )
  const roles = new Map(r.roles)
  for (const [node] of gone) roles.delete(node)
  if (gone.length === 0 || assumed(r.m.store, before, roles) === after) return
  for (const [i, [node, role]] of gone.entries()) {
    const less = new Map([...roles, ...gone.slice(i + 1)])
    if (i < MOST_ASKED && assumed(r.m.store, before, less) === after) continue
    roles.set(node, role)
    read(node, r)
  }
}

/** Each answer goes through the whole formula again. */
const MOST_ASKED = 16

function assumeList(node: Place, scope: Scope, r: Rendering): void {
  read(node, r)
  if (node.path.length > 0 && r.roles.get(node) !== 'list') assume(r, 'flatLists', node)
  if (!r.m.nulls.has(scope.id)) return
  r.nulls.add(scope.id)
  assume(r, 'noNullElements', node)
}

const WHY: Partial<Record<AssumptionKind, string>> = {
  scalar: 'Python compares the value that stands there; a list is not its elements',
  stringWhenPresent: '`in` asks for a part of a text; of anything else it means something different',
  list: 'the rule goes through it as a list of values',
  flatLists: 'Python does not open a list inside a list',
  nestedKeys: 'get() and deep_get() go from key to key',
  keyCase: 'get() and deep_get() ignore the letter case of keys',
  notBoolean: "Python's True is 1 and False is 0",
  asciiCase: "lower() and upper() differ from ruleglot's folding on a few letters",
  noEmptyObject: 'an object that holds nothing is not None',
  distinctValues: 'deep_walk() gives equal values once, and one value bare',
  noNullElements: 'null in the list makes the rule raise, or is an item like others',
}

function assume(r: Rendering, kind: AssumptionKind, node: Place): void {
  r.assumptions.push({ kind, path: spelled(node, r), why: WHY[kind] ?? 'Python reads it so', span: r.span })
}

/** The path from the event with letter case as the condition reads it. */
function spelled(node: Place, r: Rendering): Path {
  const around = node.scope.list
  return around === undefined ? pathOf(node, r) : [...spelled(around, r), ...pathOf(node, r)]
}
