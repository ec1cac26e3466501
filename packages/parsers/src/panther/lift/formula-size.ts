import type { Span } from '@ruleglot/core'
import { and, or } from './formula.js'
import { type Formula, TooLarge } from './formula-node.js'
import { unknown } from './literals.js'
import type { Store } from './store.js'

/** A tree of this many nodes is still a rule that a person can read; equal parts are counted wherever they stand. */
export const MOST_NODES = 3000

const DEEPEST_CUT = 6
const MOST_CUTS = 16

/** The formula with parts that would be too large as a tree taken out: each is an unknown of its own. */
export function withinBudget(store: Store, formula: Formula, source: { text: string; span: Span }): Formula {
  const sizes = new Map<Formula, number>()
  let cuts = 0
  const cut = (part: Formula, budget: number, depth: number): Formula => {
    if (sizeOf(part, sizes) <= budget) return part
    if ((part.op !== 'and' && part.op !== 'or') || depth === 0) {
      // So many are no rule with a part that is too large, but a rule that is.
      if (cuts >= MOST_CUTS) throw new TooLarge()
      const reason = 'the rule is too large to be followed'
      return unknown(store, { text: source.text, reason, span: source.span, mark: `part ${cuts++}` })
    }
    const parts = [...part.parts].sort((a, b) => sizeOf(a, sizes) - sizeOf(b, sizes))
    let left = budget
    const kept = new Map<Formula, Formula>()
    for (const [i, one] of parts.entries()) {
      const own = cut(one, Math.floor(left / (parts.length - i)), depth - 1)
      left -= Math.min(left, sizeOf(own, sizes))
      kept.set(one, own)
    }
    const now = part.parts.map((one) => kept.get(one) as Formula)
    return part.op === 'and' ? and(store, now) : or(store, now)
  }
  return cut(formula, MOST_NODES, DEEPEST_CUT)
}

/** Nodes of the formula as a tree. */
export function sizeOf(formula: Formula, sizes: Map<Formula, number>): number {
  const known = sizes.get(formula)
  if (known !== undefined) return known
  let size = 1
  if (formula.op === 'and' || formula.op === 'or') for (const part of formula.parts) size += sizeOf(part, sizes)
  else if (formula.op === 'some' || formula.op === 'count') size += sizeOf(formula.body, sizes)
  sizes.set(formula, size)
  return size
}
