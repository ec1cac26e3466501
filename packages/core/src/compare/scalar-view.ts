import { ALWAYS, type Formula, type Formulas, NEVER } from './formula.js'
import { rewriter } from './rewrite-formula.js'

/** A formula as it reads on an element that is a scalar: nothing stands under any key of it. */
export function scalarView(formulas: Formulas): (formula: Formula) => Formula {
  const view = rewriter(formulas, (formula) => {
    const atom = formulas.nodeOf(formula)
    switch (atom.type) {
      case 'below':
        return view(atom.inner)
      case 'node':
        return (atom.kinds & 1) === 1 ? ALWAYS : NEVER
      case 'scalar':
      case 'free':
        return formula
      default:
        return NEVER
    }
  })
  return view
}
