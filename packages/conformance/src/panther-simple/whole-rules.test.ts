import { compare, evaluate, type Rule } from '@ruleglot/core'
import { panther as writer } from '@ruleglot/emitters/panther'
import { panther as reader } from '@ruleglot/parsers/panther'
import { describe, expect, test } from 'vitest'

const SPEC = `AnalysisType: rule
RuleID: A.B
Enabled: true
Severity: Low
LogTypes:
  - A.Log
InlineFilters:
  - KeyPath: zone
    Condition: Equals
    Value: prod
Detection:
  - Key: action
    Condition: Equals
    Value: delete
DynamicSeverities:
  - ChangeTo: High
    Conditions:
      - Key: admin
        Condition: Equals
        Value: true
AlertTitle: Deleted by {actor.name}
AlertContext:
  - KeyName: who
    KeyValue:
      KeyPath: actor.name
GroupBy:
  - KeyPath: actor.name
Threshold: 3
DedupPeriodMinutes: 30
Unknown: kept
`

function read(files: Readonly<Record<string, string>>): Rule {
  const done = reader.parseRules?.(files, {})
  if (!done?.ok) throw new Error(JSON.stringify(done?.diagnostics))
  return done.value[0] as Rule
}

function write(rule: Rule, options = {}): Readonly<Record<string, string>> {
  const done = writer.emitRule?.(rule, { fileStem: 'a', ...options })
  if (!done?.ok) throw new Error(JSON.stringify(done?.diagnostics))
  return done.value.files
}

describe('a Simple Detection', () => {
  const rule = read({ 'a.yml': SPEC })

  test('gives more than its condition', () => {
    expect(rule).toMatchObject({
      severityOverrides: [{ severity: 'high' }],
      outputFields: [{ name: 'who', path: ['actor', 'name'] }],
      grouping: { by: [['actor', 'name']], window: 30 },
      trigger: { kind: 'threshold', count: 3, groupBy: [['actor', 'name']] },
    })
    expect(evaluate(rule.condition, { action: 'delete', zone: 'test' })).toBe(false)
    expect(evaluate(rule.condition, { action: 'delete' })).toBe(true)
  })

  test('goes back as it came', () => {
    expect(write(rule)).toEqual({ 'a.yml': SPEC })
  })

  test('with another condition it stays one, without its filters, which were part of the old one', () => {
    const files = write({ ...rule, condition: compare(['action'], 'eq', 'drop') })
    expect(Object.keys(files)).toEqual(['a.yml'])
    expect(files['a.yml']).toContain('Detection:\n  - KeyPath: action\n    Condition: Equals\n    Value: drop\n')
    expect(files['a.yml']).not.toContain('InlineFilters')
    expect(files['a.yml']).toContain('Unknown: kept')
  })

  test('becomes Python where that is asked for', () => {
    const files = write(rule, { style: 'python' })
    expect(files['a.py']).toContain('def rule(event):')
    expect(files['a.py']).toContain('def severity(event):')
    expect(files['a.yml']).toContain('Filename: a.py')
    for (const key of ['Detection', 'InlineFilters', 'DynamicSeverities', 'GroupBy']) {
      expect(files['a.yml']).not.toContain(`${key}:`)
    }
  })

  test('what it cannot say is refused with the other style as the way out', () => {
    const distinct = { field: ['ip'], count: 5 }
    const trigger = { kind: 'threshold', count: 1, groupBy: [], window: 600, distinct } as const
    const done = writer.emitRule?.({ ...rule, trigger }, { style: 'simple' })
    expect(done?.diagnostics.map(({ code, hint }) => [code, hint?.includes('--style python')])).toEqual([
      ['emit/unsupported', true],
    ])
  })
})

describe('tests that a rule lacks', () => {
  const rule: Rule = { ...read({ 'a.yml': SPEC }), language: 'sigma', title: 'T', tests: [] }

  test('are made when asked for: one that fires, a few that do not', () => {
    expect(write(rule)['a.yml']).not.toContain('Tests:')
    const back = read(write(rule, { generateTests: true, style: 'simple' }))
    const fires = back.tests.filter(({ expected }) => expected)
    expect([fires.length, back.tests.length > 1, back.tests.length <= 5]).toEqual([1, true, true])
    for (const { event, expected } of back.tests) {
      expect(evaluate(back.condition, event)).toBe(expected)
      expect(event).toMatchObject({ p_log_type: 'A.Log' })
    }
  })

  test('never take the place of tests that are there', () => {
    const tests = [{ name: 'own', expected: true, event: { action: 'delete' } }]
    expect(read(write({ ...rule, tests }, { generateTests: true })).tests).toEqual(tests)
  })
})
