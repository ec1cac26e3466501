import { and, compare, type EmitOptions, match, not, opaque, type Rule, ruleOf } from '@ruleglot/core'
import { describe, expect, it } from 'vitest'
import { elastic } from './index.js'

const RULE: Rule = {
  ir: 1,
  language: 'panther',
  id: 'Storage.BucketEncryptionRemoved',
  title: 'Bucket Encryption Removed',
  description: 'The default encryption of a bucket was removed.',
  severity: 'medium',
  severityOverrides: [],
  status: 'experimental',
  enabled: true,
  authors: ['Example Labs'],
  license: 'Apache-2.0',
  created: '2024-01-31',
  modified: '2024-02-29',
  references: ['https://docs.example.com/storage/bucket-encryption-and-everything-about-it.html'],
  falsePositives: [],
  runbook: '1. List the calls of the same identity.\n2. Look for changes to logging.',
  tags: [],
  attack: [
    { tactic: { id: 'TA0005' }, technique: { id: 'T1562' } },
    { tactic: { id: 'TA0040', name: 'Impact' }, technique: { id: 'T1485' } },
    { tactic: { id: 'TA0005' }, technique: { id: 'T1562.001', name: 'Other words' } },
  ],
  logSource: { logTypes: ['AWS.CloudTrail'] },
  outputFields: [
    { path: ['source', 'address'] },
    { path: ['user_agent', 'original'] },
    { path: ['aws', 'cloudtrail', 'recipient_account_id'] },
  ],
  grouping: { by: [['cloud', 'account', 'id']], window: 15 },
  trigger: { kind: 'each' },
  condition: and([
    compare(['data_stream', 'dataset'], 'eq', 'aws.cloudtrail'),
    compare(['event', 'provider'], 'eq', 's3.amazonaws.com'),
    compare(['event', 'action'], 'eq', 'DeleteBucketEncryption'),
    compare(['event', 'outcome'], 'eq', 'success'),
  ]),
  defined: [],
  tests: [],
  vendor: { RuleID: 'Storage.BucketEncryptionRemoved' },
}

const TARGET: EmitOptions = {
  verdict: { condition: 'exact' },
  fileStem: 'bucket_encryption_removed',
  target: {
    index: ['filebeat-*', 'logs-aws.cloudtrail-*'],
    integration: ['aws'],
    tags: ['Domain: Cloud', 'Data Source: AWS', 'Data Source: AWS CloudTrail'],
  },
}

function emit(rule: Rule, options: EmitOptions = TARGET) {
  const result = elastic.emitRule!(rule, options)
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
  return result.value
}

describe('a rule of another language', () => {
  it("is written as Elastic's own", () => {
    expect(
      emit(RULE).text,
    ).toBe(`# From Panther rule Storage.BucketEncryptionRemoved by Example Labs (Apache-2.0). Condition: exact.
[metadata]
creation_date = "2024/01/31"
integration = ["aws"]
maturity = "production"
updated_date = "2024/02/29"

[rule]
author = ["Example Labs"]
description = """
The default encryption of a bucket was removed.
"""
from = "now-9m"
index = ["filebeat-*", "logs-aws.cloudtrail-*"]
language = "kuery"
license = "Apache-2.0"
name = "Bucket Encryption Removed"
note = """## Triage and analysis

1. List the calls of the same identity.
2. Look for changes to logging.
"""
references = ["https://docs.example.com/storage/bucket-encryption-and-everything-about-it.html"]
risk_score = 47
rule_id = "94ada874-1cdf-5108-bdb0-fdbb372f7e50"
severity = "medium"
tags = [
    "Domain: Cloud",
    "Data Source: AWS",
    "Data Source: AWS CloudTrail",
    "Tactic: Defense Evasion",
    "Tactic: Impact",
    "Source Rule: Panther Storage.BucketEncryptionRemoved",
]
timestamp_override = "event.ingested"
type = "query"

query = '''
data_stream.dataset:aws.cloudtrail
    and event.provider:s3.amazonaws.com
    and event.action:DeleteBucketEncryption
    and event.outcome:success
'''

[rule.alert_suppression]
group_by = ["cloud.account.id"]
duration = { value = 15, unit = "m" }
missing_fields_strategy = "suppress"

[rule.investigation_fields]
field_names = [
    "source.address",
    "user_agent.original",
    "aws.cloudtrail.recipient_account_id",
]

[[rule.threat]]
framework = "MITRE ATT&CK"

[[rule.threat.technique]]
id = "T1562"
name = "Impair Defenses"
reference = "https://attack.mitre.org/techniques/T1562/"

[[rule.threat.technique.subtechnique]]
id = "T1562.001"
name = "Disable or Modify Tools"
reference = "https://attack.mitre.org/techniques/T1562/001/"

[rule.threat.tactic]
id = "TA0005"
name = "Defense Evasion"
reference = "https://attack.mitre.org/tactics/TA0005/"

[[rule.threat]]
framework = "MITRE ATT&CK"

[[rule.threat.technique]]
id = "T1485"
name = "Data Destruction"
reference = "https://attack.mitre.org/techniques/T1485/"

[rule.threat.tactic]
id = "TA0040"
name = "Impact"
reference = "https://attack.mitre.org/tactics/TA0040/"
`)
  })

  it('is one file, named for its source', () => {
    expect(Object.keys(emit(RULE).files)).toEqual(['bucket_encryption_removed.toml'])
    expect(Object.keys(emit(RULE, {}).files)).toEqual(['bucket_encryption_removed.toml'])
    expect(Object.keys(emit({ ...RULE, title: '../../etc/passwd\0' }, {}).files)).toEqual(['etc_passwd.toml'])
  })

  it('is written disabled when it may fire more often', () => {
    const maturity = (options: EmitOptions, rule = RULE) => /maturity = "(\w+)"/.exec(emit(rule, options).text)?.[1]
    for (const condition of ['wider', 'different', 'unproven'] as const) {
      expect(maturity({ ...TARGET, verdict: { condition } })).toBe('development')
      expect(maturity({ ...TARGET, verdict: { condition }, enable: 'all' })).toBe('production')
    }
    expect(maturity({ ...TARGET, verdict: { condition: 'narrower' } })).toBe('production')
    expect(maturity(TARGET, { ...RULE, enabled: false })).toBe('development')
    expect(maturity(TARGET, { ...RULE, status: 'deprecated' })).toBe('deprecated')
    const counting: Rule = { ...RULE, trigger: { kind: 'other', language: 'sigma', name: 'temporal', source: {} } }
    expect(emit(counting)).toMatchObject({ trigger: 'lost' })
    expect(maturity(TARGET, counting)).toBe('development')
  })

  it('says what differs in one line', () => {
    const rule: Rule = {
      ...RULE,
      severityOverrides: [{ condition: match(['a'], ['x']), severity: 'high' }],
      trigger: { kind: 'threshold', count: 5, groupBy: [['user', 'name']], window: 600 },
    }
    const { text, severity, trigger, triggerCause } = emit(rule)
    expect([severity, trigger]).toEqual(['approximate', 'approximate'])
    expect(text.split('\n')[1]).toBe(
      `# differs: trigger. ${triggerCause} severity. The source raises it to high for some events.`,
    )
    expect(text).toContain('[rule.threshold]\nfield = ["user.name"]\nvalue = 5\n')
    expect(text).toContain('from = "now-10m"')
  })
})

