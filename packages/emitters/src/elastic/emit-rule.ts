import {
  type Assumption,
  type Diagnostic,
  diagnostic,
  type EmitOptions,
  type EmittedRule,
  isUnchanged,
  type JsonObject,
  type JsonValue,
  type Result,
  type Rule,
  SEVERITIES,
  success,
  titlePaths,
} from '@ruleglot/core'
import { fileStemOf } from '../file-stem.js'
import { provenanceLines } from '../provenance.js'
import { techniquesWithoutTactic } from './attack.js'
import { indexRouting } from './index-routing.js'
import { queryKeys } from './query-keys.js'
import { CROSSINGS, isOwn, type Keys, nameOverride, severityRows } from './rule-keys.js'
import { triggerKeys } from './trigger-keys.js'
import { writableDocument } from './writable.js'
import { QUERIES, writeToml } from './write-toml.js'

/**
 * A rule as a TOML file. A rule that was Elastic's is written from its own document: keys that nobody changed stay as
 * they were, unknown ones too. Any other rule gets Elastic's usual keys, in Elastic's order, under a line that says where
 * it came from.
 */
export function emitElasticRule(rule: Rule, options: EmitOptions): Result<EmittedRule> {
  const base = documentOf(rule)
  const isNew = base === undefined
  const changed = (...fields: readonly (keyof Rule)[]): boolean =>
    isNew || fields.some((field) => !isUnchanged(rule, field))

  const query = changed('condition', 'defined')
    ? queryKeys(rule, options)
    : success({ keys: {}, assumptions: [], diagnostics: [] })
  if (!query.ok) return query
  const trigger = triggerKeys(rule)
  const searched = indexRouting(rule, options)
  const firesMore = trigger.verdict === 'lost' || searched.routing === 'none' || mayFireMore(options)
  const isSafe = options.enable === 'all' || !firesMore

  let document: RuleFile = base ?? { metadata: {}, rule: isNew ? NEW_RULE : {}, rest: [] }
  for (const crossing of CROSSINGS) {
    const mustDisable = !isSafe && crossing.fields.includes('enabled')
    if (!changed(...crossing.fields) && !mustDisable) continue
    const { metadata = {}, rule: keys = {} } = crossing.write(rule, options, isSafe)
    document = { ...document, metadata: withKeys(document.metadata, metadata), rule: withKeys(document.rule, keys) }
  }
  const conditionKeys = { ...(changed('trigger') ? trigger.keys : {}), ...query.value.keys }
  document = { ...document, rule: withKeys(document.rule, conditionKeys) }

  const writable = writableDocument(toTables(document))
  if (!writable.ok) return writable
  const severity = keepsSeverity(rule) ? 'exact' : 'approximate'
  const header = isOwn(rule) ? [] : headerLines(rule, options, trigger.cause, severity)
  const text = `${[...header, writeToml(writable.value)].join('\n')}\n`
  return success({
    text,
    files: { [`${options.fileStem ?? fileStemOf(rule.title ?? rule.id ?? 'rule')}.toml`]: text },
    assumptions: distinct(query.value.assumptions),
    diagnostics: [
      ...query.value.diagnostics,
      ...writable.diagnostics,
      ...searched.diagnostics,
      ...losses(rule, severity),
    ],
    trigger: trigger.verdict,
    ...(trigger.cause === undefined ? {} : { triggerCause: trigger.cause }),
    severity,
    routing: searched.routing,
  })
}

/** The tables of a rule file; `rest` are tables beside the two that every file has, before or after the rule. */
interface RuleFile {
  readonly metadata: JsonObject
  readonly rule: JsonObject
  readonly rest: readonly (readonly [string, JsonValue])[]
  readonly order?: readonly string[]
}

/** What Elastic's rules have when nothing speaks against it. */
const NEW_RULE: JsonObject = { from: 'now-9m', language: 'kuery', timestamp_override: 'event.ingested' }

/** The document the rule was read from, in the layout of a file; none for a rule of another language. */
function documentOf(rule: Rule): RuleFile | undefined {
  const { vendor } = rule
  if (!isOwn(rule) || Object.keys(vendor).length === 0) return undefined
  if (!isTable(vendor['rule'])) return exported(rule)
  const { metadata, rule: own, ...rest } = vendor
  return {
    metadata: isTable(metadata) ? metadata : {},
    rule: own as JsonObject,
    rest: Object.entries(rest),
    order: Object.keys(vendor),
  }
}

/** An exported rule has its keys at the top and no metadata; a file says there what the model knows. */
function exported(rule: Rule): RuleFile {
  let metadata: JsonObject = {}
  for (const crossing of CROSSINGS) metadata = withKeys(metadata, crossing.write(rule, {}, true).metadata ?? {})
  return { metadata, rule: rule.vendor, rest: [] }
}

