import type { Condition, Scalar } from '@ruleglot/core'
import { emptyFacts, type Facts, kindsAt, learn, TRUTHY } from './facts.js'
import {
  type Count,
  FALSE,
  type Formula,
  type In,
  type Is,
  isLiteral,
  KIND,
  kindOf,
  LISTS,
  type Literal,
  type Place,
  possible,
  type Scope,
  type Several,
  type Some,
  type Test,
  TooLarge,
  TRUE,
  type Unknown,
} from './formula-node.js'

/** Formulas made, shared and simplified: literals beside each other are facts for the rest. */
export interface Store {
  readonly formulas: Map<string, Formula>
  readonly places: Map<string, Place>
  readonly negations: Map<number, Formula>
  /** Conjunctions and disjunctions that have been made, by the ids of their parts. */
  readonly made: Map<string, Formula>
  /** How many simplifications stand inside each other. */
  depth: number
  steps: number
}

const MOST_STEPS = 300_000

/** From here on formulas are only put together. */
const MANY_STEPS = 40_000

export function createStore(): Store {
  return { formulas: new Map(), places: new Map(), negations: new Map(), made: new Map(), depth: 0, steps: 0 }
}

export function place(store: Store, scope: Scope, path: readonly string[], exact: boolean): Place {
  const key = JSON.stringify([scope.id, path, exact])
  const known = store.places.get(key)
  if (known !== undefined) return known
  const parent = path.length === 0 ? undefined : place(store, scope, path.slice(0, -1), path.length > 1 && exact)
  const made: Place = { key, scope, path, exact, parent }
  store.places.set(key, made)
  return made
}

function intern<F extends Formula>(store: Store, key: string, make: (id: number) => F): F {
  const known = store.formulas.get(key)
  if (known !== undefined) return known as F
  const made = make(store.formulas.size + 2)
  store.formulas.set(key, made)
  return made
}

export function is(store: Store, node: Place, kinds: number): Formula {
  const all = possible(node)
  const mask = kinds & all
  if (mask === 0) return FALSE
  if (mask === all) return TRUE
  const atom = `is ${node.key} ${mask}`
  return intern<Is>(store, atom, (id) => ({ op: 'is', id, atom, negated: false, node, mask }))
}

export function isIn(store: Store, node: Place, values: readonly Scalar[]): Formula {
  return inLiteral(store, node, [...new Set(values)], false)
}

function inLiteral(store: Store, node: Place, values: readonly Scalar[], negated: boolean): Formula {
  const kept = values.filter((value) => (kindOf(value) & possible(node)) !== 0)
  if (kept.length === 0) return negated ? TRUE : FALSE
  const atom = `in ${node.key} ${JSON.stringify(kept)}`
  return intern<In>(store, `${negated ? '-' : '+'}${atom}`, (id) => ({
    op: 'in',
    id,
    atom,
    negated,
    node,
    values: kept,
  }))
}

export function test(
  store: Store,
  made: Omit<Test, 'op' | 'id' | 'atom' | 'negated'> & { readonly key: string },
): Formula {
  const { key, ...rest } = made
  const atom = `test ${rest.nodes.map((node) => node.key).join(' ')} ${key}`
  return intern<Test>(store, `+${atom}`, (id) => ({ op: 'test', id, atom, negated: false, ...rest }))
}

export function unknown(
  store: Store,
  made: Pick<Unknown, 'text' | 'reason' | 'span'> & { readonly refutes?: readonly string[]; readonly mark?: string },
): Formula {
  const atom = `unknown ${made.span.file} ${made.span.start} ${made.mark ?? ''} ${made.text}`
  const { text, reason, span, refutes = [] } = made
  return intern<Unknown>(store, `+${atom}`, (id) => ({
    op: 'unknown',
    id,
    atom,
    negated: false,
    text,
    reason,
    span,
    refutes,
  }))
}

/** Python takes what stands at the place for true. */
export function truthy(store: Store, node: Place): Formula {
  const leaf = (): Condition => ({ kind: 'True' })
  return test(store, {
    key: 'truthy',
    nodes: [node],
    mask: TRUTHY,
    leaf,
    needs: [],
    truthy: true,
    span: { start: 0, end: 0 },
  })
}

