import {
  type Condition,
  compare,
  elasticSeverity,
  type Grouping,
  type LogSource,
  parseSeverity,
  pathOf,
  type Rule,
  type RuleSeverity,
  type RuleStatus,
  SEVERITIES,
  type SeverityOverride,
  severityOfRiskScore,
} from '@ruleglot/core'
import { readAttack } from './attack.js'
import type { DocumentPath } from './document.js'
import { secondsIn } from './duration.js'
import {
  booleanAt,
  hasTable,
  keyPath,
  keyValue,
  METADATA,
  numberAt,
  type Reading,
  report,
  tablesAt,
  textAt,
  textsAt,
} from './keys.js'

/** Everything of the model but the condition, the trigger and where it came from. What crosses how: spec/metadata.md. */
export type Metadata = Omit<
  Rule,
  'ir' | 'language' | 'condition' | 'defined' | 'assumptions' | 'trigger' | 'vendor' | 'origin' | 'span' | 'tests'
>

export function readMetadata(reading: Reading): Metadata {
  const severity = readSeverity(reading)
  return {
    ...given('id', textAt(reading, ['rule_id'])),
    ...given('title', textAt(reading, ['name'])),
    ...given('alertTitle', readAlertTitle(reading)),
    ...given('description', trimmed(textAt(reading, ['description']))),
    ...given('severity', severity),
    ...given('riskScore', readRiskScore(reading, severity)),
    severityOverrides: readSeverityOverrides(reading),
    ...readStatus(reading),
    ...(keyValue(reading, ['building_block_type']) === undefined ? {} : { signal: true }),
    authors: textsAt(reading, ['author']),
    ...given('license', textAt(reading, ['license'])),
    ...given('created', readDate(reading, 'creation_date', 'created_at')),
    ...given('modified', readDate(reading, 'updated_date', 'updated_at')),
    references: textsAt(reading, ['references']),
    falsePositives: textsAt(reading, ['false_positives']).map((text) => text.trim()),
    ...given('runbook', withoutHeading(textAt(reading, ['note']))),
    ...given('setup', trimmed(textAt(reading, ['setup']))),
    tags: textsAt(reading, ['tags']),
    attack: readAttack(reading),
    logSource: readLogSource(reading),
    outputFields: readOutputFields(reading),
    ...given('grouping', readGrouping(reading)),
  }
}

/** A key when there is a value for it. */
function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
}

function trimmed(text: string | undefined): string | undefined {
  const trimmedText = text?.trim()
  return trimmedText === '' ? undefined : trimmedText
}

/** Elastic's guides open with a heading that says what the field is; other platforms have a key for that. */
function withoutHeading(note: string | undefined): string | undefined {
  return trimmed(note?.trim().replace(/^#{1,6} *triage and analysis *(?:\r?\n|$)/i, ''))
}

function readSeverity(reading: Reading): RuleSeverity | undefined {
  const score = numberAt(reading, ['risk_score'])
  return severityAt(reading, ['severity']) ?? (score === undefined ? undefined : severityOfRiskScore(score))
}

function severityAt(reading: Reading, path: DocumentPath): RuleSeverity | undefined {
  const text = textAt(reading, path)
  if (text === undefined) return undefined
  const severity = parseSeverity(text)
  if (severity === undefined || severity === 'informational') {
    report(reading, 'elastic/unknown-value', path, `"${text}" is no severity of Elastic's.`, {
      hint: 'One of low, medium, high, critical.',
    })
  }
  return severity
}

/** Kept only where it is not the score that goes with the severity. */
function readRiskScore(reading: Reading, severity: RuleSeverity | undefined): number | undefined {
  const score = numberAt(reading, ['risk_score'])
  return severity !== undefined && score === elasticSeverity(severity).riskScore ? undefined : score
}

/**
 * `severity_mapping`: the highest severity whose row fits wins, so the rows are listed from the highest. Kibana compares
 * `event.severity` as a number and every other field as a string.
 */
function readSeverityOverrides(reading: Reading): readonly SeverityOverride[] {
  const overrides = tablesAt(reading, ['severity_mapping']).flatMap((row) => {
    const field = textAt(reading, [...row, 'field'])
    const value = textAt(reading, [...row, 'value'])
    const severity = severityAt(reading, [...row, 'severity'])
    if (field === undefined || field === '' || value === undefined || severity === undefined) return []
    const span = reading.document.spanOf(keyPath(reading, row))
    const condition: Condition = compare(pathOf(field), 'eq', field === 'event.severity' ? Number(value) : value, {
      span,
    })
    return Number.isNaN(Number(value)) && field === 'event.severity' ? [] : [{ condition, severity }]
  })
  return [...overrides].sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))
}

