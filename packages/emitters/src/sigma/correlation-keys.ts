import { dotted, type Path, type Rule, type Trigger, type TriggerVerdict } from '@ruleglot/core'
import type { Pairs } from './rule-keys.js'
import { type YamlMap, yamlMap } from './yaml-lines.js'

/** What Sigma makes of a rule's trigger. Without a section every match alerts. */
export interface WrittenTrigger {
  readonly section?: YamlMap
  readonly verdict: TriggerVerdict
  readonly cause?: string
}

/** The `correlation` section over the rule of this name. */
export function writeTrigger(rule: Rule, base: string): WrittenTrigger {
  const { trigger } = rule
  if (trigger.kind === 'each') return { verdict: 'exact' }
  if (trigger.kind !== 'threshold') return { verdict: 'lost', cause: lostCause(trigger) }
  if (trigger.window === undefined) {
    return { verdict: 'lost', cause: 'The source does not say in which time it counts, and Sigma demands a timespan.' }
  }
  const { distinct, count } = trigger
  const counts: Pairs =
    distinct === undefined
      ? [['gte', { verbatim: String(count) }]]
      : [
          ['field', dotted(distinct.field)],
          ['gte', { verbatim: String(distinct.count) }],
        ]
  const section = yamlMap([
    ['type', distinct === undefined ? 'event_count' : 'value_count'],
    ['rules', [base]],
    ...groupKeys(trigger.groupBy, distinct !== undefined),
    ['timespan', timespan(trigger.window)],
    ['condition', yamlMap(counts)],
  ])
  if (distinct !== undefined && count > distinct.count) {
    const cause = `Sigma counts ${distinct.count} values of ${dotted(distinct.field)} or the matches, not both; the least number of matches (${count}) is left out.`
    return { section, verdict: 'approximate', cause }
  }
  return { section, verdict: 'approximate', cause: WINDOW }
}

/** Sigma's schema demands the key of `value_count`, even where there are no groups. */
function groupKeys(groupBy: readonly Path[], required: boolean): Pairs {
  if (groupBy.length > 0) return [['group-by', groupBy.map(dotted)]]
  return required ? [['group-by', { verbatim: '[]' }]] : []
}

const WINDOW = 'Sigma counts in a window as the backend defines it; the number, the groups and the length are the same.'

function lostCause(trigger: Exclude<Trigger, { kind: 'each' | 'threshold' }>): string {
  if (trigger.kind === 'newTerms') {
    return 'Sigma has no trigger on values that were not seen before; every match alerts.'
  }
  return `Sigma has no trigger like ${trigger.name}; every match alerts.`
}

/** In the largest unit that divides it. */
function timespan(seconds: number): string {
  const whole = Math.max(1, Math.ceil(seconds))
  for (const [unit, length] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
  ] as const) {
    if (whole % length === 0) return `${whole / length}${unit}`
  }
  return `${whole}s`
}
