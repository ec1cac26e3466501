import { compare, dotted, equals, isIn, type ParseRulesOptions, type Rule } from '@ruleglot/core'
import { describe, expect, it } from 'vitest'
import { elastic } from './index.js'

function parse(files: string | Record<string, string>, options: ParseRulesOptions = {}) {
  return elastic.parseRules!(typeof files === 'string' ? { 'rule.toml': files } : files, options)
}

function one(text: string): Rule {
  const parsed = parse(text)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics))
  expect(parsed.diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([])
  return parsed.value[0]!
}

const FULL = `[metadata]
creation_date = "2024/01/31"
integration = ["okta"]
maturity = "production"
updated_date = "2024/02/01"

[rule]
author = ["Ada Example", "Bob Example"]
description = """
A token was revoked by somebody.
"""
false_positives = ["""
    A planned rotation.
    """]
from = "now-9m"
index = ["logs-okta*"]
language = "kuery"
license = "Apache-2.0"
name = "Token Revoked"
note = """## Triage and analysis

Ask the owner of the token.
"""
references = ["https://example.com/tokens"]
risk_score = 50
rule_id = "6a1e1f2a-0000-4000-8000-000000000001"
rule_name_override = "event.reason"
setup = """
Install the integration.
"""
severity = "medium"
tags = ["Domain: Identity"]
timestamp_override = "event.ingested"
type = "query"
query = '''
event.action:token.revoke and
  actor.kind:"ser\\vice"
'''

[[rule.severity_mapping]]
field = "token.scope"
operator = "equals"
severity = "low"
value = "read"

[[rule.severity_mapping]]
field = "event.severity"
operator = "equals"
severity = "high"
value = "73"

[rule.investigation_fields]
field_names = ["actor.name", "source.ip"]

[rule.alert_suppression]
group_by = ["actor.name"]
duration = { value = 2, unit = "h" }
missing_fields_strategy = "doNotSuppress"

[[rule.threat]]
framework = "MITRE ATT&CK"
[[rule.threat.technique]]
id = "T1098"
name = "Account Manipulation"
[[rule.threat.technique.subtechnique]]
id = "T1098.001"
name = "Additional Cloud Credentials"
[[rule.threat.technique]]
id = "T1531"
name = "Account Access Removal"
[rule.threat.tactic]
id = "TA0003"
name = "Persistence"

[[rule.threat]]
framework = "MITRE ATT&CK"
[rule.threat.tactic]
id = "TA0040"
name = "Impact"

[[rule.threat]]
framework = "MITRE ATLAS"
[rule.threat.tactic]
id = "AML.TA0001"
name = "Something"
`

describe('a rule file', () => {
  const rule = one(FULL)

  it('fills the model', () => {
    const { vendor: _, origin: __, condition: ___, severityOverrides: ____, span: _____, ...model } = rule
    expect(model).toEqual({
      ir: 1,
      language: 'elastic',
      id: '6a1e1f2a-0000-4000-8000-000000000001',
      title: 'Token Revoked',
      description: 'A token was revoked by somebody.',
      severity: 'medium',
      riskScore: 50,
      status: 'test',
      enabled: true,
      authors: ['Ada Example', 'Bob Example'],
      license: 'Apache-2.0',
      created: '2024-01-31',
      modified: '2024-02-01',
      references: ['https://example.com/tokens'],
      falsePositives: ['A planned rotation.'],
      runbook: 'Ask the owner of the token.',
      setup: 'Install the integration.',
      tags: ['Domain: Identity'],
      attack: [
        {
          tactic: { id: 'TA0003', name: 'Persistence' },
          technique: { id: 'T1098.001', name: 'Additional Cloud Credentials' },
        },
        { tactic: { id: 'TA0003', name: 'Persistence' }, technique: { id: 'T1531', name: 'Account Access Removal' } },
        { tactic: { id: 'TA0040', name: 'Impact' } },
      ],
      logSource: { index: ['logs-okta*'], integration: ['okta'] },
      alertTitle: [{ path: ['event', 'reason'], missing: 'Token Revoked' }],
      outputFields: [{ path: ['actor', 'name'] }, { path: ['source', 'ip'] }],
      grouping: { by: [['actor', 'name']], window: 120, missing: 'alert' },
      trigger: { kind: 'each' },
      defined: [],
      assumptions: [],
      tests: [],
    })
  })

  it('lists severities from the highest, as Kibana chooses', () => {
    expect(rule.severityOverrides.map(({ severity }) => severity)).toEqual(['high', 'low'])
    expect(equals(rule.severityOverrides[0]!.condition, compare(['event', 'severity'], 'eq', 73))).toBe(true)
    expect(equals(rule.severityOverrides[1]!.condition, compare(['token', 'scope'], 'eq', 'read'))).toBe(true)
  })

  it('keeps the document', () => {
    expect(JSON.parse(JSON.stringify(rule))).toEqual(rule)
    expect((rule.vendor['rule'] as { timestamp_override: string }).timestamp_override).toBe('event.ingested')
  })

  it('places every test in the file', () => {
    const children = rule.condition.kind === 'And' ? rule.condition.children : []
    expect(children.map(({ span }) => FULL.slice(span!.start, span!.end))).toEqual([
      'event.action:token.revoke',
      'actor.kind:"ser\\vice"',
    ])
    expect(children[0]!.span!.file).toBe('rule.toml')
  })
})