/**
 * `maturity` says who should run the rule, `enabled` whether it runs. A production rule is one that its authors have
 * reviewed: Sigma's `test`.
 */
function readStatus(reading: Reading): { readonly status?: RuleStatus; readonly enabled?: boolean } {
  const maturity = textAt(reading, [METADATA, 'maturity'])
  const enabled = booleanAt(reading, ['enabled'])
  if (maturity === undefined) return given('enabled', enabled)
  if (!Object.hasOwn(MATURITIES, maturity)) {
    report(reading, 'elastic/unknown-value', [METADATA, 'maturity'], `"${maturity}" is no maturity.`, {
      hint: `One of ${Object.keys(MATURITIES).join(', ')}.`,
    })
    return given('enabled', enabled)
  }
  const status = MATURITIES[maturity] as RuleStatus
  return { status, enabled: maturity === 'production' && enabled !== false }
}

const MATURITIES: Readonly<Record<string, RuleStatus>> = {
  production: 'test',
  development: 'experimental',
  experimental: 'experimental',
  beta: 'experimental',
  deprecated: 'deprecated',
}

/** YYYY-MM-DD, from `2020/05/21` in TOML or a timestamp in an export. */
function readDate(reading: Reading, tomlKey: string, exportKey: string): string | undefined {
  for (const path of [[METADATA, tomlKey], [exportKey]]) {
    const text = textAt(reading, path)
    if (text === undefined) continue
    const date = /^(\d{4})[/-](\d\d)[/-](\d\d)(?![\d])/.exec(text.trim())
    if (date !== null) return `${date[1]}-${date[2]}-${date[3]}`
    report(reading, 'elastic/unknown-value', path, `"${text}" is no date.`, { hint: 'Write it as "2024/01/31".' })
  }
  return undefined
}

function readLogSource(reading: Reading): LogSource {
  const index = keyValue(reading, ['index']) === undefined ? undefined : textsAt(reading, ['index'])
  return { ...given('index', index), ...given('integration', readIntegrations(reading)) }
}

function readIntegrations(reading: Reading): readonly string[] | undefined {
  const value = keyValue(reading, [METADATA, 'integration'])
  // One integration is often written as a plain string.
  if (typeof value === 'string') return [value]
  if (value !== undefined) return textsAt(reading, [METADATA, 'integration'])
  const related = tablesAt(reading, ['related_integrations']).flatMap(
    (row) => textAt(reading, [...row, 'package']) ?? [],
  )
  return related.length === 0 ? undefined : [...new Set(related)]
}

/** `rule_name_override`: alerts are named after a field, without it after the rule. */
function readAlertTitle(reading: Reading): Rule['alertTitle'] {
  const field = textAt(reading, ['rule_name_override'])
  if (field === undefined || field === '') return undefined
  return [{ path: pathOf(field), ...given('missing', textAt(reading, ['name'])) }]
}

function readOutputFields(reading: Reading): Rule['outputFields'] {
  if (!hasTable(reading, ['investigation_fields'])) return []
  return textsAt(reading, ['investigation_fields', 'field_names']).map((name) => ({ path: pathOf(name) }))
}

/** `alert_suppression`. Without a duration the alerts of one run are joined: no window that a clock could tell. */
function readGrouping(reading: Reading): Grouping | undefined {
  const path = 'alert_suppression'
  if (!hasTable(reading, [path])) return undefined
  const by = textsAt(reading, [path, 'group_by']).map(pathOf)
  const value = numberAt(reading, [path, 'duration', 'value'])
  const unit = textAt(reading, [path, 'duration', 'unit'])
  const seconds = value === undefined || unit === undefined ? undefined : secondsIn(`${value}${unit}`)
  const missing = textAt(reading, [path, 'missing_fields_strategy'])
  return {
    by,
    ...given('window', seconds === undefined ? undefined : seconds / 60),
    ...given('missing', missing === undefined ? undefined : missing === 'doNotSuppress' ? 'alert' : 'suppress'),
  }
}
