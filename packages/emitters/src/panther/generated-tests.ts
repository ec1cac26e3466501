import {
  type Assumption,
  generateTests,
  type JsonObject,
  type JsonValue,
  pathOf,
  type Rule,
  type TargetFacts,
  wholeCondition,
} from '@ruleglot/core'

/** A rule without tests with one event that fires and up to four that do not, as the log type's events look. */
export function withGeneratedTests(
  rule: Rule,
  relied: readonly Assumption[],
  logType: string | undefined,
  lists: TargetFacts['lists'] = {},
): Rule {
  if (rule.tests.length > 0) return rule
  const assumptions = [...relied, ...Object.keys(lists).flatMap(asList)]
  const made = generateTests(wholeCondition(rule), { assumptions, include: 'coverage' }).filter(
    ({ event }) => typeof event === 'object' && event !== null && !Array.isArray(event),
  )
  const firing = made.filter(({ expected }) => expected).slice(0, 1)
  const silent = made.filter(({ expected }) => !expected).slice(0, MOST_SILENT)
  const tests = [...firing, ...silent].map((test) => ({ ...test, event: withLogType(test.event, logType) }))
  return { ...rule, tests }
}

const MOST_SILENT = 4

/** What a pack says is a list, whether the rule relies on it or not. */
function asList(name: string): readonly Assumption[] {
  const path = pathOf(name)
  return [{ kind: 'listInItems', path, why: 'events hold a list there' }]
}

/** Panther's events say their log type; data models are chosen by it. */
function withLogType(event: JsonValue, logType: string | undefined): JsonValue {
  const object = event as JsonObject
  return logType === undefined || Object.hasOwn(object, 'p_log_type') ? event : { ...object, p_log_type: logType }
}