describe('triggers', () => {
  it('threshold with distinct values', () => {
    const rule: Rule = {
      ...RULE,
      trigger: {
        kind: 'threshold',
        count: 1,
        groupBy: [],
        window: 60,
        distinct: { field: ['source', 'ip'], count: 3 },
      },
    }
    const { text } = emit(rule)
    expect(text).toContain('type = "threshold"')
    expect(text).toContain('from = "now-1m"')
    expect(text).toContain('interval = "1m"')
    expect(text).toContain(
      '[rule.threshold]\nfield = []\nvalue = 1\n\n[[rule.threshold.cardinality]]\nfield = "source.ip"\nvalue = 3\n',
    )
    expect(text).toContain('[rule.alert_suppression]\nduration = { value = 15, unit = "m" }\n')
  })

  it('new terms', () => {
    const { text, trigger } = emit({
      ...RULE,
      trigger: { kind: 'newTerms', fields: [['user', 'id']], history: 7 * 86_400 },
    })
    expect(trigger).toBe('exact')
    expect(text).toContain('type = "new_terms"')
    expect(text).toContain(
      '[rule.new_terms]\nfield = "new_terms_fields"\nvalue = ["user.id"]\n\n[[rule.new_terms.history_window_start]]\nfield = "history_window_start"\nvalue = "now-7d"\n',
    )
  })
})

describe('conditions', () => {
  const parts = (condition: Rule['condition']) =>
    emit({ ...RULE, condition }, { ...TARGET, queryLanguage: 'kuery' }).text

  it('what KQL cannot say becomes a filter', () => {
    const text = parts(
      and([
        compare(['a'], 'eq', 'x'),
        not(match(['file', 'path'], [{ wildcard: 'one' }, ':\\x*', { wildcard: 'many' }], { ignoreCase: true })),
        match(['b'], ['Ab'], { ignoreCase: true }),
      ]),
    )
    expect(text).toContain("query = '''\na:x\n'''")
    expect(text).toContain(
      '[[rule.filters]]\n\n[rule.filters.meta]\nnegate = true\n\n[rule.filters.query.wildcard."file.path"]\ncase_insensitive = true\nvalue = "?:\\\\\\\\x\\\\**"\n',
    )
    expect(text).toContain('[rule.filters.query.term.b]\ncase_insensitive = true\nvalue = "Ab"\n')
  })

  it('what nobody understood is refused', () => {
    const result = elastic.emitRule!(
      { ...RULE, condition: and([compare(['a'], 'eq', 'x'), opaque('python', 'f(event)')]) },
      TARGET,
    )
    expect(result.ok).toBe(false)
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['emit/opaque'])
  })
})

