import {
  assumptionHolds,
  describeAssumption,
  evaluate,
  type JsonValue,
  type Rule,
  type RuleTest,
  wholeCondition,
} from '@ruleglot/core'

/** What became of one test of a rule. */
export interface TestOutcome {
  readonly name: string
  readonly expected: boolean
  readonly event: JsonValue
  readonly status: 'passed' | 'failed' | 'undecided' | 'skipped'
  /** Why it was skipped or could not be decided. */
  readonly reason?: string
}

/** Runs a rule's own tests against its condition. Nothing of the rule is executed. */
export function runTests(rule: Rule, options: { readonly now?: number } = {}): readonly TestOutcome[] {
  const condition = wholeCondition(rule)
  return rule.tests.map((test): TestOutcome => {
    const { name, expected, event } = test
    const done = { name, expected, event }
    const mocks = mocksOf(test)
    if (mocks.length > 0) return { ...done, status: 'skipped', reason: `it mocks ${mocks.join(', ')}` }
    const verdict = evaluate(condition, event, options)
    if (verdict === expected) return { ...done, status: 'passed' }
    if (verdict === 'unknown') return { ...done, status: 'undecided', reason: 'a part of the rule is not read' }
    const broken = rule.assumptions?.find((assumption) => !assumptionHolds(assumption, event))
    if (broken === undefined) return { ...done, status: 'failed' }
    return { ...done, status: 'undecided', reason: `the event breaks an assumption: ${describeAssumption(broken)}` }
  })
}

/** Names of what a test replaces: functions that look things up, and constants. */
function mocksOf({ vendor }: RuleTest): readonly string[] {
  const mocks = vendor?.['Mocks']
  if (!Array.isArray(mocks)) return []
  return [...new Set(mocks.map((mock) => String((mock as { readonly objectName?: JsonValue }).objectName ?? '?')))]
}