/** Some item of the list satisfies: what does not speak of the item stands outside. */
export function some(store: Store, scope: Scope, body: Formula): Formula {
  const list = scope.list as Place
  if (body === FALSE) return FALSE
  if (!speaksOf(body, scope)) return and(store, [is(store, list, KIND.array), body])
  if (body.op === 'and') {
    const outside = body.parts.filter((part) => !speaksOf(part, scope))
    if (outside.length > 0) {
      const inside = body.parts.filter((part) => speaksOf(part, scope))
      return and(store, [...outside, some(store, scope, and(store, inside))])
    }
  }
  const atom = `some ${scope.id} ${body.id}`
  return intern<Some>(store, `+${atom}`, (id) => ({ op: 'some', id, atom, negated: false, node: list, scope, body }))
}

export function countOf(
  store: Store,
  scope: Scope,
  body: Formula,
  sign: Count['sign'],
  count: number,
  distinct?: Place,
): Formula {
  if (body === FALSE && count > 0 && sign !== 'lt' && sign !== 'le') return FALSE
  const atom = `count ${scope.id} ${body.id} ${sign} ${count} ${distinct?.key ?? ''}`
  const node = scope.list as Place
  return intern<Count>(store, `+${atom}`, (id) => ({
    op: 'count',
    id,
    atom,
    negated: false,
    node,
    scope,
    body,
    sign,
    count,
    ...(distinct === undefined ? {} : { distinct }),
  }))
}

/** Whether a formula reads an item of the scope, or of a list inside of it. */
export function speaksOf(formula: Formula, scope: Scope, seen = new Set<Formula>()): boolean {
  if (seen.has(formula)) return false
  seen.add(formula)
  switch (formula.op) {
    case 'true':
    case 'false':
    case 'unknown':
      return false
    case 'and':
    case 'or':
      return formula.parts.some((part) => speaksOf(part, scope, seen))
    case 'is':
    case 'in':
      return formula.node.scope.id === scope.id
    case 'test':
      return formula.nodes.some((node) => node.scope.id === scope.id)
    case 'some':
    case 'count':
      return formula.node.scope.id === scope.id || speaksOf(formula.body, scope, seen)
  }
}

export function not(store: Store, formula: Formula): Formula {
  if (formula === TRUE) return FALSE
  if (formula === FALSE) return TRUE
  const known = store.negations.get(formula.id)
  if (known !== undefined) return known
  const made = negate(store, formula)
  store.negations.set(formula.id, made)
  store.negations.set(made.id, formula)
  return made
}

function negate(store: Store, formula: Formula): Formula {
  switch (formula.op) {
    case 'true':
      return FALSE
    case 'false':
      return TRUE
    case 'and':
    case 'or':
      return several(
        store,
        formula.op === 'and' ? 'or' : 'and',
        formula.parts.map((part) => not(store, part)),
      )
    case 'is':
      return is(store, formula.node, possible(formula.node) & ~formula.mask)
    default:
      return intern(store, `${formula.negated ? '+' : '-'}${formula.atom}`, (id) => ({
        ...formula,
        id,
        negated: !formula.negated,
      }))
  }
}

function several(store: Store, op: 'and' | 'or', parts: readonly Formula[]): Formula {
  if (parts.length === 0) return op === 'and' ? TRUE : FALSE
  if (parts.length === 1) return parts[0] as Formula
  return intern<Several>(store, `${op} ${parts.map(({ id }) => id).join(' ')}`, (id) => ({ op, id, parts }))
}

export function or(store: Store, parts: readonly Formula[]): Formula {
  const flat = flatten('or', parts)
  if (flat === undefined) return TRUE
  if (flat.length < 2) return flat[0] ?? FALSE
  return remembered(store, 'or', flat, () => disjunction(store, flat))
}

/** The same parts give the same formula, made once; deep inside others they are not simplified any further. */
function remembered(store: Store, op: 'and' | 'or', flat: readonly Formula[], make: () => Formula): Formula {
  const key = `${op} ${flat.map(({ id }) => id).join(' ')}`
  const known = store.made.get(key)
  if (known !== undefined) return known
  if (++store.steps > MOST_STEPS) throw new TooLarge()
  if (store.depth >= DEEPEST || store.steps > MANY_STEPS) return several(store, op, flat)
  store.depth++
  const made = make()
  store.depth--
  store.made.set(key, made)
  return made
}

const DEEPEST = 3

function disjunction(store: Store, flat: readonly Formula[]): Formula {
  const sets = flat.map((part) => (part.op === 'and' ? part.parts : [part]))
  const common = (sets[0] as readonly Formula[]).filter((part) => sets.every((set) => set.includes(part)))
  if (common.length > 0) {
    const rest = sets.map((set) =>
      and(
        store,
        set.filter((part) => !common.includes(part)),
      ),
    )
    return and(store, [...common, or(store, rest)])
  }
  return not(
    store,
    and(
      store,
      flat.map((part) => not(store, part)),
    ),
  )
}

