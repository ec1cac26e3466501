import {
  type AttackReference,
  type Diagnostic,
  diagnostic,
  type JsonObject,
  type JsonValue,
  parsePantherAttack,
  parseSeverity,
  type Rule,
  type RuleStatus,
  type RuleTest,
  type Span,
} from '@ruleglot/core'

/** A rule document while it is read. */
export interface Reading {
  readonly vendor: JsonObject
  readonly diagnostics: Diagnostic[]
  /** Where the value of a key stands. */
  readonly spanOf: (key: string) => Span
}

/** The fields of a rule that stand in its YAML. A key of another type is reported and left to `vendor`. */
export function metadataOf(reading: Reading): Partial<Rule> {
  const { vendor } = reading
  const text = (key: string): string | undefined => typed(reading, key, 'string') as string | undefined
  const title = text('DisplayName')
  const description = text('Description')?.trim()
  const severity = parseSeverity(text('Severity') ?? '')
  const status = STATUS[(text('Status') ?? '').toLowerCase()]
  const enabled = typed(reading, 'Enabled', 'boolean') as boolean | undefined
  const reference = text('Reference')?.trim()
  const runbook = text('Runbook')?.trim()
  const logTypes = texts(reading, 'LogTypes')
  return {
    ...given('id', text('RuleID')),
    ...given('title', title),
    ...given('description', description),
    ...given('severity', severity),
    ...given('status', status),
    ...given('enabled', enabled),
    ...(vendor['CreateAlert'] === false ? { signal: true } : {}),
    references: reference === undefined || reference === '' ? [] : [reference],
    ...given('runbook', runbook),
    tags: texts(reading, 'Tags'),
    attack: attackOf(vendor['Reports']),
    logSource: logTypes.length === 0 ? {} : { logTypes },
    // Panther finds them in any letter case.
    outputFields: texts(reading, 'SummaryAttributes').map((name) => ({
      path: name.split(':').map((key) => ({ key, ignoreCase: true as const })),
    })),
    ...triggerOf(reading),
    tests: testsOf(vendor['Tests']),
  }
}

function given<K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: V }
}

const STATUS: Readonly<Record<string, RuleStatus>> = {
  experimental: 'experimental',
  deprecated: 'deprecated',
  stable: 'stable',
  test: 'test',
}

function typed(reading: Reading, key: string, type: 'string' | 'boolean' | 'number'): JsonValue | undefined {
  const value = reading.vendor[key]
  if (value === undefined || value === null) return undefined
  if (typeof value === type) return value
  reading.diagnostics.push(
    diagnostic('panther/wrong-type', `${key} should be a ${type === 'string' ? 'text' : type}.`, {
      span: reading.spanOf(key),
      hint: 'It is kept as it is and not used.',
    }),
  )
  return undefined
}

function texts(reading: Reading, key: string): readonly string[] {
  const value = reading.vendor[key]
  if (value === undefined || value === null) return []
  const list = Array.isArray(value) ? (value as readonly JsonValue[]) : [value as JsonValue]
  return list.filter((item) => typeof item === 'string' || typeof item === 'number').map(String)
}

/** `MITRE ATT&CK: ["TA0006:T1528"]`; what is no pair of ids stays in `vendor` alone. */
function attackOf(reports: JsonValue | undefined): readonly AttackReference[] {
  if (typeof reports !== 'object' || reports === null || Array.isArray(reports)) return []
  return Object.entries(reports as JsonObject)
    .filter(([name]) => /mitre/i.test(name))
    .flatMap(([, items]) => (Array.isArray(items) ? (items as readonly JsonValue[]) : []))
    .map((item) => (typeof item === 'string' ? parsePantherAttack(item) : undefined))
    .filter((reference) => reference !== undefined)
}

/** Panther counts matches per title or dedup(), which the YAML does not name: the groups stay in the Python. */
function triggerOf(reading: Reading): Partial<Rule> {
  const threshold = typed(reading, 'Threshold', 'number') as number | undefined
  const period = typed(reading, 'DedupPeriodMinutes', 'number') as number | undefined
  const grouping = period === undefined ? {} : { grouping: { by: [], window: period } }
  if (threshold === undefined || threshold <= 1) return { ...grouping, trigger: { kind: 'each' } }
  return { ...grouping, trigger: { kind: 'threshold', count: threshold, groupBy: [], window: (period ?? 60) * 60 } }
}

function testsOf(tests: JsonValue | undefined): readonly RuleTest[] {
  if (!Array.isArray(tests)) return []
  return (tests as readonly JsonValue[]).flatMap((test, i): readonly RuleTest[] => {
    if (typeof test !== 'object' || test === null || Array.isArray(test)) return []
    const { Name, ExpectedResult, Log, Resource: _, ...rest } = test as JsonObject
    if (Log === undefined || typeof ExpectedResult !== 'boolean') return []
    const name = typeof Name === 'string' ? Name : `test ${i + 1}`
    const vendor = Object.keys(rest).length === 0 ? {} : { vendor: rest }
    return [{ name, event: Log, expected: ExpectedResult, ...vendor }]
  })
}
