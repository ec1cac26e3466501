import { type Assumption, parseSeverity, type RuleSeverity, type SeverityOverride } from '@ruleglot/core'
import type { Value, Values } from '../lift/index.js'
import {
  and,
  compareValues,
  constant,
  EVENT,
  FALSE,
  type Formula,
  is,
  isIn,
  KIND,
  type Machine,
  not,
  one,
  opaqueIn,
  or,
  place,
  TRUE,
} from '../lift/index.js'
import { type ConditionContext, conditionOf } from './condition-of.js'
import { kept, type Read } from './lifted-functions.js'
import type { ByModel, Join } from './open-reading.js'
import { reasonOf } from './text-template.js'

export interface SeverityContext extends ConditionContext {
  /** The severity that the rule has without the function. */
  readonly base: RuleSeverity | undefined
}

export interface Severities {
  readonly overrides: readonly SeverityOverride[]
  /** What their conditions rely on. */
  readonly assumptions: readonly Assumption[]
}

/** When the function gives each severity. */
export type SeverityWays = ReadonlyMap<RuleSeverity, Formula>

/**
 * severity() by when it gives what. "DEFAULT", whatever is no severity, and an exception mean the rule's own
 * (panther_core, `_get_severity`).
 */
export function severityWays(m: Machine, values: Values, context: SeverityContext): Read<SeverityWays> {
  const ways = new Map<RuleSeverity, Formula[]>()
  for (const { when, value } of values) {
    const given = severitiesOf(m, when, value, context)
    if (given === undefined) return kept(reasonOf(value, when))
    for (const [severity, formula] of given) {
      if (severity === context.base || formula === FALSE) continue
      ways.set(severity, [...(ways.get(severity) ?? []), formula])
    }
  }
  for (const formulas of ways.values()) {
    const [unread] = opaqueIn(or(m.store, formulas))
    if (unread !== undefined) return kept(unread.reason)
  }
  return { ok: true, value: new Map([...ways].map(([severity, formulas]) => [severity, or(m.store, formulas)])) }
}

/** The same for all log types, or for each what its data model makes of the function. */
export const severityByModel: Join<SeverityWays> = (m, all, unmodelled) => {
  const [first, ...others] = all as readonly [ByModel<SeverityWays>, ...ByModel<SeverityWays>[]]
  const isSame = ({ value }: ByModel<SeverityWays>): boolean =>
    value.size === first.value.size && [...value].every(([severity, formula]) => first.value.get(severity) === formula)
  if (others.every(isSame)) return { ok: true, value: first.value }
  const rest = unmodelled()
  if (!rest.ok) return rest
  const logType = place(m.store, EVENT, ['p_log_type'], false)
  const ways = new Map<RuleSeverity, Formula>()
  let unclaimed: Formula = TRUE
  const add = (ours: Formula, value: SeverityWays): void => {
    const when = and(m.store, [unclaimed, ours])
    unclaimed = and(m.store, [unclaimed, not(m.store, ours)])
    for (const [severity, formula] of value) {
      const way = or(m.store, [ways.get(severity) ?? FALSE, and(m.store, [when, formula])])
      if (way !== FALSE) ways.set(severity, way)
    }
  }
  for (const { model, value } of all) add(isIn(m.store, logType, [...model.logTypes]), value)
  add(TRUE, rest.value)
  return { ok: true, value: ways }
}

/** As conditions: the first that holds names the severity. */
export function severityOverrides(m: Machine, ways: SeverityWays, context: SeverityContext): Read<Severities> {
  const overrides: SeverityOverride[] = []
  const assumptions: Assumption[] = []
  for (const [severity, formula] of ways) {
    const { condition, relied } = conditionOf(m, formula, context)
    overrides.push({ condition, severity })
    assumptions.push(...relied.map((one) => ({ ...one, why: `severity(): ${one.why}` })))
  }
  return { ok: true, value: { overrides, assumptions } }
}

function severitiesOf(
  m: Machine,
  when: Formula,
  value: Value,
  { source }: SeverityContext,
): readonly (readonly [RuleSeverity, Formula])[] | undefined {
  if (value.type === 'constant') {
    const severity = typeof value.value === 'string' ? parseSeverity(value.value) : undefined
    return severity === undefined || !(String(value.value).toUpperCase() in TEXTS) ? [] : [[severity, when]]
  }
  // Panther compares in capitals, so a field that holds a severity is one in any letter case.
  const text: Value | undefined =
    value.type === 'node'
      ? { type: 'text', node: value.node, steps: [{ op: 'upper' }] }
      : value.type === 'text'
        ? { ...value, steps: [...value.steps, { op: 'upper' }] }
        : undefined
  if (text === undefined || text.type !== 'text') return undefined
  const isText = and(m.store, [when, is(m.store, text.node, KIND.string)])
  const span = { start: 0, end: source.body.length, file: source.file }
  return Object.entries(TEXTS).map(([name, severity]) => {
    const { yes } = compareValues(m, '==', one(isText, text), one(isText, constant(name)), span)
    return [severity, yes] as const
  })
}

/** What severity() may give, in capitals. */
const TEXTS: Readonly<Record<string, RuleSeverity>> = {
  INFO: 'informational',
  LOW: 'low',
  MEDIUM: 'medium',
  HIGH: 'high',
  CRITICAL: 'critical',
}
