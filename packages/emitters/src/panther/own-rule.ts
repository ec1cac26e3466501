import { isUnchanged, type JsonValue, type Rule } from '@ruleglot/core'
import type { YamlValue } from './yaml.js'

/**
 * A rule that was Panther's to begin with is written from its own document: keys that nobody changed stay as they were,
 * in their order, unknown ones too; so does its Python, with title() and everything else that the model has no words for.
 */
export function ownEntries(
  rule: Rule,
  entries: readonly (readonly [string, YamlValue])[],
  style: Style,
): readonly (readonly [string, YamlValue])[] {
  const written = new Map(entries)
  // The body goes from YAML to Python or back: what the other style has of it goes.
  const isMoved = style !== ownStyle(rule)
  const own = Object.entries(rule.vendor).filter(
    ([key]) => key !== PYTHON_KEY && !(isMoved && BODY_KEYS.has(key) && !written.has(key)),
  )
  const kept = own.flatMap(([key, value]): readonly (readonly [string, YamlValue])[] => {
    if (!isChanged(rule, key) && !(isMoved && BODY_KEYS.has(key))) return [[key, value]]
    const now = written.get(key)
    return now === undefined ? [] : [[key, now]]
  })
  const known = new Set(own.map(([key]) => key))
  const isNew = (key: string): boolean => isChanged(rule, key) || (isMoved && BODY_KEYS.has(key))
  return [...kept, ...entries.filter(([key]) => !known.has(key) && isNew(key))]
}

export type Style = 'python' | 'simple'

/** How a rule of Panther's own holds its body. */
export function ownStyle(rule: Rule): Style {
  return isOwn(rule) && rule.vendor['Detection'] !== undefined ? 'simple' : 'python'
}

/** Keys that hold the body of a rule, or a part of it, in one of the styles. */
const BODY_KEYS: ReadonlySet<string> = new Set([
  'Filename',
  'Detection',
  'InlineFilters',
  'DynamicSeverities',
  'AlertTitle',
  'AlertContext',
  'GroupBy',
])

/** The Python as it was read, while the condition and what else it decides are unchanged. */
export function ownPython(rule: Rule): string | undefined {
  const text: JsonValue | undefined = rule.vendor[PYTHON_KEY]
  const same = isUnchanged(rule, 'condition') && isUnchanged(rule, 'severityOverrides') && isUnchanged(rule, 'defined')
  return typeof text === 'string' && same ? text : undefined
}

/** Whether the rule comes from a Panther document. */
export function isOwn(rule: Rule): boolean {
  return rule.language === 'panther' && typeof rule.vendor['RuleID'] === 'string'
}

/** Where the reader keeps the text of the module; Panther's own keys begin with capitals. */
const PYTHON_KEY = 'python'

function isChanged(rule: Rule, key: string): boolean {
  const fields = Object.hasOwn(FIELDS, key) ? FIELDS[key] : undefined
  return fields?.some((field) => !isUnchanged(rule, field)) ?? false
}

/** The fields of the model behind a key. */
const FIELDS: Readonly<Record<string, readonly (keyof Rule)[]>> = {
  RuleID: ['id'],
  DisplayName: ['title'],
  Enabled: ['enabled'],
  CreateAlert: ['signal'],
  LogTypes: ['logSource'],
  Tags: ['tags'],
  Reports: ['attack'],
  Severity: ['severity'],
  Status: ['status'],
  Description: ['description'],
  Reference: ['references'],
  Runbook: ['runbook'],
  DedupPeriodMinutes: ['grouping', 'trigger'],
  Threshold: ['trigger'],
  SummaryAttributes: ['outputFields'],
  Detection: ['condition', 'defined'],
  // Inline filters are part of the condition, which is written without them.
  InlineFilters: ['condition', 'defined'],
  DynamicSeverities: ['severityOverrides'],
  AlertTitle: ['alertTitle'],
  AlertContext: ['outputFields'],
  GroupBy: ['grouping', 'trigger'],
  Tests: ['tests'],
}
