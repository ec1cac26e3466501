import {
  type Condition,
  compareConditions,
  type EvaluateOptions,
  evaluate,
  planTests,
  type TestPlan,
} from '@ruleglot/core'
import { type EditName, mutantsOf } from '../proof/mutants.js'

/** What generated tests did for one condition. */
export interface TestedCondition {
  readonly plan: TestPlan
  /** Tests that `evaluate` decides otherwise than they say: must be none. */
  readonly wrong: number
  readonly mutants: readonly {
    readonly edit: EditName
    readonly fate: 'killed' | 'survived' | 'equivalent' | 'unproven'
  }[]
}

/** Generates tests, runs them, and runs them on single-edit mutants of the condition. */
export function measureTests(condition: Condition, mutants: number): TestedCondition {
  const plan = planTests(condition)
  const run = evaluator(condition)
  return {
    plan,
    wrong: plan.tests.filter(({ event, expected }) => run(event) !== expected).length,
    mutants: mutantsOf(condition, mutants).map((mutant) => {
      const runMutant = evaluator(mutant.condition)
      const killed = plan.tests.some(({ event, expected }) => runMutant(event) === !expected)
      return { edit: mutant.edit, fate: killed ? 'killed' : fateOf(condition, mutant.condition) }
    }),
  }
}

/** A mutant that means the same cannot be killed. */
function fateOf(condition: Condition, mutant: Condition): 'survived' | 'equivalent' | 'unproven' {
  const { verdict } = compareConditions(condition, mutant)
  return verdict === 'equivalent' ? 'equivalent' : verdict === 'unproven' ? 'unproven' : 'survived'
}