function toTables({ metadata, rule, rest, order }: RuleFile): JsonObject {
  const tables: Readonly<Record<string, JsonValue>> = Object.fromEntries([
    ['metadata', metadata],
    ...rest,
    ['rule', rule],
  ])
  const names = [...new Set([...(order ?? []), ...Object.keys(tables)])].filter((name) => Object.hasOwn(tables, name))
  return Object.fromEntries(
    names
      .map((name) => [name, tables[name] as JsonValue] as const)
      .filter(([name]) => name !== 'metadata' || Object.keys(metadata).length > 0),
  )
}

/** The table with keys set, or taken away where undefined. A new key goes where the order of letters has it, before the query. */
function withKeys(table: JsonObject, keys: Keys): JsonObject {
  const entries = Object.entries(table).filter(([key]) => !Object.hasOwn(keys, key) || keys[key] !== undefined)
  for (const [key, value] of Object.entries(keys)) {
    if (value === undefined) continue
    const old = entries.findIndex(([name]) => name === key)
    if (old !== -1) entries[old] = [key, value]
    else {
      const after = QUERIES.has(key) ? -1 : entries.findIndex(([name]) => name > key || QUERIES.has(name))
      entries.splice(after === -1 ? entries.length : after, 0, [key, value])
    }
  }
  return Object.fromEntries(entries)
}

function mayFireMore({ verdict }: EmitOptions): boolean {
  return verdict !== undefined && verdict.condition !== 'exact' && verdict.condition !== 'narrower'
}

function headerLines(
  rule: Rule,
  options: EmitOptions,
  triggerCause: string | undefined,
  severity: 'exact' | 'approximate',
): readonly string[] {
  const differences = [
    ...(triggerCause === undefined ? [] : [`trigger. ${triggerCause}`]),
    ...(severity === 'exact' ? [] : [`severity. ${severityCause(rule)}`]),
  ]
  return provenanceLines(rule, options, differences).map((line) => `# ${line}`)
}

function severityCause({ severity, severityOverrides }: Rule): string {
  const [only, ...more] = severityOverrides
  if (only === undefined || more.length > 0 || severity === undefined || only.condition.kind === 'Opaque')
    return 'The source gives some events another one.'
  const raises = SEVERITIES.indexOf(only.severity) > SEVERITIES.indexOf(severity)
  return `The source ${raises ? 'raises' : 'lowers'} it to ${only.severity} for some events.`
}

/** Every override has a row, and rows from the highest on mean what a list of overrides means: the first that fits. */
function keepsSeverity(rule: Rule): boolean {
  if (isOwn(rule) && isUnchanged(rule, 'severityOverrides')) return true
  const ranks = rule.severityOverrides.map(({ severity }) => SEVERITIES.indexOf(severity))
  return (
    severityRows(rule).length === ranks.length && ranks.every((rank, i) => i === 0 || rank <= (ranks[i - 1] as number))
  )
}

/** Metadata that has no key in a rule file. */
function losses(rule: Rule, severity: 'exact' | 'approximate'): readonly Diagnostic[] {
  if (isOwn(rule)) return []
  const found: Diagnostic[] = []
  if (severity === 'approximate') {
    found.push(
      diagnostic(
        'rule/metadata-lost',
        'Elastic chooses a severity by comparing one field with a string; what the source does is more than that.',
        {
          data: { key: 'severityOverrides' },
        },
      ),
    )
  }
  if (titlePaths(rule.alertTitle ?? []).length > 0 && nameOverride(rule) === undefined) {
    const message =
      'Elastic names alerts after the rule or after one field; what the source puts into titles is left out.'
    found.push(diagnostic('rule/metadata-lost', message, { data: { key: 'alertTitle' } }))
  }
  if (rule.grouping?.text !== undefined) {
    const message =
      'Alerts are grouped by a text that one of several fields or a condition decides; Elastic groups by all of these fields, which may be more alerts.'
    found.push(diagnostic('rule/metadata-lost', message, { data: { key: 'grouping' } }))
  }
  if (rule.tags.length > 0) {
    found.push(
      diagnostic('rule/metadata-lost', `Tags of the source are not Elastic's: ${rule.tags.join(', ')}.`, {
        data: { key: 'tags' },
      }),
    )
  }
  const unpaired = techniquesWithoutTactic(rule.attack)
  if (unpaired.length > 0) {
    found.push(
      diagnostic(
        'rule/metadata-lost',
        `Elastic names a tactic with each technique; ${unpaired.join(', ')} come without.`,
        {
          data: { key: 'attack' },
        },
      ),
    )
  }
  return found
}

function distinct(assumptions: readonly Assumption[]): readonly Assumption[] {
  const byKey = new Map<string, Assumption>()
  for (const assumption of assumptions) {
    const key = JSON.stringify([assumption.kind, assumption.path])
    if (!byKey.has(key)) byKey.set(key, assumption)
  }
  return [...byKey.values()]
}

/** A file name that any system takes. */
function isTable(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