const SHORT = (query: string, more = '') =>
  `[metadata]\nmaturity = "production"\n[rule]\nname = "n"\nrule_id = "r"\ntype = "query"\nseverity = "low"\nrisk_score = 21\n${query}\n${more}`

describe('the query in each form of string', () => {
  it.each([
    ['query = \'a:1 and b:"\\x"\'', ['a:1', 'b:"\\x"']],
    ["query = '''a:1 and b:\"\\x\"'''", ['a:1', 'b:"\\x"']],
    ['query = "a:1 and b:\\"\\\\x\\""', ['a:1', 'b:\\"\\\\x\\"']],
    ['query = """\na:1 and \\\n    b:\\"\\\\x\\"\n"""', ['a:1', 'b:\\"\\\\x\\"']],
    ['query = "a:1 and b\\u003a\\"\\\\x\\""', ['a:1', 'b\\u003a\\"\\\\x\\"']],
  ])('%s', (query, parts) => {
    const text = SHORT(query)
    const { condition } = one(text)
    const children = condition.kind === 'And' ? condition.children : []
    expect(children.map(({ span }) => text.slice(span!.start, span!.end))).toEqual(parts)
    expect(equals(children[1]!, compare(['b'], 'eq', '\\x'))).toBe(true)
  })

  it('diagnostics of the query point into the file', () => {
    const text = SHORT('query = """\na:1 and\n\\"\\u0062\\" : \n"""')
    const parsed = parse(text)
    expect(parsed.ok).toBe(false)
    expect(
      parsed.diagnostics.every(({ span }) => span!.start > text.indexOf('query') && span!.end <= text.length),
    ).toBe(true)
    expect(parsed.diagnostics.every(({ code }) => code.startsWith('kql/'))).toBe(true)
  })

  it('a file with a byte order mark and CR LF is read', () => {
    const text = `\ufeff${SHORT("query = '''\na:1 and b:2\n'''")}`.replaceAll('\n', '\r\n')
    const { condition } = one(text)
    const children = condition.kind === 'And' ? condition.children : []
    expect(children.map(({ span }) => text.slice(span!.start, span!.end))).toEqual(['a:1', 'b:2'])
  })
})

describe('triggers', () => {
  const trigger = (type: string, more: string, keys = '') =>
    one(SHORT("query = 'a:1'", more).replace('type = "query"', `type = "${type}"\n${keys}`)).trigger

  it('threshold', () => {
    const table =
      '[rule.threshold]\nfield = ["user.id", ""]\nvalue = 10\n[[rule.threshold.cardinality]]\nfield = "source.ip"\nvalue = 3\n'
    expect(trigger('threshold', table, 'from = "now-2h"')).toEqual({
      kind: 'threshold',
      count: 10,
      groupBy: [['user', 'id']],
      window: 7200,
      distinct: { field: ['source', 'ip'], count: 3 },
    })
    expect(trigger('threshold', '[rule.threshold]\nfield = []\nvalue = 5')).toEqual({
      kind: 'threshold',
      count: 5,
      groupBy: [],
      window: 360,
    })
  })

  it('new terms, in a file and in an export', () => {
    const table =
      '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["host.id"]\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"\n'
    const expected = { kind: 'newTerms', fields: [['host', 'id']], history: 604_800 }
    expect(trigger('new_terms', table)).toEqual(expected)
    const exported = {
      rule_id: 'r',
      name: 'n',
      type: 'new_terms',
      query: 'a:1',
      new_terms_fields: ['host.id'],
      history_window_start: 'now-7d',
    }
    expect(one(JSON.stringify(exported)).trigger).toEqual(expected)
  })

  it('indicator match', () => {
    const keys = 'threat_index = ["ti-*"]\nthreat_query = "b:2"\nthreat_language = "kuery"'
    const filter = '[[rule.threat_filters]]\n[rule.threat_filters.query.exists]\nfield = "c"\n'
    const read = trigger('threat_match', filter, keys)
    expect(read).toMatchObject({
      kind: 'other',
      language: 'elastic',
      name: 'threat_match',
      source: { threat_query: 'b:2' },
    })
    const condition = read.kind === 'other' ? read.condition : undefined
    expect(condition?.kind === 'And' && condition.children.map(({ kind }) => kind)).toEqual(['In', 'Exists'])
  })

  it('what the model has no words for is kept', () => {
    const half = '[[rule.threshold.cardinality]]\nfield = "a"\n'
    expect(trigger('threshold', `[rule.threshold]\nfield = []\nvalue = 5\n${half}`)).toMatchObject({ kind: 'other' })
    const cardinality = '[[rule.threshold.cardinality]]\nfield = "a"\nvalue = 1\n'
    expect(trigger('threshold', `[rule.threshold]\nfield = []\nvalue = 5\n${cardinality}${cardinality}`)).toMatchObject(
      { kind: 'other', name: 'threshold' },
    )
  })
})