describe('text that TOML cannot hold', () => {
  it('half a character is refused', () => {
    const result = elastic.emitRule!({ ...RULE, title: 'a\ud800b' }, TARGET)
    expect(result.ok).toBe(false)
    expect(result.diagnostics.map(({ code }) => code)).toEqual(['elastic/lone-surrogate'])
  })
})

describe('the language of the query', () => {
  const query = (condition: Rule['condition'], options: EmitOptions = {}, rule: Partial<Rule> = {}) => {
    const { text, diagnostics } = emit({ ...RULE, ...rule, condition }, options)
    const chosen = diagnostics.filter(({ code }) => code === 'elastic/query-language').map(({ message }) => message)
    return { language: /^language = "(.*)"$/m.exec(text)?.[1], type: /^type = "(.*)"$/m.exec(text)?.[1], chosen, text }
  }
  const caseless = match(['user_agent', 'original'], ['tool', { wildcard: 'many' }], { ignoreCase: true })
  const process = compare(['event', 'category'], 'eq', 'process')

  it('is KQL where both have the words', () => {
    expect(query(RULE.condition)).toMatchObject({ language: 'kuery', type: 'query', chosen: [] })
  })

  it('is EQL for the events of endpoints', () => {
    expect(query(and([process, compare(['user', 'id'], 'eq', 'x')]))).toMatchObject({
      language: 'eql',
      type: 'eql',
      chosen: ["Written as EQL, like Elastic's own rules over process events."],
    })
  })

  it('is EQL where only EQL has the words', () => {
    const written = query(caseless)
    expect(written).toMatchObject({ language: 'eql', type: 'eql' })
    expect(written.chosen[0]).toMatch(/^Written as EQL: KQL compares letter case/)
    expect(written.text).toContain('any where user_agent.original : "tool*"\n')
  })

  it('is what was asked for', () => {
    expect(query(RULE.condition, { queryLanguage: 'eql' })).toMatchObject({ language: 'eql', type: 'eql', chosen: [] })
    expect(query(caseless, { queryLanguage: 'kuery' }).text).toContain('case_insensitive = true')
  })

  it('is KQL for rules that count', () => {
    const trigger = { kind: 'threshold', count: 5, groupBy: [['a']], window: 300 } as const
    expect(query(and([process, compare(['a'], 'eq', 'x')]), {}, { trigger })).toMatchObject({
      language: 'kuery',
      type: 'threshold',
    })
  })

  it('a sequence goes back as it came', () => {
    const source = { type: 'eql', language: 'eql', query: 'sequence by a [any where b] [any where c]' }
    const trigger = { kind: 'other', language: 'elastic', name: 'sequence', source } as const
    expect(query(process, {}, { language: 'elastic', vendor: {}, trigger })).toMatchObject({
      language: 'eql',
      type: 'eql',
    })
  })
})

describe('names of alerts', () => {
  it('one field is rule_name_override', () => {
    const { text, diagnostics } = emit({ ...RULE, alertTitle: [{ path: ['event', 'reason'], missing: 'Removed' }] })
    expect(text).toContain('rule_name_override = "event.reason"\n')
    expect(diagnostics).toEqual([])
  })

  it('more than that is left out, and said', () => {
    const titles: Rule['alertTitle'][] = [
      ['by ', { path: ['user', 'name'] }],
      [{ path: ['user', 'name'], missingWhen: 'empty', instead: [{ path: ['user', 'id'] }] }],
    ]
    for (const alertTitle of titles) {
      const { text, diagnostics } = emit({ ...RULE, alertTitle: alertTitle ?? [] })
      expect(text).not.toContain('rule_name_override')
      expect(diagnostics.map(({ data }) => data?.['key'])).toEqual(['alertTitle'])
    }
    expect(emit({ ...RULE, alertTitle: ['always the same'] }).diagnostics).toEqual([])
  })

  it('groups of the first of several fields are groups of all', () => {
    const by = [
      ['user', 'name'],
      ['user', 'id'],
    ]
    const text = [{ path: by[0] ?? [], instead: [{ path: by[1] ?? [] }] }]
    const written = emit({ ...RULE, grouping: { by, text } })
    expect(written.text).toContain('group_by = ["user.name", "user.id"]')
    expect(written.diagnostics.map(({ data }) => data?.['key'])).toEqual(['grouping'])
  })
})

describe('where a written rule searches', () => {
  const written = (logSource: Rule['logSource'], target = {}) => {
    const emitted = elastic.emitRule!({ ...ruleOf('sigma', compare(['a'], 'eq', 'x')), logSource }, { target })
    if (!emitted.ok) throw new Error(JSON.stringify(emitted.diagnostics))
    return { routing: emitted.value.routing, codes: emitted.value.diagnostics.map(({ code }) => code) }
  }

  it('a log source that no index is known for is said', () => {
    expect(written({ product: 'zeek', service: 'http' })).toEqual({ routing: 'none', codes: ['elastic/no-index'] })
  })

  it('with an index, or a rule about every event, nothing is lost', () => {
    expect(written({ product: 'okta' }, { index: ['logs-okta.system-*'] })).toEqual({ routing: 'exact', codes: [] })
    expect(written({})).toEqual({ routing: 'exact', codes: [] })
  })
})
