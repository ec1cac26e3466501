import { describe, expect, it } from 'vitest'
import { and, compare, isIn, not } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import type { Rule, Trigger } from '../rule/rule.js'
import { compareRules } from './compare-rules.js'
import { compareTriggers } from './compare-triggers.js'

const login = compare(['action'], 'eq', 'login')
const rule = (condition: Condition, more: Partial<Rule> = {}): Rule => ({
  ir: 1,
  language: 'sigma',
  severityOverrides: [],
  authors: [],
  references: [],
  falsePositives: [],
  tags: [],
  attack: [],
  logSource: { product: 'okta' },
  outputFields: [],
  trigger: { kind: 'each' },
  condition,
  defined: [],
  tests: [],
  vendor: {},
  ...more,
})
const threshold = (count: number, window: number, ...groupBy: string[]): Trigger => ({
  kind: 'threshold',
  count,
  window,
  groupBy: groupBy.map((name) => [name]),
})

describe('compareRules', () => {
  it('says when a rule no longer runs, or raises no alerts of its own', () => {
    const says = (a: Partial<Rule>, b: Partial<Rule>) => compareRules(rule(login, a), rule(login, b)).alerting
    expect(says({ enabled: true }, { enabled: false })).toEqual({ relation: 'changed', why: 'alerts -> does not run' })
    expect(says({}, { signal: true })).toEqual({ relation: 'changed', why: 'alerts -> raises no alerts' })
    expect(says({}, { enabled: true, signal: false })).toEqual({ relation: 'same' })
  })

  it('compares what fires, guards joined, with an event', () => {
    const wider = compareRules(rule(login), rule(isIn(['action'], ['login', 'logout'])))
    expect(wider.verdict).toBe('wider')
    expect(wider.condition.witness).toEqual({ onlyB: { action: 'logout' } })
    const guarded = rule(login, { defined: [{ when: compare(['ok'], 'eq', true) }] })
    expect(compareRules(rule(login), guarded).verdict).toBe('narrower')
    expect(compareRules(guarded, rule(and([compare(['ok'], 'eq', true), login]))).verdict).toBe('equivalent')
  })

  it('joins the trigger: wider one way and narrower the other is different', () => {
    const counts = (n: number, condition: Condition = login): Rule =>
      rule(condition, { trigger: threshold(n, 60, 'user') })
    expect(compareRules(counts(5), counts(3)).verdict).toBe('wider')
    expect(compareRules(counts(3), counts(5)).verdict).toBe('narrower')
    expect(compareRules(counts(5), counts(3, and([login, not(compare(['user'], 'eq', 'root'))]))).verdict).toBe(
      'different',
    )
  })

  it('says what became of severity and routing', () => {
    const other = rule(login, { severity: 'high', logSource: { product: 'okta', service: 'system' } })
    const { verdict, severity, routing } = compareRules(rule(login, { severity: 'low' }), other)
    expect([verdict, severity, routing]).toEqual([
      'equivalent',
      { relation: 'raised', why: 'low -> high' },
      { relation: 'changed', why: 'service: none -> system' },
    ])
    expect(
      compareRules(rule(login), rule(login, { language: 'panther', logSource: { logTypes: ['Okta'] } })).routing,
    ).toEqual({
      relation: 'unknown',
    })
  })

  it.each([
    [threshold(5, 60, 'a', 'b'), threshold(5, 60, 'b', 'a'), 'equivalent'],
    [threshold(5, 60, 'a'), threshold(5, 120, 'a'), 'wider'],
    [threshold(5, 60, 'a'), threshold(3, 30, 'a'), 'different'],
    [threshold(5, 60, 'a'), threshold(5, 60, 'b'), 'different'],
    [{ kind: 'each' }, threshold(5, 60, 'a'), 'narrower'],
    [{ kind: 'each' }, { kind: 'other', language: 'x', name: 'y', source: null }, 'unproven'],
  ] as const)('%j against %j: %s', (a, b, relation) => {
    expect(compareTriggers(a as Trigger, b as Trigger).relation).toBe(relation)
  })
})
