import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { condition } from '../../test/random-condition.js'
import { evaluate } from '../evaluate/evaluate.js'
import { and, cidr, compare, count, every, exists, isIn, match, not, or, regex, search, some } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { ANY_MANY } from '../ir/pattern.js'
import { ANY_TEXT } from '../ir/regex.js'
import { sampleEvents } from './sample-events.js'

const deep = (depth: number): Condition => {
  let node: Condition = compare(['a'], 'eq', 1)
  for (let i = 0; i < depth; i++)
    node = i % 2 === 0 ? or([compare(['b'], 'eq', i), node]) : and([compare(['c'], 'eq', i), node])
  return node
}

describe('sampleEvents', () => {
  test.each<[string, Condition]>([
    ['equality', compare(['a'], 'eq', 'x')],
    ['number', compare(['a', 'b'], 'eq', 1)],
    ['boolean', compare(['a'], 'eq', true)],
    ['list', isIn(['a', 'b'], ['x', 'y', 1])],
    ['pattern', match(['a'], ['x', ANY_MANY], { ignoreCase: true })],
    ['regex', regex(['a'], { type: 'concat', parts: [{ type: 'text', text: 'x' }, ANY_TEXT] })],
    ['network', cidr(['a'], '10.0.0.0/8')],
    ['order', compare(['a'], 'gt', 5, { domain: 'number' })],
    ['existence', exists(['a'])],
    ['negation', not(compare(['a'], 'eq', 'x'))],
    ['element', some(['a'], and([compare(['b'], 'eq', 1), compare(['c'], 'eq', 2)]))],
    ['every element', every(['a'], compare([], 'eq', 1))],
    ['count', count(['a'], compare(['b'], 'eq', 1), 'ge', 2)],
    ['search', search(match([], [ANY_MANY, 'x', ANY_MANY]))],
    ['two values of one field', and([compare(['a'], 'eq', 'x'), compare(['a'], 'eq', 'y')])],
    ['branches', or([and([compare(['a'], 'eq', 'x'), compare(['b'], 'eq', 'y')]), not(exists(['c']))])],
    ['scalar and object at one key', and([compare(['a'], 'eq', 'x'), compare(['a', 'b'], 'eq', 'y')])],
    ['prototype', compare(['__proto__', 'x'], 'eq', 'y')],
  ])('%s: at least 20 events, some true and some false', (_name, c) => {
    const events = sampleEvents([c])
    const truths = events.map((event) => evaluate(c, event))
    expect(events.length).toBeGreaterThanOrEqual(20)
    expect(truths).toContain(true)
    expect(truths).toContain(false)
    expect(truths[0]).toBe(true)
  })

  test('every leaf decides some event', () => {
    const leaves = ['a', 'b', 'c', 'd'].map((field) => compare([field], 'eq', 'x'))
    const [a, b, c, d] = leaves as [Condition, Condition, Condition, Condition]
    const whole = (x: Condition, y: Condition, z: Condition, w: Condition): Condition =>
      or([and([x, not(y)]), and([z, w])])
    const events = sampleEvents([whole(a, b, c, d)])
    const TRUE: Condition = { kind: 'True' }
    for (const [i] of leaves.entries()) {
      const parts = leaves.map((leaf, j) => (i === j ? TRUE : leaf)) as [Condition, Condition, Condition, Condition]
      expect(events.some((e) => evaluate(whole(...parts), e) !== evaluate(whole(a, b, c, d), e))).toBe(true)
    }
  })

  test('has the shapes that tell platforms apart', () => {
    const events = sampleEvents([compare(['a', 'b'], 'eq', 'x')])
    for (const event of [
      { a: { b: 'x' } },
      {},
      { a: {} },
      { a: { b: null } },
      { a: { b: 'X' } },
      { a: { b: ['x'] } },
      { 'a.b': 'x' },
      { a: { B: 'x' } },
      { A: { b: 'x' } },
      { a: null },
      { a: [{ b: 'x' }] },
      { a: { b: 1 } },
      { a: { b: true } },
      { a: { b: {} } },
      { a: { b: [] } },
      { a: { b: '' } },
    ]) {
      expect(events).toContainEqual(event)
    }
  })

  test('is deterministic, free of duplicates and within the limit', () => {
    fc.assert(
      fc.property(condition, fc.nat(60), (c, limit) => {
        const events = sampleEvents([c], { limit })
        expect(events).toEqual(sampleEvents([c], { limit }))
        expect(events.length).toBeLessThanOrEqual(limit)
        expect(new Set(events.map((event) => JSON.stringify(event))).size).toBe(events.length)
        for (const event of events) {
          evaluate(c, event)
          expect(JSON.parse(JSON.stringify(event))).toEqual(event)
        }
      }),
      { numRuns: 1000 },
    )
  })

  test('large lists, deep trees and long paths stay within bounds', () => {
    expect(
      sampleEvents([
        isIn(
          ['a'],
          Array.from({ length: 5000 }, (_, i) => `v${i}`),
        ),
      ]).length,
    ).toBeGreaterThan(20)
    expect(sampleEvents([deep(900)]).length).toBeGreaterThan(20)
    expect(sampleEvents([or(Array.from({ length: 5000 }, (_, i) => compare([`f${i}`], 'eq', i)))])).toHaveLength(400)
    expect(sampleEvents([compare(new Array(50_000).fill('a'), 'eq', 1)]).length).toBeGreaterThan(0)
  })
})
