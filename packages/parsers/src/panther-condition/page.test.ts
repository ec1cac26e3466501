import { evaluate } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { pantherCondition } from './index.js'

const PAGE = `Detection rules › Panther

Vault Door Opened

Severity
medium
Log types
Vault.Doors
Tags
Vault, Doors
Source
github.com/example/rules

Somebody opened a door of the vault.

MITRE ATT&CK coverage

TacticTechniques

Rule body yaml

AnalysisType: rule
Filename: vault_door_opened.py
RuleID: "Vault.DoorOpened"
DisplayName: "Vault Door Opened"
Enabled: true
LogTypes:
  - Vault.Doors
Reports:
  MITRE ATT&CK:
    - TA0006:T1528
Severity: Medium
Threshold: 3
DedupPeriodMinutes: 15
SummaryAttributes:
  - door:name
Tests:
  - Name: opened
    ExpectedResult: true
    Log: { "action": "open", "door": [{ "name": "north", "floor": 42260 }] }
  - Name: a drill
    ExpectedResult: false
    Log: { "action": "open", "door": [{ "name": "north" }], "reason": "drill" }

Detection logic

Condition

action eq "open"
door.name contains "nor"

Exclusions

Top-level NOT(...) conjuncts: predicates this rule actively suppresses.

FieldKindValues
reasoneq
  • drill
  • test

Indicators

Each row is a field, operator, and value that the rule matches.

FieldKindValues
actioneq
  • open
door.namecontains
  • nor
reasoneq
  • drill

Output fields

FieldSource
door_namedoor.name
`

const read = (text: string) => pantherCondition.parseRules?.({ 'page.txt': text }, {})

describe('catalog pages', () => {
  test('the rule, its tests and its exclusions', () => {
    const result = read(PAGE)
    if (result?.ok !== true) throw new Error(JSON.stringify(result))
    expect(result.diagnostics).toEqual([])
    const [rule] = result.value
    expect(rule).toMatchObject({
      id: 'Vault.DoorOpened',
      title: 'Vault Door Opened',
      severity: 'medium',
      enabled: true,
      description: 'Somebody opened a door of the vault.',
      tags: ['Vault', 'Doors'],
      logSource: { logTypes: ['Vault.Doors'] },
      outputFields: [{ path: ['door', 'name'] }],
      grouping: { by: [], window: 15 },
      trigger: { kind: 'threshold', count: 3, groupBy: [], window: 900 },
      vendor: { outputs: ['door_namedoor.name'], page: { 'Log types': 'Vault.Doors' } },
    })
    expect(rule?.attack.map(({ technique }) => technique?.id)).toEqual(['T1528'])
    expect(rule?.tests.map(({ name }) => name)).toEqual(['opened', 'a drill'])
    for (const { event, expected } of rule?.tests ?? []) expect(evaluate(rule!.condition, event)).toBe(expected)
  })

  test('spans are those of the page', () => {
    const result = read(PAGE)
    const condition = result?.ok === true ? result.value[0]?.condition : undefined
    const spans = condition?.kind === 'And' ? condition.children.map(({ span }) => span) : []
    expect(spans.map((span) => PAGE.slice(span?.start, span?.end).split('\n')[0])).toEqual([
      'action eq "open"\ndoor.name contains "nor"'.split('\n')[0],
      'reasoneq',
    ])
  })

  test('a bad condition, and a bad rule body, are located in the page', () => {
    const result = read(
      PAGE.replace('door.name contains "nor"', 'door.name contians "nor"').replace('Threshold: 3', 'Threshold: [3'),
    )
    expect(result?.ok).toBe(false)
    const found = result?.diagnostics.map(({ code, span }) => [code, span?.file])
    expect(found).toEqual([
      ['syntax/yaml', 'page.txt'],
      ['condition/operator', 'page.txt'],
    ])
    expect(PAGE.slice(result?.diagnostics[1]?.span?.start, result?.diagnostics[1]?.span?.end)).toBeDefined()
  })

  test.each([
    ['reasoneq\n  • drill\n\nOutput', 'reasoneq\n  • fire\n\nOutput', 'no value "fire" for reason'],
    ['actioneq\n', 'acteq\n', 'no predicate about act'],
  ])('indicators that disagree with the condition', (before, after, what) => {
    const result = read(PAGE.replace(before, after))
    expect(result?.ok).toBe(true)
    expect(result?.diagnostics).toHaveLength(1)
    expect(result?.diagnostics[0]).toMatchObject({ code: 'condition/indicators', severity: 'warning' })
    expect(result?.diagnostics[0]?.message).toContain(what)
  })

  test('bullets of match mean any or all: such an exclusion is not guessed', () => {
    const result = read(PAGE.replace('reasoneq\n  • drill\n  • test', 'reasonmatch\n  • drill\n  • test'))
    expect(result?.diagnostics.map(({ code }) => code)).toEqual(['condition/exclusion'])
  })

  test('a query in stages has no condition', () => {
    const result = read('Some query\n\nStages and Predicates\n\nStage 1: source\n\nlogs\n')
    expect(result?.diagnostics.map(({ code }) => code)).toEqual(['condition/no-condition'])
  })

  test('a bare condition is a rule without a name', () => {
    const result = read('action eq "open"')
    expect(result?.ok === true && result.value[0]?.title).toBe(undefined)
    expect(result?.ok === true && result.value[0]?.condition.kind).toBe('Compare')
  })
})
