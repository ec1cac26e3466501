import {
  and,
  type Condition,
  compare,
  count,
  isIn,
  not,
  or,
  type Path,
  some,
  withoutRedundantExists,
} from '@ruleglot/core'
import { distinctChildren } from './distinct-children.js'
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
import { joinedNegations } from './joined-negations.js'
import { conjoin, guarded, kinds, listOnly, plainValues } from './render-kinds.js'
import { assume, assumeList, pathOf, type Rendering, spanOf } from './rendering.js'
import { absolute, assumedFacts } from './roles.js'
import { speaksOf } from './speaks-of.js'
import { unreadPart } from './unread-part.js'

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
  const children = distinctChildren(
    'And',
    parts.map((part) => toCondition(part, r)),
  )
  const joined = joinedNegations(withoutRedundantExists('And', children))
  return joined.length === 1 ? (joined[0] as Condition) : and(joined)
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
  const children = distinctChildren(
    'Or',
    withoutBooleans(parts, r).map((part) => toCondition(part, r)),
  )
  const needed = withoutRedundantExists('Or', children)
  return needed.length === 1 ? (needed[0] as Condition) : or(needed)
}

/** Python's True is 1: a rule that asks whether a number is above another means no booleans. */
function withoutBooleans(parts: readonly Formula[], r: Rendering): readonly Formula[] {
  if (r.explicit) return parts
  return parts.filter((part) => {
    if (part.op !== 'in' || part.negated || !part.values.every((value) => typeof value === 'boolean')) return true
    const ordered = parts.some((other) => other.op === 'test' && other.atom.startsWith(`test ${part.node.key} number `))
    if (!ordered || !r.allowed('notBoolean', absolute(part.node))) return true
    assume(r, 'notBoolean', part.node)
    return false
  })
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

export function literal(formula: Literal, r: Rendering): Condition {
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
      const span = spanOf(formula.node, r, values)
      const leaf =
        first !== undefined && more.length === 0 ? compare(path, 'eq', first, { span }) : isIn(path, values, span)
      return guarded([formula.node], leaf, r)
    }
    case 'test': {
      if (formula.truthy) {
        const node = formula.nodes[0] as Place
        const can = possible(node) & (r.explicit ? ANY : (assumedFacts(r.roles).masks.get(node) ?? ANY))
        const present = kinds(node, can & (KIND.boolean | KIND.number | KIND.string | KIND.array | KIND.object), r)
        if ((can & (KIND.boolean | KIND.number | KIND.string)) === 0) return present
        return conjoin(
          distinctChildren('And', [
            present,
            not(guarded([node], isIn(pathOf(node, r), ['', 0, false], spanOf(node, r)), r)),
          ]),
        )
      }
      for (const node of formula.nodes) for (const need of formula.needs) assume(r, need, node)
      return guarded(formula.nodes, formula.leaf(formula.nodes.map((node) => pathOf(node, r))), r)
    }
    case 'some':
    case 'count':
      return quantifier(formula, r)
    case 'unknown':
      return unreadPart(formula, r)
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
