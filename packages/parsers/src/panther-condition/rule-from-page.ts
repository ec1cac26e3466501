import {
  type AttackReference,
  type Condition,
  type JsonObject,
  type JsonValue,
  parsePantherAttack,
  parseSeverity,
  pathOf,
  type Rule,
  type RuleTest,
} from '@ruleglot/core'
import { linesOf, type Page } from './page.js'

/** The rule around a condition: the YAML of the page says most, its head what is left. */
export function ruleFromPage(condition: Condition, page: Page | undefined, yaml: JsonValue | undefined): Rule {
  const body = isObject(yaml) ? yaml : {}
  const text = (key: string): string | undefined => {
    const value = body[key]
    return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
  }
  const severity = parseSeverity(text('Severity') ?? page?.facts.get('Severity') ?? '')
  const reference = text('Reference') ?? page?.facts.get('Reference')
  const title = text('DisplayName') ?? page?.title
  const description = text('Description') ?? page?.description
  const runbook = text('Runbook')
  const id = text('RuleID')
  const window = typeof body['DedupPeriodMinutes'] === 'number' ? body['DedupPeriodMinutes'] : 60
  const threshold = typeof body['Threshold'] === 'number' ? body['Threshold'] : 1
  const logTypes = texts(body['LogTypes']) ?? list(page?.facts.get('Log types'))
  return {
    ir: 1,
    language: 'panther-condition',
    ...(id === undefined ? {} : { id }),
    ...(title === undefined ? {} : { title }),
    ...(description === undefined ? {} : { description: description.trim() }),
    ...(severity === undefined ? {} : { severity }),
    severityOverrides: [],
    ...(typeof body['Enabled'] === 'boolean' ? { enabled: body['Enabled'] } : {}),
    ...(body['CreateAlert'] === false ? { signal: true } : {}),
    authors: [],
    references: reference === undefined ? [] : [reference],
    falsePositives: [],
    ...(runbook === undefined ? {} : { runbook: runbook.trim() }),
    tags: texts(body['Tags']) ?? list(page?.facts.get('Tags')) ?? [],
    attack: attackOf(body['Reports']),
    logSource: logTypes === undefined ? {} : { logTypes },
    outputFields: (texts(body['SummaryAttributes']) ?? []).map((name) => ({ path: pathOf(name.replaceAll(':', '.')) })),
    ...(body['DedupPeriodMinutes'] === undefined ? {} : { grouping: { by: [], window } }),
    trigger:
      threshold > 1 ? { kind: 'threshold', count: threshold, groupBy: [], window: window * 60 } : { kind: 'each' },
    condition,
    defined: [],
    tests: testsOf(body['Tests']),
    vendor: {
      ...body,
      ...(page === undefined ? {} : { page: Object.fromEntries(page.facts) }),
      ...(page?.outputs === undefined ? {} : { outputs: outputLines(page.outputs.text) }),
    },
  }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function texts(value: JsonValue | undefined): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined
}

function list(value: string | undefined): readonly string[] | undefined {
  return value?.split(',').map((item) => item.trim())
}

/** Reports: { MITRE ATT&CK: [TA0006:T1528] } */
function attackOf(reports: JsonValue | undefined): readonly AttackReference[] {
  const entries = isObject(reports) ? texts(reports['MITRE ATT&CK']) : undefined
  return (entries ?? []).flatMap((entry) => parsePantherAttack(entry) ?? [])
}

function testsOf(tests: JsonValue | undefined): readonly RuleTest[] {
  if (!Array.isArray(tests)) return []
  return tests.flatMap((test: JsonValue): readonly RuleTest[] => {
    if (!isObject(test) || typeof test['ExpectedResult'] !== 'boolean' || test['Log'] === undefined) return []
    const name = typeof test['Name'] === 'string' ? test['Name'] : 'unnamed'
    const { Mocks: mocks } = test
    const vendor = mocks === undefined ? {} : { vendor: { Mocks: mocks } }
    return [{ name, event: test['Log'], expected: test['ExpectedResult'], ...vendor }]
  })
}

/** Names and sources run together when a page is copied, so the lines are kept as they stand. */
function outputLines(text: string): readonly string[] {
  const lines = linesOf(text).map((line) => line.text.trim())
  const from = lines.findIndex((line) => /^Field\s*Source$/.test(line))
  return lines.slice(from + 1).filter((line) => line !== '')
}
