import type { Assumption } from '../assumptions/assumption.js'
import { assumptionCondition } from '../assumptions/assumption-condition.js'
import { stepsOf } from '../assumptions/reach.js'
import { and, not, shape } from '../ir/build.js'
import type { Condition } from '../ir/node.js'

/**
 * A condition that is true of every event that keeps the assumption: what a proof may use. For most kinds it is all of
 * it; what is left out (lists inside lists, how keys are spelled) only keeps a proof from succeeding.
 */
export function assumedLimit(assumption: Assumption): Condition | undefined {
  if (assumption.kind !== 'list') return assumptionCondition(assumption)
  const steps = stepsOf(assumption.path).map(({ key, ignoreCase }) =>
    ignoreCase ? ({ key, ignoreCase } as const) : key,
  )
  const above = steps.slice(0, -1).map((_, i) => not(shape(steps.slice(0, i + 1), ['array', 'emptyArray'])))
  return and([...above, not(shape(steps, ['boolean', 'number', 'string', 'object', 'emptyObject']))])
}
