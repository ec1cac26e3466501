import type { Rule, TriggerVerdict } from '@ruleglot/core'

/** What stands in the YAML for the counting around a condition, and how true it is to the source. */
export interface PantherTrigger {
  readonly threshold: number
  /** Minutes. */
  readonly dedupPeriod: number
  readonly verdict: TriggerVerdict
  readonly cause?: string
  /** Matches are kept as signals and raise no alert. */
  readonly signal?: true
}

/** Panther opens an alert at the first match and counts until the period ends. */
export function pantherTrigger(rule: Rule): PantherTrigger {
  const { trigger, grouping } = rule
  const period = inBounds(grouping?.window ?? DEFAULT_PERIOD)
  switch (trigger.kind) {
    case 'each':
      return { threshold: 1, dedupPeriod: period, verdict: 'exact' }
    case 'threshold': {
      const threshold = trigger.distinct?.count ?? trigger.count
      if (trigger.window === undefined) {
        if (rule.language === 'panther') return { threshold, dedupPeriod: period, verdict: 'exact' }
        const cause = `The source names no window; Panther counts ${inWords(period)} from the first match.`
        return { threshold, dedupPeriod: period, verdict: 'approximate', cause }
      }
      const dedupPeriod = inBounds(Math.ceil(trigger.window / 60))
      if (rule.language === 'panther') return { threshold, dedupPeriod, verdict: 'exact' }
      return {
        threshold,
        dedupPeriod,
        verdict: 'approximate',
        cause: thresholdCause(rule, trigger.window, dedupPeriod),
      }
    }
    case 'newTerms':
      return {
        ...lost(
          period,
          'Panther does not know which values it has not seen before: each match is a signal, not an alert.',
        ),
        signal: true,
      }
    case 'other': {
      if (trigger.language === 'panther') return { threshold: 1, dedupPeriod: period, verdict: 'exact' }
      return lost(
        period,
        `Panther has no ${trigger.name.replace(/_/g, ' ')} trigger; the rule would alert on each match.`,
      )
    }
  }
}

function lost(dedupPeriod: number, cause: string): PantherTrigger {
  return { threshold: 1, dedupPeriod, verdict: 'lost', cause }
}

const DEFAULT_PERIOD = 60

/** The least and most that Panther takes, in minutes. */
export function inBounds(minutes: number): number {
  return Math.min(1440, Math.max(5, Math.round(minutes)))
}

function thresholdCause(rule: Rule, window: number, dedupPeriod: number): string {
  const minutes = window / 60
  const here = `Panther counts ${inWords(dedupPeriod)} from the first match.`
  if (rule.trigger.kind === 'threshold' && rule.trigger.distinct !== undefined && rule.trigger.count > 1) {
    return `The source counts matches as well as distinct values; Panther counts distinct values only, ${inWords(dedupPeriod)} from the first match.`
  }
  if (rule.language === 'elastic')
    return `Elastic looks back ${inWords(minutes)} every ${inWords(interval(rule))}; ${here}`
  return `The source counts within ${inWords(minutes)} of any match; ${here}`
}

/** Minutes between two runs of an Elastic rule. */
function interval({ vendor }: Rule): number {
  const own = vendor['rule']
  const text = typeof own === 'object' && own !== null && 'interval' in own ? own.interval : vendor['interval']
  const parts = typeof text === 'string' ? /^(\d+)([smhd])$/.exec(text) : null
  if (parts === null) return 5
  return Number(parts[1]) * { s: 1 / 60, m: 1, h: 60, d: 1440 }[parts[2] as 's' | 'm' | 'h' | 'd']
}

function inWords(minutes: number): string {
  if (minutes % 1440 === 0) return counted(minutes / 1440, 'day')
  if (minutes % 60 === 0) return counted(minutes / 60, 'hour')
  return Number.isInteger(minutes) ? counted(minutes, 'minute') : counted(Math.round(minutes * 60), 'second')
}

function counted(n: number, unit: string): string {
  return `${n} ${unit}${n === 1 ? '' : 's'}`
}
