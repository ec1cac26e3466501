import {
  type Condition,
  dotted,
  type EmitOptions,
  elasticSeverity,
  isChoice,
  isPath,
  type JsonObject,
  type JsonValue,
  type Rule,
} from '@ruleglot/core'
import { convertedId } from '../identity.js'
import { tacticNames, threatTables } from './attack.js'
import { suppression } from './trigger-keys.js'

/** Keys to set in the two tables of a rule file; an undefined value takes the key away. */
export interface KeyChanges {
  readonly metadata?: Keys
  readonly rule?: Keys
}
export type Keys = Readonly<Record<string, JsonValue | undefined>>

/** Fields of the model and the keys that hold them. spec/metadata.md says the same in words. */
export interface Crossing {
  readonly fields: readonly (keyof Rule)[]
  readonly write: (rule: Rule, options: EmitOptions, enabled: boolean) => KeyChanges
}

export const CROSSINGS: readonly Crossing[] = [
  {
    fields: ['id'],
    write: (rule, { id }) => ({ rule: { rule_id: id ?? (isOwn(rule) ? rule.id : convertedId(rule, 'elastic')) } }),
  },
  { fields: ['title'], write: ({ title }) => ({ rule: { name: title } }) },
  { fields: ['alertTitle'], write: (rule) => ({ rule: { rule_name_override: nameOverride(rule) } }) },
  {
    fields: ['description'],
    write: ({ description, title }) => ({ rule: { description: prose(description ?? title) } }),
  },
  { fields: ['severity', 'riskScore'], write: writeSeverity },
  { fields: ['severityOverrides'], write: (rule) => ({ rule: { severity_mapping: listOrNone(severityRows(rule)) } }) },
  { fields: ['status', 'enabled'], write: writeMaturity },
  {
    fields: ['signal'],
    write: ({ signal }) => ({ rule: { building_block_type: signal === true ? 'default' : undefined } }),
  },
  { fields: ['authors'], write: ({ authors }) => ({ rule: { author: authors } }) },
  { fields: ['license'], write: ({ license }) => ({ rule: { license } }) },
  {
    fields: ['created'],
    write: ({ created, modified }) => ({ metadata: { creation_date: date(created ?? modified) } }),
  },
  {
    fields: ['modified'],
    write: ({ created, modified }) => ({ metadata: { updated_date: date(modified ?? created) } }),
  },
  { fields: ['references'], write: ({ references }) => ({ rule: { references: listOrNone(references) } }) },
  {
    fields: ['falsePositives'],
    write: ({ falsePositives }) => ({ rule: { false_positives: listOrNone(falsePositives) } }),
  },
  { fields: ['runbook'], write: ({ runbook }) => ({ rule: { note: guide(runbook) } }) },
  { fields: ['setup'], write: ({ setup }) => ({ rule: { setup: prose(setup) } }) },
  { fields: ['tags'], write: writeTags },
  { fields: ['attack'], write: ({ attack }) => ({ rule: { threat: listOrNone(threatTables(attack)) } }) },
  { fields: ['logSource'], write: writeLogSource },
  { fields: ['outputFields'], write: writeOutputFields },
  { fields: ['grouping'], write: (rule) => ({ rule: { alert_suppression: suppression(rule) } }) },
]

/** A rule that was Elastic's and still is. */
export function isOwn(rule: Rule): boolean {
  return rule.language === 'elastic'
}

/** Alerts are named after one field or after the rule. */
export function nameOverride({ alertTitle = [] }: Rule): string | undefined {
  const [only, ...more] = alertTitle
  if (only === undefined || typeof only === 'string' || isChoice(only) || more.length > 0) return undefined
  return only.instead === undefined ? dotted(only.path) : undefined
}

function writeSeverity({ severity = 'medium', riskScore }: Rule): KeyChanges {
  const own = elasticSeverity(severity)
  return { rule: { severity: own.severity, risk_score: riskScore ?? own.riskScore } }
}

/** Rows of `severity_mapping`: Kibana compares one field with one string. What else decides a severity has no row. */
export function severityRows({ severityOverrides }: Rule): readonly JsonObject[] {
  return severityOverrides.flatMap(({ condition, severity }) => {
    const test = stringEquality(condition)
    return test === undefined
      ? []
      : [{ field: test.field, operator: 'equals', severity: elasticSeverity(severity).severity, value: test.value }]
  })
}

function stringEquality(condition: Condition): { readonly field: string; readonly value: string } | undefined {
  if (condition.kind !== 'Compare' || condition.op !== 'eq' || !isPath(condition.field)) return undefined
  const field = dotted(condition.field)
  const { value } = condition
  if (typeof value === 'string' && field !== 'event.severity') return { field, value }
  return typeof value === 'number' && field === 'event.severity' ? { field, value: String(value) } : undefined
}

/** `enabled` says whether the condition and trigger are safe to run. */
function writeMaturity({ status, enabled }: Rule, _options: EmitOptions, isSafe: boolean): KeyChanges {
  if (status === 'deprecated') return { metadata: { maturity: 'deprecated' } }
  return {
    metadata: { maturity: isSafe && enabled !== false && status !== 'unsupported' ? 'production' : 'development' },
  }
}

function writeTags(rule: Rule, options: EmitOptions): KeyChanges {
  if (isOwn(rule)) return { rule: { tags: rule.tags } }
  const tactics = tacticNames(rule.attack).map((name) => `Tactic: ${name}`)
  const source = rule.id ?? rule.title
  const provenance =
    source === undefined ? [] : [`Source Rule: ${SOURCE_NAMES[rule.language] ?? rule.language} ${source}`]
  const own = options.target?.tags ?? []
  // Elastic's rules about endpoints name their data sources last.
  const isLate = (tag: string): boolean => tag.startsWith('Data Source: ') && own.some((one) => one.startsWith('OS: '))
  const [first, late] = [own.filter((tag) => !isLate(tag)), own.filter(isLate)]
  return { rule: { tags: [...first, ...tactics, ...late, ...provenance] } }
}

const SOURCE_NAMES: Readonly<Record<string, string>> = {
  panther: 'Panther',
  sigma: 'Sigma',
  javascript: 'JavaScript',
  kql: 'KQL',
}

function writeLogSource({ logSource }: Rule, { target }: EmitOptions): KeyChanges {
  return {
    metadata: { integration: listOrNone(target?.integration ?? logSource.integration ?? []) },
    rule: { index: listOrNone(target?.index ?? logSource.index ?? []) },
  }
}

function writeOutputFields({ outputFields }: Rule): KeyChanges {
  const names = [...new Set(outputFields.map(({ path }) => dotted(path)))]
  return { rule: { investigation_fields: names.length === 0 ? undefined : { field_names: names } } }
}

function listOrNone(list: readonly JsonValue[]): readonly JsonValue[] | undefined {
  return list.length === 0 ? undefined : list
}

/** Elastic's descriptions stand between lines of quotes. */
function prose(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `${text}\n`
}

function guide(text: string | undefined): string | undefined {
  return text === undefined ? undefined : `## Triage and analysis\n\n${text}\n`
}

function date(text: string | undefined): string | undefined {
  return text?.replaceAll('-', '/')
}
