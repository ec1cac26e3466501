import {
  assumptionHolds,
  describeAssumption,
  evaluate,
  type JsonValue,
  type Rule,
  type RuleTest,
  wholeCondition,
} from '@ruleglot/core'
import type { Mock } from './mocked-rule.js'

/** What became of one test of a rule. */
export interface TestOutcome {
  readonly name: string
  readonly expected: boolean
  readonly event: JsonValue
  readonly status: 'passed' | 'failed' | 'undecided' | 'skipped'
  /** Why it was skipped or could not be decided. */
  readonly reason?: string
}

export interface RunTestsOptions {
  readonly now?: number
  /** The rule with some of its functions replaced, or why that cannot be. */
  readonly withMocks?: (rule: Rule, mocks: readonly Mock[]) => Rule | string
}

/** Runs a rule's own tests against its condition. Nothing of the rule is executed. */
export function runTests(rule: Rule, options: RunTestsOptions = {}): readonly TestOutcome[] {
  const replaced = new Map<string, Rule | string>()
  const ruleFor = (mocks: readonly Mock[]): Rule | string => {
    if (mocks.length === 0) return rule
    const key = JSON.stringify(mocks)
    const made = replaced.get(key) ?? options.withMocks?.(rule, mocks) ?? 'which a condition knows nothing of'
    replaced.set(key, made)
    return made
  }
  return rule.tests.map((test): TestOutcome => {
    const mocks = mocksOf(test)
    const tested = ruleFor(mocks)
    if (typeof tested !== 'string') return runTest(tested, test, options)
    const { name, expected, event } = test
    const names = [...new Set(mocks.map((mock) => mock.name))].join(', ')
    return { name, expected, event, status: 'skipped', reason: `it mocks ${names}: ${tested}` }
  })
}

function runTest(rule: Rule, { name, expected, event }: RuleTest, { now }: RunTestsOptions): TestOutcome {
  const done = { name, expected, event }
  const verdict = evaluate(wholeCondition(rule), event, now === undefined ? {} : { now })
  if (verdict === expected) return { ...done, status: 'passed' }
  if (verdict === 'unknown') return { ...done, status: 'undecided', reason: 'a part of the rule is not read' }
  const broken = rule.assumptions?.find((assumption) => !assumptionHolds(assumption, event))
  if (broken === undefined) return { ...done, status: 'failed' }
  return { ...done, status: 'undecided', reason: `the event breaks an assumption: ${describeAssumption(broken)}` }
}

/** What a test replaces: functions that look things up, and constants. */
function mocksOf({ vendor }: RuleTest): readonly Mock[] {
  const mocks = vendor?.['Mocks']
  if (!Array.isArray(mocks)) return []
  return mocks.map((mock): Mock => {
    const { objectName, returnValue } = mock as { readonly objectName?: JsonValue; readonly returnValue?: JsonValue }
    return { name: String(objectName ?? '?'), returns: returnValue }
  })
}
