import { describe, expect, it } from 'vitest'
import { inspect, inspectionMarkdown, inspectionText, parseRule, parseRules, type Rule } from '../src/index.js'

const PANTHER = {
  'token_created.yml': `AnalysisType: rule
Filename: token_created.py
RuleID: Example.TokenCreated
DisplayName: Example Token Created
Enabled: true
LogTypes:
  - Okta.SystemLog
Tags:
  - Identity
Reports:
  MITRE ATT&CK:
    - TA0006:T1528
Severity: Info
Description: Somebody made an API token.
Reference: https://example.com/tokens
SummaryAttributes:
  - eventType
  - p_any_ip_addresses
Tests:
  - Name: Made
    ExpectedResult: true
    Log: { eventType: system.api_token.create, outcome: { result: SUCCESS } }
  - Name: Refused
    ExpectedResult: false
    Log: { eventType: system.api_token.create, outcome: { result: FAILURE } }
`,
  'token_created.py': `def rule(event):
    return (
        event.get("eventType") == "system.api_token.create"
        and event.deep_get("outcome", "result") == "SUCCESS"
    )
`,
}

const elastic = (action: string, id: string): string => `[metadata]
creation_date = "2024/02/03"
integration = ["okta"]
maturity = "production"
updated_date = "2024/05/06"

[rule]
author = ["Example"]
description = "Somebody took an API token away."
index = ["logs-okta*"]
language = "kuery"
license = "Apache-2.0"
name = "Example ${action}"
references = ["https://example.com/tokens"]
risk_score = 21
rule_id = "${id}"
severity = "low"
tags = ["Data Source: Okta"]
type = "query"
query = '''
event.action:${action} and not user.name:(admin or root)
'''

[[rule.threat]]
framework = "MITRE ATT&CK"

[[rule.threat.technique]]
id = "T1531"
name = "Account Access Removal"
reference = "https://attack.mitre.org/techniques/T1531/"

[rule.threat.tactic]
id = "TA0040"
name = "Impact"
reference = "https://attack.mitre.org/tactics/TA0040/"
`

function value<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly diagnostics: unknown },
): T {
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
  return result.value
}

const panther = value(parseRules('panther', PANTHER))[0] as Rule
const revoke = value(parseRule('elastic', elastic('system.api_token.revoke', '11111111-1111-4111-8111-111111111111')))
const create = value(parseRule('elastic', elastic('system.api_token.create', '22222222-2222-4222-8222-222222222222')))

describe('inspect', () => {
  it('shows every block of a Panther rule', () => {
    const page = inspect(panther)
    expect(page).toMatchObject({
      language: 'panther',
      id: 'Example.TokenCreated',
      title: 'Example Token Created',
      severity: 'informational',
      dataSources: [{ kind: 'log type', name: 'Okta.SystemLog' }],
      tags: ['Identity'],
      references: ['https://example.com/tokens'],
      attack: [
        {
          tactic: { id: 'TA0006', name: 'Credential Access' },
          techniques: [{ id: 'T1528', name: 'Steal Application Access Token' }],
        },
      ],
      condition: 'eventType eq "system.api_token.create"\noutcome.result eq "SUCCESS"',
      indicators: [
        { field: 'eventType', kind: 'eq', values: [{ value: 'system.api_token.create' }] },
        { field: 'outcome.result', kind: 'eq', values: [{ value: 'SUCCESS' }] },
      ],
      exclusions: [],
      outputFields: [
        { field: 'eventType', source: 'eventType' },
        { field: 'p_any_ip_addresses', source: 'p_any_ip_addresses' },
      ],
      trigger: 'alerts on each match',
    })
    expect(page.tests.map(({ expected, actual }) => [expected, actual])).toEqual([
      [true, true],
      [false, false],
    ])
  })

  it('shows every block of an Elastic rule', () => {
    expect(inspect(revoke)).toMatchObject({
      severity: 'low',
      authors: ['Example'],
      created: '2024-02-03',
      modified: '2024-05-06',
      dataSources: [
        { kind: 'integration', name: 'okta' },
        { kind: 'index', name: 'logs-okta*' },
      ],
      attack: [
        { tactic: { id: 'TA0040', name: 'Impact' }, techniques: [{ id: 'T1531', name: 'Account Access Removal' }] },
      ],
      query: 'event.action:system.api_token.revoke and not user.name:(admin or root)',
      indicators: [{ field: 'event.action', kind: 'eq', values: [{ value: 'system.api_token.revoke' }] }],
      exclusions: [{ field: 'user.name', kind: 'eq', values: [{ value: 'admin' }, { value: 'root' }] }],
    })
  })

  it('counts other rules and finds those on the same operation, whatever the platform', () => {
    const corpus = [panther, revoke, create]
    const page = inspect(create, { corpus })
    expect(page.related).toEqual([
      {
        language: 'panther',
        id: 'Example.TokenCreated',
        title: 'Example Token Created',
        operations: ['system.api_token.create'],
      },
    ])
    expect(page.indicators[0]?.values).toEqual([{ value: 'system.api_token.create', others: 0 }])
    expect(inspect(create, { corpus: [...corpus, { ...create, id: 'a copy' }] }).indicators[0]?.values[0]?.others).toBe(
      1,
    )
  })

  it('says which tests fail', () => {
    const [first] = panther.tests
    if (first === undefined) throw new Error('the rule has tests')
    const page = inspect({ ...panther, tests: [{ ...first, expected: false }] })
    expect(inspectionText(page)).toContain('FAIL    Made  silent')
  })

  it('keeps Markdown tables and fences whole', () => {
    const odd = { ...revoke, title: 'a | b', description: 'one\ntwo', outputFields: [{ path: ['a|b'] }] }
    const text = inspectionMarkdown(inspect(odd))
    expect(text).toMatch(/^# a \\\| b\n\none\ntwo\n\n## Facts\n\n\| Fact \| Value \|\n\| --- \| --- \|\n/)
    expect(text).toContain('| a\\|b |  |')
  })
})
