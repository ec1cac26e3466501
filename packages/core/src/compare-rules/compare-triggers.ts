import { dotted, type Path } from '../ir/path.js'
import { stableText } from '../normalise/structural-order.js'
import type { Trigger } from '../rule/rule.js'

export interface TriggerComparison {
  /** b against a: with the same matching events, which of the two alerts on more. */
  readonly relation: 'equivalent' | 'wider' | 'narrower' | 'different' | 'unproven'
  /** What differs. */
  readonly why?: string
}

/** Compares when two rules alert, given the same matching events. */
export function compareTriggers(a: Trigger, b: Trigger): TriggerComparison {
  if (stableText(canonical(a)) === stableText(canonical(b))) return { relation: 'equivalent' }
  const why = `${describeTrigger(a)} -> ${describeTrigger(b)}`
  if (a.kind === 'other' || b.kind === 'other') return { relation: 'unproven', why }
  if (a.kind === 'each') return { relation: 'narrower', why }
  if (b.kind === 'each') return { relation: 'wider', why }
  if (a.kind === 'threshold' && b.kind === 'threshold') return { relation: compareThresholds(a, b), why }
  return { relation: 'different', why }
}

type Threshold = Extract<Trigger, { kind: 'threshold' }>

/** Fewer matches in more time is wider; counting something else is different. */
function compareThresholds(a: Threshold, b: Threshold): TriggerComparison['relation'] {
  const sameGroups = namesOf(a.groupBy) === namesOf(b.groupBy)
  const sameDistinct = (a.distinct && dotted(a.distinct.field)) === (b.distinct && dotted(b.distinct.field))
  if (!sameGroups || !sameDistinct) return 'different'
  if ((a.window === undefined) !== (b.window === undefined)) return 'unproven'
  const steps = [
    Math.sign(a.count - b.count),
    Math.sign((b.window ?? 0) - (a.window ?? 0)),
    Math.sign((a.distinct?.count ?? 0) - (b.distinct?.count ?? 0)),
  ]
  const [wider, narrower] = [steps.includes(1), steps.includes(-1)]
  if (wider && narrower) return 'different'
  return wider ? 'wider' : 'narrower'
}

export function describeTrigger(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'each':
      return 'every match'
    case 'threshold': {
      const { count, groupBy, window, distinct } = trigger
      const of = distinct === undefined ? '' : ` with ${distinct.count} values of ${dotted(distinct.field)}`
      const by = groupBy.length === 0 ? '' : ` by ${namesOf(groupBy)}`
      return `${count} matches${of}${by}${window === undefined ? '' : ` in ${window} s`}`
    }
    case 'newTerms':
      return `new values of ${namesOf(trigger.fields)} in ${trigger.history} s`
    case 'other':
      return `${trigger.language} ${trigger.name}`
  }
}

/** Order of groups makes no difference. */
function canonical(trigger: Trigger): Trigger {
  return trigger.kind === 'threshold' ? { ...trigger, groupBy: [...trigger.groupBy].sort(byName) } : trigger
}

function namesOf(paths: readonly Path[]): string {
  return [...paths].sort(byName).map(dotted).join(', ')
}

function byName(a: Path, b: Path): number {
  return dotted(a) < dotted(b) ? -1 : 1
}