export function and(store: Store, parts: readonly Formula[]): Formula {
  const flat = flatten('and', parts)
  if (flat === undefined) return FALSE
  if (flat.length < 2) return flat[0] ?? TRUE
  return remembered(store, 'and', flat, () => conjunction(store, flat, emptyFacts()))
}

/** The parts with those of the same kind opened, each once; undefined when one decides the whole. */
function flatten(op: 'and' | 'or', parts: readonly Formula[]): readonly Formula[] | undefined {
  const [neutral, deciding] = op === 'and' ? [TRUE, FALSE] : [FALSE, TRUE]
  const flat = new Set<Formula>()
  for (const part of parts) {
    if (part === deciding) return undefined
    if (part === neutral) continue
    if (part.op === op) for (const inner of (part as Several).parts) flat.add(inner)
    else flat.add(part)
  }
  return [...flat]
}

/** The formula where the facts hold: equal to it there, smaller, and anything elsewhere. */
export function under(store: Store, formula: Formula, facts: Facts): Formula {
  return assume(store, formula, facts, new Map())
}

function assume(store: Store, formula: Formula, facts: Facts, memo: Map<number, Formula>): Formula {
  if (formula.op === 'true' || formula.op === 'false') return formula
  const known = memo.get(formula.id)
  if (known !== undefined) return known
  if (++store.steps > MANY_STEPS) return formula
  let result: Formula
  if (formula.op === 'and' || formula.op === 'or') {
    const parts = formula.parts.map((part) => assume(store, part, facts, memo))
    result = parts.every((part, i) => part === formula.parts[i])
      ? formula
      : formula.op === 'and'
        ? and(store, parts)
        : or(store, parts)
  } else result = isLiteral(formula) ? decide(store, formula, facts, memo) : formula
  memo.set(formula.id, result)
  return result
}

function decide(store: Store, literal: Literal, facts: Facts, memo: Map<number, Formula>): Formula {
  const known = facts.known.get(literal.atom)
  if (known !== undefined) return known !== literal.negated ? TRUE : FALSE
  const no = literal.negated ? TRUE : FALSE
  switch (literal.op) {
    case 'is': {
      const can = kindsAt(literal.node, facts)
      if ((can & ~literal.mask) === 0) return TRUE
      return (can & literal.mask) === 0 ? FALSE : literal
    }
    case 'in': {
      const can = kindsAt(literal.node, facts)
      const allowed = facts.allowed.get(literal.node)
      const excluded = facts.excluded.get(literal.node) ?? []
      const left = literal.values.filter(
        (value) => (kindOf(value) & can) !== 0 && !excluded.includes(value) && (allowed?.includes(value) ?? true),
      )
      if (allowed?.every((value) => literal.values.includes(value))) return literal.negated ? FALSE : TRUE
      return left.length === literal.values.length ? literal : inLiteral(store, literal.node, left, literal.negated)
    }
    case 'test':
      if (literal.truthy) {
        const node = literal.nodes[0] as Place
        const can = kindsAt(node, facts)
        const allowed = facts.allowed.get(node)
        const yes = literal.negated ? FALSE : TRUE
        if ((can & TRUTHY) === 0 || allowed?.every((value) => !value)) return no
        if ((can & ~(KIND.array | KIND.object)) === 0 || allowed?.every(Boolean)) return yes
        return literal
      }
      return (kindsAt(literal.nodes[0] as Place, facts) & literal.mask) === 0 ? no : literal
    case 'some': {
      if ((kindsAt(literal.node, facts) & KIND.array) === 0) return no
      const body = assume(store, literal.body, facts, memo)
      if (body === literal.body) return literal
      const made = some(store, literal.scope, body)
      return literal.negated ? not(store, made) : made
    }
    case 'count': {
      if ((kindsAt(literal.node, facts) & LISTS) === 0) return no
      const body = assume(store, literal.body, facts, memo)
      if (body === literal.body) return literal
      const made = countOf(store, literal.scope, body, literal.sign, literal.count, literal.distinct)
      return literal.negated ? not(store, made) : made
    }
    case 'unknown':
      return literal
  }
}

