import { type Condition, compareConditions, evaluator, planTests, type TestPlan } from '@ruleglot/core'
import { mutants } from '../proof/mutants.js'

export type Fate = 'killed' | 'survived' | 'equivalent' | 'unproven'

/** What generated tests did for one condition. */
export interface TestedCondition {
  readonly plan: TestPlan
  /** Tests that `evaluate` decides otherwise than they say: must be none. */
  readonly wrong: number
  readonly mutants: readonly { readonly edit: string; readonly fate: Fate }[]
}

/** Generates tests, runs them, and runs them on single-edit mutants of the condition, taken evenly from all there are. */
export function measureTests(condition: Condition, most: number): TestedCondition {
  const plan = planTests(condition)
  const run = evaluator(condition)
  const all = mutants(condition)
  const step = Math.max(1, all.length / most)
  const taken = Array.from({ length: Math.min(most, all.length) }, (_, i) => all[Math.floor(i * step)])
  return {
    plan,
    wrong: plan.tests.filter(({ event, expected }) => run(event) !== expected).length,
    mutants: taken.flatMap((mutant) => {
      if (mutant === undefined) return []
      const runMutant = evaluator(mutant.condition)
      const killed = plan.tests.some(({ event, expected }) => runMutant(event) === !expected)
      return [{ edit: mutant.edit, fate: killed ? ('killed' as const) : fateOf(condition, mutant.condition) }]
    }),
  }
}

/** A mutant that means the same cannot be killed. */
function fateOf(condition: Condition, mutant: Condition): Fate {
  const { verdict } = compareConditions(condition, mutant)
  return verdict === 'equivalent' ? 'equivalent' : verdict === 'unproven' ? 'unproven' : 'survived'
}
