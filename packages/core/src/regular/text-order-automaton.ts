import { codePoints } from '../evaluate/code-points.js'
import { satisfies } from '../evaluate/compare-values.js'
import type { CompareOperator } from '../ir/node.js'
import type { Automaton } from './automaton.js'

/** The texts that stand in a relation to a bound, in the order of code points. A state is how far both are alike. */
export function textOrderAutomaton(op: CompareOperator, bound: string): Automaton {
  const points = codePoints(bound)
  const below = points.length + 1
  const above = points.length + 2
  const relation = (state: number): number => (state === above ? 1 : state === below || state < points.length ? -1 : 0)
  return {
    start: 0,
    step: (state, point) => {
      if (state >= below) return state
      const wanted = points[state]
      if (wanted === undefined || point > wanted) return above
      return point < wanted ? below : state + 1
    },
    accepts: (state) => satisfies(relation(state), op),
    fate: (state) => (state < below ? undefined : satisfies(relation(state), op) ? 'always' : 'never'),
    cuts: (state) => {
      const wanted = points[state]
      return state >= below || wanted === undefined ? [] : [wanted, wanted + 1]
    },
  }
}
