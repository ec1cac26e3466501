import type { Condition } from '../ir/node.js'
import { type GeneratedTest, type GenerateTestsOptions, planTests } from './plan-tests.js'

/**
 * Named positive and negative events for a condition, each with what the condition decides: the tests a rule lacks.
 * `planTests` also says which leaves no event can cover, and why.
 */
export function generateTests(condition: Condition, options: GenerateTestsOptions = {}): readonly GeneratedTest[] {
  return planTests(condition, options).tests
}
