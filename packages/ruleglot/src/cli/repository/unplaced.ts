import type { Rule } from '@ruleglot/core'

/** Parts of a rule that a reader would miss, by the name that people call them. */
const PARTS: Readonly<Record<string, (rule: Rule) => unknown>> = {
  description: (rule) => rule.description,
  authors: (rule) => rule.authors,
  license: (rule) => rule.license,
  created: (rule) => rule.created,
  modified: (rule) => rule.modified,
  references: (rule) => rule.references,
  'false positives': (rule) => rule.falsePositives,
  runbook: (rule) => rule.runbook,
  setup: (rule) => rule.setup,
  'risk score': (rule) => rule.riskScore,
  status: (rule) => rule.status,
  tags: (rule) => rule.tags,
  'ATT&CK': (rule) => rule.attack,
  'output fields': (rule) => rule.outputFields,
  grouping: (rule) => rule.grouping,
  'severity overrides': (rule) => rule.severityOverrides,
  signal: (rule) => (rule.signal === true ? true : undefined),
  trigger: (rule) => (rule.trigger.kind === 'each' ? undefined : rule.trigger),
  tests: (rule) => rule.tests,
}

/** What the source says and its output, read back, does not say anywhere. */
export function unplacedParts(source: Rule, output: Rule | undefined): readonly string[] {
  return Object.entries(PARTS).flatMap(([name, part]) =>
    isSaid(part(source)) && !(output !== undefined && isSaid(part(output))) ? [name] : [],
  )
}

function isSaid(value: unknown): boolean {
  return value !== undefined && !(Array.isArray(value) && value.length === 0)
}
