import { type Facts, kindsAt } from './facts.js'
import { type Formula, KIND, kindOf, type Literal, type Place, possible, TRUE } from './formula-node.js'
import { inLiteral, is } from './literals.js'
import type { Store } from './store.js'

/** The literal, or what is left of it where the other literals say the rest. */
export function withoutImplied(store: Store, literal: Literal, all: readonly Literal[], facts: Facts): Formula {
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
