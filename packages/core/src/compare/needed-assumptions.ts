import type { Assumption } from '../assumptions/assumption.js'
import type { Condition } from '../ir/node.js'
import type { NeededAssumption } from './compare-conditions.js'
import { type DecideOptions, type Decision, separating } from './decide.js'

/**
 * A smallest set of assumptions under which the direction that was ruled out stays ruled out: one after the other is
 * left out of those that the proof used, and kept if then an event shows up. That event shows what it is needed for.
 */
export function neededAssumptions(
  a: Condition,
  b: Condition,
  decision: Exclude<Decision, { relation: 'undecided' }>,
  given: readonly Assumption[],
  options: DecideOptions,
): readonly NeededAssumption[] {
  const ruledOut: (readonly [Condition, Condition])[] = []
  const shown = decision.relation === 'equivalent' ? {} : decision.witness
  if (shown.onlyA === undefined) ruledOut.push([a, b])
  if (shown.onlyB === undefined) ruledOut.push([b, a])
  let kept: readonly Assumption[] = decision.because.filter((assumption) => given.includes(assumption))
  const needed: NeededAssumption[] = []
  for (const assumption of kept) {
    const without = kept.filter((other) => other !== assumption)
    const answers = ruledOut.map(([fires, silent]) => separating(fires, silent, without, options))
    const found = answers.find((answer) => answer.found === true)
    if (found?.found === true) needed.push({ assumption, event: found.event })
    else if (answers.some((answer) => answer.found === 'unknown')) needed.push({ assumption })
    else kept = without
  }
  return needed
}