/** The parts together: literals are facts for the other parts, what follows from the rest goes. */
function conjunction(store: Store, parts: readonly Formula[], facts: Facts): Formula {
  const literals: Literal[] = []
  let compounds: { readonly formula: Formula; readonly at: number }[] = []
  const order = new Map<Formula, number>()
  const add = (formula: Formula, at: number): boolean => {
    if (!isLiteral(formula)) {
      if (formula.op === 'and') return formula.parts.every((part) => add(part, at))
      if (formula.op === 'or') compounds.push({ formula, at })
      return formula.op !== 'false'
    }
    if (!order.has(formula)) {
      order.set(formula, at)
      literals.push(formula)
    }
    return learn(facts, formula)
  }
  for (const [at, part] of parts.entries()) if (!add(part, at)) return FALSE
  // A round may learn what the next one uses. Two are enough for rules; formulas that are cut short might go on for ever.
  for (let round = 0, changed = true; changed && round < 3; round++) {
    changed = false
    const before = compounds
    compounds = []
    const memo = new Map<number, Formula>()
    const seen = new Set<Formula>()
    for (const { formula, at } of before) {
      const now = assume(store, formula, facts, memo)
      if (now !== formula) changed = true
      if (seen.has(now)) continue
      seen.add(now)
      if (!add(now, at)) return FALSE
    }
  }
  const kept = literals.flatMap((literal) => {
    const left = withoutImplied(store, literal, literals, facts)
    return left === TRUE ? [] : [{ formula: left, at: order.get(literal) as number }]
  })
  const all = [...kept, ...compounds].sort((a, b) => a.at - b.at).map(({ formula }) => formula)
  return several(store, 'and', [...new Set(all)])
}

/** The literal, or what is left of it where the other literals say the rest. */
function withoutImplied(store: Store, literal: Literal, all: readonly Literal[], facts: Facts): Formula {
  if (literal.op === 'in') {
    const same = all.filter((other) => other.op === 'in' && other.node === literal.node)
    if (literal.negated) {
      if (facts.allowed.has(literal.node)) return TRUE
      const first = same.find((other) => other.negated)
      const can = kindsAt(literal.node, facts)
      const truth = all.some(
        (other) => other.op === 'test' && other.truthy === true && !other.negated && other.nodes[0] === literal.node,
      )
      const values = (facts.excluded.get(literal.node) ?? []).filter(
        (value) => (kindOf(value) & can) !== 0 && !(truth && !value),
      )
      return first === literal ? inLiteral(store, literal.node, values, true) : TRUE
    }
    const first = same.find((other) => !other.negated)
    return first === literal ? inLiteral(store, literal.node, facts.allowed.get(literal.node) ?? [], false) : TRUE
  }
  if (literal.op === 'unknown' && literal.negated) {
    return all.some((other) => other.op === 'unknown' && !other.negated && other.refutes.includes(literal.atom))
      ? TRUE
      : literal
  }
  if (literal.op === 'test' && literal.truthy) {
    const allowed = facts.allowed.get(literal.nodes[0] as Place)
    return !literal.negated && allowed?.every(Boolean) ? TRUE : literal
  }
  if (literal.op !== 'is') return literal
  const first = all.find((other) => other.op === 'is' && other.node === literal.node)
  if (first !== literal) return TRUE
  let mask = possible(literal.node)
  let implied = possible(literal.node)
  for (const other of all) {
    if (other.op === 'is' && other.node === literal.node) mask &= other.mask
    else if (!other.negated && other.op === 'in' && other.node === literal.node) {
      implied &= other.values.reduce<number>((kinds, value) => kinds | kindOf(value), 0)
    } else if (!other.negated && other.op === 'test' && other.nodes[0] === literal.node) implied &= other.mask
    else if (!other.negated && other.op === 'some' && other.node === literal.node) implied &= KIND.array
    if (isBelow(other, literal.node)) implied &= KIND.object
  }
  const { parent } = literal.node
  if (parent !== undefined && (kindsAt(parent, facts) & KIND.object) === 0) implied &= KIND.missing
  return (implied & ~mask) === 0 ? TRUE : is(store, literal.node, mask)
}

/** Whether a literal that holds needs something to stand below the place. */
function isBelow(literal: Literal, above: Place): boolean {
  if (literal.negated) return false
  const nodes =
    literal.op === 'is'
      ? (literal.mask & KIND.missing) === 0
        ? [literal.node]
        : []
      : literal.op === 'test'
        ? literal.nodes.slice(0, 1)
        : literal.op === 'in' || literal.op === 'some'
          ? [literal.node]
          : []
  return nodes.some((node) => {
    for (let up = node.parent; up !== undefined; up = up.parent) if (up === above) return true
    return false
  })
}
