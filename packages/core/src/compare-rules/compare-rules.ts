import type { Assumption } from '../assumptions/assumption.js'
import { type Comparison, compareConditions } from '../compare/compare-conditions.js'
import { equals } from '../ir/equals.js'
import type { Pack } from '../mapping/pack.js'
import { amongThose, packAlways } from '../mapping/pack-always.js'
import { isKnown, packAssumptions } from '../mapping/pack-assumptions.js'
import { packIndex } from '../mapping/pack-index.js'
import { ROUTING_KEYS, type RoutingKey, routingKeysOf } from '../rule/routing-keys.js'
import type { LogSource, Rule } from '../rule/rule.js'
import { SEVERITIES } from '../rule/severity.js'
import { wholeCondition } from '../translate/emit-verified.js'
import { compareTriggers, type TriggerComparison } from './compare-triggers.js'
import { overSource } from './over-source.js'

export interface CompareRulesOptions {
  /** Only events that keep these, and what reading the two rules relied on, are looked at. */
  readonly assumptions?: readonly Assumption[]
  /**
   * The mapping of the log source that both are about, and the platform in whose names each is written: they are
   * compared over the events as the vendor sends them. Witnesses are such events.
   */
  readonly mapping?: { readonly pack: Pack; readonly platforms: readonly [a: string, b: string] }
}

export type Relation = Comparison['verdict']

/** How rule b stands to rule a. Only the condition is proven; the rest is compared as it stands. */
export interface RuleComparison {
  /** Condition and trigger together: which of the two rules alerts on more. */
  readonly verdict: Relation
  readonly condition: Comparison
  readonly trigger: TriggerComparison
  readonly severity: { readonly relation: 'same' | 'raised' | 'lowered' | 'changed'; readonly why?: string }
  /** `unknown` where the two languages name log sources in different words. */
  readonly routing: { readonly relation: 'same' | 'changed' | 'unknown'; readonly why?: string }
  /** Whether it runs, and raises alerts of its own. What a rule does not say is that it does. */
  readonly alerting: { readonly relation: 'same' | 'changed'; readonly why?: string }
}

/** Compares two rules of any languages: what fires them, how they count, how loud they are, which events they see. */
export function compareRules(a: Rule, b: Rule, options: CompareRulesOptions = {}): RuleComparison {
  const condition = options.mapping === undefined ? sameNames(a, b, options) : mapped(a, b, options.mapping, options)
  const trigger = compareTriggers(a.trigger, b.trigger)
  return {
    verdict: joint(condition.verdict, trigger.relation),
    condition,
    trigger,
    severity: compareSeverity(a, b),
    routing: compareRouting(a, b),
    alerting: compareAlerting(a, b),
  }
}

function sameNames(a: Rule, b: Rule, options: CompareRulesOptions): Comparison {
  const assumptions = [...(a.assumptions ?? []), ...(b.assumptions ?? []), ...(options.assumptions ?? [])]
  return compareConditions(wholeCondition(a), wholeCondition(b), { assumptions })
}

/** What the pack knows of the events is used and not reported. */
function mapped(
  a: Rule,
  b: Rule,
  { pack, platforms }: NonNullable<CompareRulesOptions['mapping']>,
  options: CompareRulesOptions,
): Comparison {
  const [own, other] = [overSource(a, pack, platforms[0]), overSource(b, pack, platforms[1])]
  const given = [...own.assumptions, ...other.assumptions, ...(options.assumptions ?? [])]
  const problem = own.problem ?? other.problem
  const index = packIndex(pack)
  const open = (assumptions: readonly Assumption[] = []): readonly Assumption[] =>
    assumptions.filter((assumption) => !isKnown(assumption, index))
  if (problem !== undefined) {
    return { verdict: 'unproven', assumptions: open(given), unproven: `Under the mapping ${pack.id}: ${problem}` }
  }
  const facts = packAssumptions([own.condition, other.condition], index)
  const always = packAlways([own.condition, other.condition], pack)
  const comparison = compareConditions(amongThose(always, own.condition), amongThose(always, other.condition), {
    assumptions: [...facts, ...given],
  })
  const { needed, discharged, ...rest } = comparison
  return {
    ...rest,
    assumptions: open(comparison.assumptions),
    ...(needed === undefined ? {} : { needed: needed.filter(({ assumption }) => open([assumption]).length > 0) }),
    ...(discharged === undefined ? {} : { discharged: open(discharged) }),
  }
}

/** What two parts come to: wider and narrower at once is different; what is not known of one is not known of both. */
function joint(condition: Relation, trigger: Relation): Relation {
  if (condition === 'unproven' || trigger === 'unproven') return 'unproven'
  if (condition === 'equivalent') return trigger
  return trigger === 'equivalent' || trigger === condition ? condition : 'different'
}

function compareSeverity(a: Rule, b: Rule): RuleComparison['severity'] {
  if (a.severity !== b.severity) {
    const [from, to] = [a.severity, b.severity].map((level) => (level === undefined ? -1 : SEVERITIES.indexOf(level)))
    const why = `${a.severity ?? 'no severity'} -> ${b.severity ?? 'no severity'}`
    if (a.severity === undefined || b.severity === undefined) return { relation: 'changed', why }
    return { relation: (to as number) > (from as number) ? 'raised' : 'lowered', why }
  }
  const same =
    a.severityOverrides.length === b.severityOverrides.length &&
    a.severityOverrides.every((override, i) => {
      const other = b.severityOverrides[i]
      return other !== undefined && other.severity === override.severity && equals(other.condition, override.condition)
    })
  return same ? { relation: 'same' } : { relation: 'changed', why: 'Other conditions change the severity.' }
}

function compareAlerting(a: Rule, b: Rule): RuleComparison['alerting'] {
  const [from, to] = [alertingOf(a), alertingOf(b)]
  return from === to ? { relation: 'same' } : { relation: 'changed', why: `${from} -> ${to}` }
}

function alertingOf({ enabled, signal }: Rule): string {
  if (enabled === false) return 'does not run'
  return signal === true ? 'raises no alerts' : 'alerts'
}

function compareRouting(a: Rule, b: Rule): RuleComparison['routing'] {
  const [keysA, keysB] = [routingKeysOf(a.logSource), routingKeysOf(b.logSource)]
  if (a.language !== b.language && !keysA.some((key) => keysB.includes(key))) {
    return keysA.length + keysB.length === 0 ? { relation: 'same' } : { relation: 'unknown' }
  }
  const changed = ROUTING_KEYS.filter((key) => textOf(a.logSource, key) !== textOf(b.logSource, key))
  const why = changed.map((key) => `${key}: ${textOf(a.logSource, key)} -> ${textOf(b.logSource, key)}`).join('; ')
  return changed.length === 0 ? { relation: 'same' } : { relation: 'changed', why }
}

function textOf(source: LogSource, key: RoutingKey): string {
  const value = source[key]
  if (value === undefined) return 'none'
  return typeof value === 'string' ? value : [...value].sort().join(', ')
}
