import { type Formula, type Formulas, isNegated, negate } from './formula.js'

/** The formula with something else in the place of every atom. */
export function rewriter(formulas: Formulas, atomOf: (atom: Formula) => Formula): (formula: Formula) => Formula {
  const known = new Map<Formula, Formula>()
  const rewrite = (formula: Formula): Formula => {
    if (isNegated(formula)) return negate(rewrite(negate(formula)))
    const before = known.get(formula)
    if (before !== undefined) return before
    const node = formulas.nodeOf(formula)
    const after =
      node.type === 'true' ? formula : node.type === 'and' ? formulas.and(node.parts.map(rewrite)) : atomOf(formula)
    known.set(formula, after)
    return after
  }
  return rewrite
}
