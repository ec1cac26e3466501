import { emptyFacts, type Facts, kindsAt, learn, TRUTHY } from './facts.js'
import {
  type Count,
  FALSE,
  type Formula,
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
  TooLarge,
  TRUE,
} from './formula-node.js'
import { literalsTogether, withoutImplied } from './implied.js'
import { inLiteral, is } from './literals.js'
import { speaksOf } from './speaks-of.js'
import { intern, MANY_STEPS, MOST_PARTS, MOST_STEPS, type Store } from './store.js'
import { unreadItems } from './unread-items.js'

/** Some item of the list satisfies: what does not speak of the item stands outside. */
export function some(store: Store, scope: Scope, body: Formula): Formula {
  const list = scope.list as Place
  if (body === FALSE) return FALSE
  const unread = unreadItems(store, scope, body, 'some', combine(store))
  if (unread !== undefined) {
    const { most, least, between } = unread
    return and(store, [
      is(store, list, KIND.array),
      some(store, scope, most),
      or(store, [some(store, scope, least), between]),
    ])
  }
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
  const unread = unreadItems(store, scope, body, `${sign} ${count}`, combine(store))
  if (unread !== undefined) return and(store, [is(store, scope.list as Place, LISTS), unread.between])
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

function combine(store: Store): (op: 'and' | 'or', parts: readonly Formula[]) => Formula {
  return (op, parts) => (op === 'and' ? and(store, parts) : or(store, parts))
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

export function several(store: Store, op: 'and' | 'or', parts: readonly Formula[]): Formula {
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
  // A function of many branches asks after each of them what all of the others leave over.
  store.parts += flat.length
  if (store.parts > MOST_PARTS) throw new TooLarge()
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
  const together = literalsTogether(literals)
  const kept = literals.flatMap((literal) => {
    const left = withoutImplied(store, literal, together, facts)
    return left === TRUE ? [] : [{ formula: left, at: order.get(literal) as number }]
  })
  const all = [...kept, ...compounds].sort((a, b) => a.at - b.at).map(({ formula }) => formula)
  return several(store, 'and', [...new Set(all)])
}
