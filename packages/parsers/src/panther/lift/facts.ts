import type { Scalar } from '@ruleglot/core'
import { KIND, kindOf, type Literal, type Place, possible, SCALARS } from './formula-node.js'

/** Kinds of which Python may take one for true: all that are not empty. */
export const TRUTHY = SCALARS | KIND.array | KIND.object

/** What is known where a formula stands. */
export interface Facts {
  readonly masks: Map<Place, number>
  readonly allowed: Map<Place, readonly Scalar[]>
  readonly excluded: Map<Place, readonly Scalar[]>
  /** By atom. */
  readonly known: Map<string, boolean>
}

export function emptyFacts(): Facts {
  return { masks: new Map(), allowed: new Map(), excluded: new Map(), known: new Map() }
}

/** The kinds that can stand at a place: none but `missing` below what is no object. */
export function kindsAt(node: Place, facts: Facts): number {
  const own = facts.masks.get(node) ?? possible(node)
  if (node.parent === undefined) return own
  return (kindsAt(node.parent, facts) & KIND.object) === 0 ? own & KIND.missing : own
}

/** Adds a literal that holds; false when it contradicts what is known. */
export function learn(facts: Facts, literal: Literal): boolean {
  switch (literal.op) {
    case 'is':
      return learnKinds(facts, literal.node, literal.mask)
    case 'in': {
      const { node, values, negated } = literal
      if (negated) {
        facts.excluded.set(node, [...new Set([...(facts.excluded.get(node) ?? []), ...values])])
        const allowed = facts.allowed.get(node)
        if (allowed === undefined) return true
        const gone = new Set(values)
        const left = allowed.filter((value) => !gone.has(value))
        facts.allowed.set(node, left)
        return left.length > 0
      }
      const allowed = facts.allowed.get(node)
      const excluded = facts.excluded.get(node) ?? []
      const [fits, gone] = [allowed === undefined ? undefined : new Set(allowed), new Set(excluded)]
      const left = values.filter((value) => (fits?.has(value) ?? true) && !gone.has(value))
      facts.allowed.set(node, left)
      return (
        left.length > 0 &&
        learnKinds(
          facts,
          node,
          left.reduce<number>((mask, value) => mask | kindOf(value), 0),
        )
      )
    }
    default: {
      const known = facts.known.get(literal.atom)
      if (known !== undefined) return known !== literal.negated
      facts.known.set(literal.atom, !literal.negated)
      if (literal.op === 'test' && literal.truthy) {
        const node = literal.nodes[0] as Place
        if (literal.negated) return learnKinds(facts, node, possible(node) & ~(KIND.array | KIND.object))
        facts.excluded.set(node, [...new Set([...(facts.excluded.get(node) ?? []), '', 0, false])])
      }
      if (literal.negated) return true
      if (literal.op === 'unknown') {
        for (const atom of literal.refutes) {
          if (facts.known.get(atom) === true) return false
          facts.known.set(atom, false)
        }
        return true
      }
      if (literal.op === 'test') {
        for (const atom of literal.implies ?? []) {
          if (facts.known.get(atom) === false) return false
          facts.known.set(atom, true)
        }
        return learnKinds(facts, literal.nodes[0] as Place, literal.mask)
      }
      return literal.op === 'count' || learnKinds(facts, literal.node, KIND.array)
    }
  }
}

function learnKinds(facts: Facts, node: Place, mask: number): boolean {
  const now = kindsAt(node, facts) & mask
  facts.masks.set(node, now)
  if (now === 0) return false
  const allowed = facts.allowed.get(node)
  if (allowed !== undefined) {
    const left = allowed.filter((value) => (kindOf(value) & now) !== 0)
    facts.allowed.set(node, left)
    if (left.length === 0) return false
  }
  return node.parent === undefined || (now & KIND.missing) !== 0 || learnKinds(facts, node.parent, KIND.object)
}
