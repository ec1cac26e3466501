import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { condition } from '../../test/random-condition.js'
import { assumptionHolds } from '../assumptions/assumption-holds.js'
import { evaluate } from '../evaluate/evaluate.js'
import { and, cidr, compare, FALSE, isIn, match, not, opaque, or, some, TRUE } from '../ir/build.js'
import { ANY_MANY } from '../ir/pattern.js'
import { generateTests } from './generate-tests.js'
import { planTests } from './plan-tests.js'
import { nameOfLeaf } from './test-names.js'
import { replaced, testPoints } from './test-points.js'

const path = (name: string): string[] => name.split('.')
const rule = and([
  compare(path('event.action'), 'eq', 'login'),
  isIn(path('event.outcome'), ['failure', 'denied']),
  compare(path('source.port'), 'gt', 1024, { domain: 'number' }),
  not(match(path('user.name'), ['svc-', ANY_MANY])),
])

describe('generateTests', () => {
  it('gives a pair for each leaf, named for what is in the event', () => {
    const { tests, leaves, uncovered } = planTests(rule, { include: 'coverage' })
    expect([leaves, uncovered]).toEqual([5, []])
    expect(tests.map(({ name, expected }) => `${expected ? '+' : '-'} ${name}`)).toEqual([
      '+ typical match',
      '- event.action is login-2',
      '- event.outcome is failure-2',
      '+ event.outcome is denied',
      '- source.port is 1024',
      '- user.name is svc-x',
    ])
    expect(tests[0]?.event).toEqual({ event: { action: 'login', outcome: 'failure' }, source: { port: 1025 } })
  })

  it('writes lists where the assumptions say that a field is one', () => {
    const assumptions = [
      { kind: 'list', path: path('a.b'), why: '' },
      { kind: 'listInItems', path: path('a.b.c'), why: '' },
    ] as const
    const asked = and([compare(path('k'), 'eq', 'x'), some(path('a.b'), compare(path('c.d'), 'eq', 'p'))])
    const { tests, uncovered } = planTests(asked, { assumptions, include: 'coverage' })
    expect(uncovered).toEqual([])
    expect(tests[0]?.event).toEqual({ k: 'x', a: { b: [{ c: [{ d: 'p' }] }] } })
    for (const { event } of tests) {
      for (const assumption of assumptions) expect(assumptionHolds(assumption, event)).toBe(true)
    }
  })

  it('adds letter case, wrong type, missing, null, a list with one match, near misses', () => {
    const names = generateTests(rule).map(({ name }) => name)
    for (const name of [
      'no event.action',
      'event.action is null',
      'event.action is a number',
      'event.action is a list with one match',
      'event.action in other letter case',
      'event.outcome only resembles what is wanted',
    ])
      expect(names).toContain(name)
    expect(new Set(names).size).toBe(names.length)
  })

  it('puts addresses at the edges of a block', () => {
    const tests = generateTests(cidr(['ip'], '10.0.0.0/8'))
    expect(tests.slice(0, 2)).toEqual([
      { name: 'typical match', event: { ip: '10.255.255.255' }, expected: true },
      { name: 'ip is 11.0.0.0', event: { ip: '11.0.0.0' }, expected: false },
    ])
  })

  it('keeps assumptions', () => {
    const assumptions = [{ kind: 'scalar', path: path('event.action'), why: 'test' }] as const
    const tests = generateTests(compare(path('event.action'), 'eq', 'login'), { assumptions })
    expect(tests.length).toBeGreaterThan(3)
    for (const { event } of tests) expect(JSON.stringify(event)).not.toContain('[')
  })

  it('says which leaves cannot decide, and why', () => {
    const covered = or([match(['a'], [ANY_MANY, 'shell', ANY_MANY]), match(['a'], [ANY_MANY, 'powershell', ANY_MANY])])
    expect(planTests(covered).uncovered).toMatchObject([{ what: 'a fits "*powershell*"' }])
    expect(planTests(and([compare(['a'], 'eq', 'x'), opaque('kql', '???')])).uncovered).not.toEqual([])
  })

  it('is the same on every run and never throws on what there is to write tests for', () => {
    for (const odd of [TRUE, FALSE, and([]), or([]), compare(['__proto__'], 'eq', 'x')]) {
      expect(generateTests(odd)).toEqual(generateTests(odd))
    }
  })

  it('every expectation is what evaluate says, and every pair hangs on its leaf', () => {
    fc.assert(
      fc.property(condition, (whole) => {
        const { tests, uncovered } = planTests(whole)
        for (const { event, expected } of tests) expect(evaluate(whole, event)).toBe(expected)
        const left = new Set(uncovered.map(({ what }) => what))
        for (const point of testPoints(whole).points.filter(({ leaf }) => !left.has(nameOfLeaf(leaf)))) {
          for (const fires of [true, false]) {
            const decided = tests.some(
              ({ event, expected }) =>
                expected === fires && [TRUE, FALSE].some((value) => evaluate(replaced(point, value), event) === !fires),
            )
            expect(decided, JSON.stringify({ whole, leaf: point.leaf, fires })).toBe(true)
          }
        }
      }),
      { numRuns: 40 },
    )
  })
})