describe('EQL', () => {
  const eql = (query: string, more = '') =>
    parse(SHORT(`query = '''${query}'''\nlanguage = "eql"${more}`).replace('type = "query"', 'type = "eql"'))

  it('a query for one kind of event is a condition', () => {
    const parsed = eql('process where process.name : "tool*" and not user.id == "x"')
    expect(parsed.ok && parsed.value[0]!.trigger).toEqual({ kind: 'each' })
    expect(parsed.ok && parsed.value[0]!.condition).toMatchObject({
      kind: 'And',
      children: [
        { kind: 'Compare', field: ['event', 'category'], value: 'process' },
        { kind: 'Match', field: ['process', 'name'], ignoreCase: true },
        { kind: 'Not' },
      ],
    })
  })

  it('its places are places in the file', () => {
    const query = 'any where a == "x" and b == "y"'
    const text = SHORT(`query = "${query.replaceAll('"', '\\"')}"\nlanguage = "eql"`)
    const parsed = parse(text)
    const { condition } = parsed.ok ? parsed.value[0]! : { condition: undefined }
    const second = condition?.kind === 'And' ? condition.children[1] : undefined
    expect(text.slice(second?.span?.start, second?.span?.end)).toBe('b == \\"y\\"')
  })

  it('the category may stand in another field', () => {
    const parsed = eql('alert where true', '\nevent_category_override = "kind"')
    expect(parsed.ok && parsed.value[0]!.condition).toMatchObject({ kind: 'Compare', field: ['kind'], value: 'alert' })
  })

  it.each([
    [
      'sequence',
      'sequence by a with maxspan=1m [process where b == "x"] with runs=2 ![file where c] [any where d > 5]',
    ],
    ['sample', 'sample by a [process where b == "x"] [any where d > 5]'],
    ['pipes', 'any where d > 5 | tail 1'],
  ])('a %s is a trigger, its steps the condition', (name, query) => {
    const parsed = eql(query)
    const rule = parsed.ok ? parsed.value[0]! : undefined
    expect(rule?.trigger).toMatchObject({ kind: 'other', language: 'elastic', name, source: { type: 'eql', query } })
    const text = JSON.stringify(rule?.condition)
    expect(text).toContain('"d"')
    expect(text).not.toContain('"c"')
  })
})

