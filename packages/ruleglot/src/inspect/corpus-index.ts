import { inlineLets, type Rule, wholeCondition } from '@ruleglot/core'
import { indicatorsOf } from './indicators.js'
import type { Indicator, IndicatorKind } from './inspection.js'

/** Which rules of a corpus look for what. Built once for each corpus. */
export interface CorpusIndex {
  /** Rules by field, kind and value. */
  readonly byIndicator: ReadonlyMap<string, ReadonlySet<Rule>>
  /** Rules by operation, whatever their platform calls its field. */
  readonly byOperation: ReadonlyMap<string, ReadonlySet<Rule>>
}

const INDEXES = new WeakMap<readonly Rule[], CorpusIndex>()

export function corpusIndex(corpus: readonly Rule[]): CorpusIndex {
  const known = INDEXES.get(corpus)
  if (known !== undefined) return known
  const byIndicator = new Map<string, Set<Rule>>()
  const byOperation = new Map<string, Set<Rule>>()
  for (const rule of corpus) {
    const { indicators } = indicatorsOf(inlineLets(wholeCondition(rule)))
    for (const { field, kind, values } of indicators) {
      for (const { value } of values) put(byIndicator, indicatorKey(field, kind, value), rule)
    }
    for (const operation of operationsOf(indicators)) put(byOperation, operation, rule)
  }
  const index = { byIndicator, byOperation }
  INDEXES.set(corpus, index)
  return index
}

export function indicatorKey(field: string, kind: IndicatorKind, value: unknown): string {
  return JSON.stringify([field, kind, value])
}

/**
 * The API calls and operations that a rule looks for by equality. Platforms name the field in their own ways; the value
 * is the vendor's in each of them.
 */
export function operationsOf(indicators: readonly Indicator[]): readonly string[] {
  const found = new Set<string>()
  for (const { field, kind, values } of indicators) {
    const prefix = kind === 'eq' ? OPERATION_FIELDS[field.toLowerCase()] : undefined
    if (prefix === undefined) continue
    for (const { value } of values) found.add(`${prefix}${value}`)
  }
  return [...found]
}

/** Field by lower-case name, with what goes before its value: event numbers of one vendor are not those of another. */
const OPERATION_FIELDS: Readonly<Record<string, string>> = {
  __proto__: null as never,
  'event.action': '',
  eventname: '',
  eventtype: '',
  'okta.event_type': '',
  operation: '',
  operationname: '',
  'azure.activitylogs.operation_name': '',
  activitydisplayname: '',
  methodname: '',
  'protopayload.methodname': '',
  'gcp.audit.method_name': '',
  'data.protopayload.methodname': '',
  action: '',
  verb: '',
  'kubernetes.audit.verb': '',
  eventid: 'event ',
  'event.code': 'event ',
  'winlog.event_id': 'event ',
}

function put(index: Map<string, Set<Rule>>, key: string, rule: Rule): void {
  const rules = index.get(key)
  if (rules === undefined) index.set(key, new Set([rule]))
  else rules.add(rule)
}
