import { dotted, type Grouping, type JsonObject, type JsonValue, type Rule, type TriggerVerdict } from '@ruleglot/core'

/** The keys that say when a rule alerts. An undefined value takes the key away. */
export interface TriggerKeys {
  readonly keys: Readonly<Record<string, JsonValue | undefined>>
  readonly verdict: TriggerVerdict
  readonly cause?: string
}

export function triggerKeys(rule: Rule): TriggerKeys {
  const { trigger } = rule
  switch (trigger.kind) {
    case 'each':
      return { keys: { ...NO_TRIGGER, type: 'query' }, verdict: 'exact' }
    case 'threshold':
      return threshold(rule, trigger)
    case 'newTerms':
      return { keys: { ...NO_TRIGGER, type: 'new_terms', new_terms: newTerms(trigger) }, verdict: 'exact' }
    case 'other':
      return kept(trigger)
  }
}

type TriggerOf<K extends Rule['trigger']['kind']> = Extract<Rule['trigger'], { readonly kind: K }>

/** Keys of the other kinds of trigger. */
const NO_TRIGGER: Readonly<Record<string, undefined>> = {
  threshold: undefined,
  new_terms: undefined,
  new_terms_fields: undefined,
  history_window_start: undefined,
}

/** Kibana runs a rule every five minutes unless told otherwise. */
const RUN_EVERY = 300

/** Elastic's own rules count over what one run looks back at. */
function threshold(rule: Rule, trigger: TriggerOf<'threshold'>): TriggerKeys {
  const { count, groupBy, window, distinct } = trigger
  const table: JsonObject = {
    field: groupBy.map(dotted),
    value: count,
    ...(distinct === undefined ? {} : { cardinality: [{ field: dotted(distinct.field), value: distinct.count }] }),
  }
  const keys = {
    ...NO_TRIGGER,
    type: 'threshold',
    threshold: table,
    ...(window === undefined ? {} : { from: `now-${durationText(window)}` }),
    ...(window !== undefined && window < RUN_EVERY ? { interval: durationText(window) } : {}),
  }
  if (rule.language === 'elastic') return { keys, verdict: 'exact' }
  const cause =
    window === undefined
      ? 'The source names no window; Elastic counts over what one run looks back at.'
      : `Elastic looks back ${inWords(window)} every ${inWords(Math.min(window, RUN_EVERY))}; the source counts within ${inWords(window)} of any match.`
  return { keys, verdict: 'approximate', cause }
}

function newTerms({ fields, history }: TriggerOf<'newTerms'>): JsonObject {
  return {
    field: 'new_terms_fields',
    value: fields.map(dotted),
    history_window_start: [{ field: 'history_window_start', value: `now-${durationText(history)}` }],
  }
}

/** A trigger of Elastic's that the model has no words for goes back as it came; one of another platform is lost. */
function kept(trigger: TriggerOf<'other'>): TriggerKeys {
  const { source, name, language } = trigger
  if (language === 'elastic' && typeof source === 'object' && source !== null && !Array.isArray(source)) {
    // A query over several events is of type eql; all else has its type for a name.
    return { keys: { ...NO_TRIGGER, type: name, ...(source as JsonObject) }, verdict: 'exact' }
  }
  return {
    keys: { ...NO_TRIGGER, type: 'query' },
    verdict: 'lost',
    cause: `Elastic has no ${name} trigger; the rule alerts on each match.`,
  }
}

/** `alert_suppression`; undefined where there is nothing to join alerts by. */
export function suppression(rule: Rule): JsonObject | undefined {
  const { grouping, trigger } = rule
  if (grouping === undefined) return undefined
  // Panther groups for an hour where a rule does not say for how long.
  const window = grouping.window ?? (rule.language === 'panther' ? 60 : undefined)
  const duration = window === undefined ? {} : { duration: durationTable(window * 60) }
  // Threshold rules are grouped by their own fields; the window of the count joins their alerts already.
  if (trigger.kind === 'threshold') {
    const same = grouping.window !== undefined && grouping.window * 60 === trigger.window
    return same || grouping.window === undefined ? undefined : duration
  }
  if (grouping.by.length === 0) return undefined
  return { group_by: grouping.by.map(dotted), ...duration, missing_fields_strategy: missingStrategy(grouping) }
}

function missingStrategy({ missing }: Grouping): string {
  return missing === 'alert' ? 'doNotSuppress' : 'suppress'
}

function durationTable(seconds: number): JsonObject {
  const [value, unit] = largestUnit(seconds, SUPPRESSION_UNITS)
  return { value, unit }
}

function durationText(seconds: number): string {
  return largestUnit(seconds, UNITS).join('')
}

type Unit = readonly [seconds: number, name: string]

const SUPPRESSION_UNITS: readonly Unit[] = [
  [3600, 'h'],
  [60, 'm'],
]
const UNITS: readonly Unit[] = [[86_400, 'd'], ...SUPPRESSION_UNITS]

/** Whole numbers of the largest unit that fits; parts of a second are rounded up. */
function largestUnit(seconds: number, units: readonly Unit[]): readonly [number, string] {
  const whole = Math.max(1, Math.ceil(seconds))
  const unit = units.find(([size]) => whole % size === 0)
  return unit === undefined ? [whole, 's'] : [whole / unit[0], unit[1]]
}

function inWords(seconds: number): string {
  const [value, unit] = largestUnit(seconds, UNITS)
  return `${value} ${UNIT_WORDS[unit]}${value === 1 ? '' : 's'}`
}

const UNIT_WORDS: Readonly<Record<string, string>> = { d: 'day', h: 'hour', m: 'minute', s: 'second' }
