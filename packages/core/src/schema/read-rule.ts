import { failure, type Result, success } from '../diagnostics/result.js'
import { type AlertTitle, isChoice, textsOf } from '../rule/alert-title.js'
import type { Rule } from '../rule/rule.js'
import { checkCondition } from './check-condition.js'
import { type DocumentPlace, describeProblem } from './describe-problem.js'
import { validators } from './validators.js'

/**
 * A rule from parsed JSON, as packages/core/schema/rule.schema.json describes it. The value itself is returned, not a
 * copy. Any value is safe: what is no rule gives a diagnostic that names the place.
 */
export function readRule(json: unknown): Result<Rule> {
  const problem = validators().rule(json)
  if (problem !== undefined) return failure([describeProblem(problem, [])])
  const rule = json as Rule
  for (const [condition, place] of conditionsOf(rule)) {
    const inside = checkCondition(condition, place)
    if (inside !== undefined) return failure([inside])
  }
  return success(rule)
}

function conditionsOf(rule: Rule): readonly (readonly [unknown, DocumentPlace])[] {
  const { trigger } = rule
  return [
    [rule.condition, ['condition']],
    ...rule.defined.map((guard, i) => [guard.when, ['defined', i, 'when']] as const),
    ...rule.severityOverrides.map(
      (override, i) => [override.condition, ['severityOverrides', i, 'condition']] as const,
    ),
    ...(trigger.kind === 'other' && trigger.condition !== undefined
      ? [[trigger.condition, ['trigger', 'condition']] as const]
      : []),
    ...titleConditions(rule.alertTitle, ['alertTitle']),
    ...titleConditions(rule.grouping?.text, ['grouping', 'text']),
  ]
}

function titleConditions(title: AlertTitle = [], place: DocumentPlace): readonly (readonly [unknown, DocumentPlace])[] {
  return title.flatMap((part, i) => {
    if (!isChoice(part)) return []
    const way = (n: number): DocumentPlace =>
      n < part.ways.length ? [...place, i, 'ways', n, 'text'] : [...place, i, 'otherwise']
    return [
      ...part.ways.map(({ when }, n) => [when, [...place, i, 'ways', n, 'when']] as const),
      ...textsOf(part).flatMap((text, n) => titleConditions(text, way(n))),
    ]
  })
}
