import {
  type Condition,
  dotted,
  evaluate,
  inlineLets,
  type Rule,
  type Trigger,
  visit,
  wholeCondition,
} from '@ruleglot/core'
import { corpusIndex, indicatorKey, operationsOf } from './corpus-index.js'
import { indicatorsOf } from './indicators.js'
import type { AttackCoverage, DataSource, Indicator, Inspection, RelatedRule } from './inspection.js'

export interface InspectOptions {
  /** Other rules, of any language: how many look for the same, and which for the same operation. The rule itself may be among them. */
  readonly corpus?: readonly Rule[]
}

/** Writes a condition in condition syntax; undefined where it cannot be written. */
export type ConditionPrinter = (condition: Condition) => string | undefined

/** Everything a catalog page says about one rule, from the rule alone. */
export function inspectRule(rule: Rule, { corpus }: InspectOptions, print: ConditionPrinter): Inspection {
  const whole = wholeCondition(rule)
  const { indicators, exclusions } = indicatorsOf(inlineLets(whole))
  const condition = print(rule.condition)
  const query = queryOf(rule)
  return {
    language: rule.language,
    ...present({
      id: rule.id,
      title: rule.title,
      description: rule.description,
      severity: rule.severity,
      status: rule.status,
      enabled: rule.enabled,
      license: rule.license,
      created: rule.created,
      modified: rule.modified,
      runbook: rule.runbook,
      setup: rule.setup,
      condition,
      query,
    }),
    authors: rule.authors,
    dataSources: dataSourcesOf(rule),
    tags: rule.tags,
    references: rule.references,
    falsePositives: rule.falsePositives,
    attack: coverageOf(rule),
    unread: unreadParts(whole),
    indicators: counted(indicators, rule, corpus),
    exclusions: counted(exclusions, rule, undefined),
    outputFields: rule.outputFields.map(({ name, path }) => ({ field: name ?? dotted(path), source: dotted(path) })),
    trigger: triggerText(rule.trigger),
    tests: rule.tests.map(({ name, event, expected }) => ({ name, event, expected, actual: evaluate(whole, event) })),
    related: relatedTo(rule, indicators, corpus),
  }
}

function present<T extends Record<string, unknown>>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

/** A rule of a query language keeps the query under this key of its document. */
function queryOf({ vendor }: Rule): string | undefined {
  const document = vendor['rule']
  if (typeof document !== 'object' || document === null || !('query' in document)) return undefined
  return typeof document.query === 'string' ? document.query.trim() : undefined
}

function dataSourcesOf({ logSource }: Rule): readonly DataSource[] {
  const { category, product, service } = logSource
  const named = Object.entries({ product, category, service }).filter(([, value]) => value !== undefined)
  return [
    ...(logSource.logTypes ?? []).map((name) => ({ kind: 'log type', name }) as const),
    ...(logSource.integration ?? []).map((name) => ({ kind: 'integration', name }) as const),
    ...(logSource.index ?? []).map((name) => ({ kind: 'index', name }) as const),
    ...(named.length === 0
      ? []
      : [{ kind: 'log source', name: named.map((pair) => pair.join(': ')).join(', ') } as const]),
  ]
}

/** Techniques under their tactics, in the rule's order. */
function coverageOf(rule: Rule): readonly AttackCoverage[] {
  const groups = new Map<
    string,
    { tactic: AttackCoverage['tactic']; techniques: AttackCoverage['techniques'][number][] }
  >()
  for (const { tactic, technique } of rule.attack) {
    const group = groups.get(tactic?.id ?? '') ?? { tactic, techniques: [] }
    if (technique !== undefined && !group.techniques.some(({ id }) => id === technique.id))
      group.techniques.push(technique)
    groups.set(tactic?.id ?? '', group)
  }
  return [...groups.values()].map(({ tactic, techniques }) =>
    tactic === undefined ? { techniques } : { tactic, techniques },
  )
}

function unreadParts(condition: Condition): readonly string[] {
  const parts: string[] = []
  visit(condition, (node) => {
    if (node.kind === 'Opaque') parts.push(node.text)
  })
  return parts
}

function counted(
  indicators: readonly Indicator[],
  rule: Rule,
  corpus: readonly Rule[] | undefined,
): readonly Indicator[] {
  if (corpus === undefined) return indicators
  const { byIndicator } = corpusIndex(corpus)
  return indicators.map(({ field, kind, values }) => ({
    field,
    kind,
    values: values.map(({ value }) => {
      const rules = byIndicator.get(indicatorKey(field, kind, value)) ?? new Set<Rule>()
      return { value, others: [...rules].filter((other) => !isSame(other, rule)).length }
    }),
  }))
}

function relatedTo(
  rule: Rule,
  indicators: readonly Indicator[],
  corpus: readonly Rule[] | undefined,
): readonly RelatedRule[] {
  if (corpus === undefined) return []
  const { byOperation } = corpusIndex(corpus)
  const shared = new Map<Rule, string[]>()
  for (const operation of operationsOf(indicators)) {
    for (const other of byOperation.get(operation) ?? []) {
      if (!isSame(other, rule)) shared.set(other, [...(shared.get(other) ?? []), operation])
    }
  }
  return [...shared].map(([{ language, id, title }, operations]) => ({
    language,
    ...present({ id, title }),
    operations,
  }))
}

function isSame(a: Rule, b: Rule): boolean {
  return a === b || (a.id !== undefined && a.language === b.language && a.id === b.id)
}

function triggerText(trigger: Trigger): string {
  switch (trigger.kind) {
    case 'each':
      return 'alerts on each match'
    case 'threshold': {
      const { count, groupBy, window, distinct } = trigger
      const by = groupBy.length === 0 ? '' : ` with the same ${groupBy.map(dotted).join(', ')}`
      const within = window === undefined ? '' : ` within ${duration(window)}`
      const values =
        distinct === undefined ? '' : ` and ${distinct.count} different values of ${dotted(distinct.field)}`
      return `alerts on ${count} matches${values}${by}${within}`
    }
    case 'newTerms':
      return `alerts on values of ${trigger.fields.map(dotted).join(', ')} not seen in ${duration(trigger.history)}`
    case 'other':
      return `${trigger.name} of ${trigger.language}, kept as it stands`
  }
}

function duration(seconds: number): string {
  const units = [
    [86_400, 'day'],
    [3600, 'hour'],
    [60, 'minute'],
  ] as const
  const [size, name] = units.find(([length]) => seconds % length === 0) ?? [1, 'second']
  const count = seconds / size
  return `${count} ${name}${count === 1 ? '' : 's'}`
}
