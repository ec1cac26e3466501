import { type Facts, kindsAt } from './facts.js'
import { type Formula, KIND, kindOf, type Literal, type Place, possible, TRUE } from './formula-node.js'
import { inLiteral, is } from './literals.js'
import type { Store } from './store.js'

/** Literals that hold together, by what each says something of. */
export interface LiteralsTogether {
  readonly at: ReadonlyMap<Place, readonly Literal[]>
  /** Places below which something has to stand. */
  readonly above: ReadonlySet<Place>
  /** Atoms that are false. */
  readonly refuted: ReadonlySet<string>
}

export function literalsTogether(all: readonly Literal[]): LiteralsTogether {
  const at = new Map<Place, Literal[]>()
  const above = new Set<Place>()
  const refuted = new Set<string>()
  for (const literal of all) {
    if (literal.op === 'unknown') {
      if (!literal.negated) for (const atom of literal.refutes) refuted.add(atom)
      continue
    }
    const node = literal.op === 'test' ? literal.nodes[0] : literal.node
    if (node === undefined) continue
    const same = at.get(node)
    if (same === undefined) at.set(node, [literal])
    else same.push(literal)
    if (!needsSomethingThere(literal)) continue
    for (let up = node.parent; up !== undefined && !above.has(up); up = up.parent) above.add(up)
  }
  return { at, above, refuted }
}

/** A literal that holds needs something to stand at its place. */
function needsSomethingThere(literal: Literal): boolean {
  if (literal.negated) return false
  if (literal.op === 'is') return (literal.mask & KIND.missing) === 0
  return literal.op === 'test' || literal.op === 'in' || literal.op === 'some'
}

/** The literal, or what is left of it where the others say the rest. */
export function withoutImplied(
  store: Store,
  literal: Literal,
  { at, above, refuted }: LiteralsTogether,
  facts: Facts,
): Formula {
  if (literal.op === 'unknown') return literal.negated && refuted.has(literal.atom) ? TRUE : literal
  if (literal.op === 'test') {
    const allowed = literal.truthy === true ? facts.allowed.get(literal.nodes[0] as Place) : undefined
    return !literal.negated && allowed?.every(Boolean) ? TRUE : literal
  }
  if (literal.op !== 'in' && literal.op !== 'is') return literal
  const { node } = literal
  const same = at.get(node) ?? []
  if (literal.op === 'in') {
    const first = same.find((other) => other.op === 'in' && other.negated === literal.negated)
    if (!literal.negated) {
      return first === literal ? inLiteral(store, node, facts.allowed.get(node) ?? [], false) : TRUE
    }
    if (facts.allowed.has(node) || first !== literal) return TRUE
    const can = kindsAt(node, facts)
    const truth = same.some((other) => other.op === 'test' && other.truthy === true && !other.negated)
    const values = (facts.excluded.get(node) ?? []).filter((value) => (kindOf(value) & can) !== 0 && !(truth && !value))
    return inLiteral(store, node, values, true)
  }
  if (same.find((other) => other.op === 'is') !== literal) return TRUE
  let mask = possible(node)
  let implied = above.has(node) ? KIND.object & possible(node) : possible(node)
  for (const other of same) {
    if (other.op === 'is') mask &= other.mask
    else if (other.negated) continue
    else if (other.op === 'in') implied &= other.values.reduce<number>((kinds, value) => kinds | kindOf(value), 0)
    else if (other.op === 'test') implied &= other.mask
    else if (other.op === 'some') implied &= KIND.array
  }
  const { parent } = node
  if (parent !== undefined && (kindsAt(parent, facts) & KIND.object) === 0) implied &= KIND.missing
  return (implied & ~mask) === 0 ? TRUE : is(store, node, mask)
}