describe('other query languages', () => {
  it.each([
    ['esql', 'FROM logs | LIMIT 1'],
    ['lucene', 'a:b~2'],
  ])('%s is kept as text', (language, query) => {
    const parsed = parse(
      SHORT(`query = "${query}"\nlanguage = "${language}"`).replace(
        'type = "query"',
        `type = "${language === 'lucene' ? 'query' : language}"`,
      ),
    )
    expect(parsed.ok && parsed.value[0]!.condition).toMatchObject({ kind: 'Opaque', language, text: query })
    expect(parsed.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([
      ['elastic/unsupported-language', 'info'],
    ])
  })

  it('a machine learning rule has a job', () => {
    const parsed = parse(
      SHORT('machine_learning_job_id = ["job"]\nanomaly_threshold = 50').replace(
        'type = "query"',
        'type = "machine_learning"',
      ),
    )
    expect(parsed.ok && parsed.value[0]!.condition).toMatchObject({
      kind: 'Opaque',
      language: 'machine_learning',
      text: '["job"]',
    })
    expect(parsed.ok && parsed.value[0]!.trigger).toMatchObject({ kind: 'other', source: { anomaly_threshold: 50 } })
  })
})

describe('a Kibana export', () => {
  const exported = {
    id: 'saved-object',
    updated_at: '2024-03-01T10:00:00.000Z',
    created_at: '2024-02-01T10:00:00.000Z',
    name: 'Exported',
    tags: [],
    interval: '5m',
    enabled: false,
    description: 'd',
    risk_score: 73,
    severity: 'high',
    rule_id: 'exported-1',
    author: ['Ada'],
    false_positives: [],
    from: 'now-6m',
    severity_mapping: [{ field: 'token.scope', operator: 'equals', severity: 'low', value: '' }],
    type: 'query',
    language: 'kuery',
    index: ['logs-*'],
    query: 'a : "x\\ty" and b: 2',
    filters: [],
    note: '',
    building_block_type: null,
    related_integrations: [{ package: 'okta', version: '1.0.0' }],
  }

  it('is read, with places in its lines', () => {
    const text = `${JSON.stringify(exported)}\n{"exported_count":1,"exported_rules_count":1}\n`
    const rule = one(text)
    expect(rule).toMatchObject({
      id: 'exported-1',
      enabled: false,
      created: '2024-02-01',
      modified: '2024-03-01',
      severity: 'high',
    })
    expect(rule.status).toBeUndefined()
    expect(rule.signal).toBeUndefined()
    expect(rule.runbook).toBeUndefined()
    expect(rule.logSource).toEqual({ index: ['logs-*'], integration: ['okta'] })
    const children = rule.condition.kind === 'And' ? rule.condition.children : []
    expect(children.map(({ span }) => text.slice(span!.start, span!.end))).toEqual(['a : \\"x\\\\ty\\"', 'b: 2'])
    expect(equals(children[1]!, isIn(['b'], ['2', 2]))).toBe(true)
  })

  it('of several rules gives them all, and one bad line does not hide the others', () => {
    const text = [
      exported,
      { ...exported, rule_id: 'exported-2', query: 'a:(' },
      { ...exported, rule_id: 'exported-3' },
    ]
    const parsed = parse({ 'x.ndjson': text.map((rule) => JSON.stringify(rule)).join('\n') })
    expect(parsed.ok && parsed.value.map(({ id }) => id)).toEqual(['exported-1', 'exported-3'])
    expect(parsed.diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
  })
})

describe('which texts are Elastic rules', () => {
  it.each([
    [FULL, undefined, 1],
    [SHORT("query = 'a:1'"), 'x.toml', 1],
    ['[package]\nname = "x"\n', 'Cargo.toml', 0.4],
    ['{"rule_id":"x","name":"n"}', 'x.ndjson', 0.95],
    ['{"a":1}', 'x.json', 0],
    ['title: x\ndetection:\n  a: 1\n', 'x.yml', 0],
    ['event.action:x and b:1', undefined, 0],
    ['', undefined, 0],
  ])('%#', (text, name, expected) => {
    expect(elastic.detect!(text, name)).toBe(expected)
  })
})

describe('hostile files', () => {
  it('__proto__ is a key like any other', () => {
    const text = SHORT("query = '__proto__.x:1'", '[rule.__proto__]\nseverity = "critical"\n[__proto__]\nrule = 1\n')
    const rule = one(text)
    expect(rule.severity).toBe('low')
    expect(rule.condition.kind === 'In' && dotted(rule.condition.field as readonly string[])).toBe('__proto__.x')
    expect(Object.hasOwn(rule.vendor, '__proto__')).toBe(true)
  })

  it.each([
    ['brackets in the query', SHORT(`query = '${'('.repeat(100_000)}a:1'`)],
    ['lists in a key', SHORT("query = 'a:1'", `x = ${'['.repeat(100_000)}`)],
    [
      'nested bool',
      JSON.stringify({ rule_id: 'r', name: 'n', type: 'query', query: 'a:1' }).replace(
        '}',
        `,"filters":[{"query":${'{"bool":{"must":['.repeat(5_000)}]}`,
      ),
    ],
  ])('%s give diagnostics', (_, text) => {
    const parsed = parse(text)
    expect(parsed.ok).toBe(false)
    expect(parsed.diagnostics.every(({ span }) => span !== undefined)).toBe(true)
  })

  it('nested filters up to the depth of a condition are read', () => {
    const nested = ['{"bool":{"must_not":['.repeat(300), '{"exists":{"field":"a"}}', ']}}'.repeat(300)].join('')
    const text = `{"rule_id":"r","name":"n","type":"query","query":"a:1","filters":[{"query":${nested}}]}`
    expect(parse(text).ok).toBe(true)
  })

  it('a large file is read', () => {
    const list = Array.from({ length: 100_000 }, (_, i) => `"v${i}"`)
    const parsed = parse(SHORT(`query = '''\na:(${list.join(' or ')})\n'''\ntags = [${list.join(', ')}]`))
    expect(parsed.ok && parsed.value[0]!.tags.length).toBe(100_000)
  })
})
