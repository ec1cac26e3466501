import { type Condition, evaluate, foldedPairs, type JsonValue } from '@ruleglot/core'
import { compileMatcher, type MatcherRule, regexAutomaton } from '@ruleglot/matcher'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryCondition, arbitraryEvent } from './arbitrary-condition.js'

/** The matcher beside `evaluate`: the same verdict for every rule on every event, however the rules came to be there. */

const EVERYTHING = { oddFields: true, tokens: true, relativeInstants: true } as const
const conditions = fc.array(arbitraryCondition(EVERYTHING), { minLength: 1, maxLength: 12 })
const events = fc.array(arbitraryEvent, { minLength: 3, maxLength: 10 })
const ODD: readonly JsonValue[] = [null, 'a', 5, true, [], [{ a: 1 }, { a: 'ab' }], { a: [[['ab']], { b: 1 }] }, {}]

const rule = (condition: Condition, i: number): MatcherRule => ({ id: `r${i}`, condition })

function expected(rules: readonly MatcherRule[], event: JsonValue, now?: number): readonly string[] {
  const options = now === undefined ? {} : { now }
  return rules.filter(({ condition }) => evaluate(condition, event, options) === true).map(({ id }) => id)
}

function deepEvent(levels: number): JsonValue {
  let event: JsonValue = 'ab'
  for (let i = 0; i < levels; i++) event = [event]
  return { a: event, eventType: 'abc' }
}

describe('compileMatcher says what evaluate says', () => {
  test('of random rules on random events', () => {
    let matches = 0
    fc.assert(
      fc.property(conditions, events, fc.boolean(), fc.boolean(), (list, all, clock, sampled) => {
        const rules = list.map(rule)
        const now = clock ? 1_700_000_000_000 : undefined
        const matcher = compileMatcher(rules, {
          ...(now === undefined ? {} : { now: () => now }),
          ...(sampled ? { sample: all.slice(0, 2) } : {}),
        })
        // Twice: what is remembered of values must not change the answer.
        for (const event of [...all, ...ODD, ...all]) {
          const want = expected(rules, event, now)
          matches += want.length
          const got = matcher.match(event)
          if (got.join() !== want.join()) expect({ rules, event, got }).toEqual({ rules, event, got: want })
        }
      }),
      { numRuns: 1200 },
    )
    expect(matches).toBeGreaterThan(5000)
  })

  test('after rules were added and removed, in any order', () => {
    fc.assert(
      fc.property(
        conditions,
        events,
        fc.array(fc.tuple(fc.nat(11), fc.boolean()), { maxLength: 20 }),
        (list, all, steps) => {
          const matcher = compileMatcher([])
          let present: MatcherRule[] = []
          for (const [i, adds] of steps) {
            const own = rule(list[i % list.length] as Condition, i)
            const known = present.some(({ id }) => id === own.id)
            if (adds && !known) {
              matcher.add(own)
              present.push(own)
            } else if (!adds) {
              expect(matcher.remove(own.id)).toBe(known)
              present = present.filter(({ id }) => id !== own.id)
            }
            const event = all[i % all.length] as JsonValue
            expect(matcher.match(event)).toEqual(expected(present, event))
          }
          for (const event of all) expect(matcher.match(event)).toEqual(expected(present, event))
          expect(matcher.size).toBe(present.length)
        },
      ),
      { numRuns: 600 },
    )
  })

  test('after it has learned from many events', () => {
    fc.assert(
      fc.property(conditions, fc.array(arbitraryEvent, { minLength: 20, maxLength: 40 }), (list, all) => {
        const rules = list.map(rule)
        const matcher = compileMatcher(rules)
        for (let i = 0; i < 520; i++) matcher.match(all[i % all.length])
        for (const event of all) expect(matcher.match(event)).toEqual(expected(rules, event))
      }),
      { numRuns: 60 },
    )
  })

  test('on events nested deeper than it reads by itself', () => {
    const rules = [
      rule({ kind: 'Compare', field: ['a'], op: 'eq', value: 'ab' }, 1),
      rule({ kind: 'Exists', field: ['x'] }, 2),
      rule(
        { kind: 'Match', field: ['eventType'], pattern: ['ab', { wildcard: 'many' }], ignoreCase: true, on: 'string' },
        3,
      ),
    ]
    const matcher = compileMatcher(rules)
    for (const levels of [1, 150, 250, 50_000]) expect(matcher.match(deepEvent(levels))).toEqual(['r1', 'r3'])
  })

  test('explain names the leaves and the values that decided', () => {
    const condition: Condition = {
      kind: 'And',
      children: [
        { kind: 'In', field: ['a', 'b'], values: [1, 2] },
        {
          kind: 'Or',
          children: [
            { kind: 'Exists', field: ['none'] },
            { kind: 'Compare', field: ['c'], op: 'eq', value: 'x' },
          ],
        },
        { kind: 'Not', child: { kind: 'Compare', field: ['d'], op: 'eq', value: 'y' } },
      ],
    }
    const matcher = compileMatcher([{ id: 'one', condition }])
    const explained = matcher.explain({ 'a.b': [1, 3], a: { b: 2 }, c: 'x', d: 'z' }, 'one')
    expect(explained?.matches).toBe(true)
    expect(explained?.leaves.map(({ leaf, holds, values }) => [leaf.kind, holds, [...values].sort()])).toEqual([
      ['In', true, [1, 2]],
      ['Compare', true, ['x']],
      ['Compare', false, ['z']],
    ])
    expect(matcher.explain({ c: 'q' }, 'one')?.leaves.map(({ leaf, holds }) => [leaf.kind, holds])).toEqual(
      [
        ['In', false],
        ['Or', false],
      ].flatMap(([kind, holds]) =>
        kind === 'Or'
          ? [
              ['Exists', false],
              ['Compare', false],
            ]
          : [[kind, holds]],
      ),
    )
    expect(matcher.explain({}, 'two')).toBeUndefined()
  })

  test('routes by log source, new words included', () => {
    const condition: Condition = { kind: 'Compare', field: ['a'], op: 'eq', value: 1 }
    const matcher = compileMatcher(
      [
        { id: 'any', condition },
        { id: 'windows', condition, logSource: { product: 'windows' } },
        { id: 'process', condition, logSource: { product: 'windows', category: 'process_creation' } },
        { id: 'linux', condition, logSource: { product: 'linux' } },
      ],
      { logSource: (event) => (event as { s?: { product?: string; category?: string } }).s },
    )
    const of = (s: object | undefined): readonly string[] => matcher.match({ a: 1, ...(s === undefined ? {} : { s }) })
    expect(of(undefined)).toEqual(['any', 'windows', 'process', 'linux'])
    expect(of({ product: 'Windows', category: 'file_event' })).toEqual(['any', 'windows'])
    expect(of({ product: 'windows', category: 'process_creation' })).toEqual(['any', 'windows', 'process'])
    expect(of({ product: 'macos' })).toEqual(['any'])
    matcher.add({ id: 'mac', condition, logSource: { product: 'macos' } })
    expect(of({ product: 'macos' })).toEqual(['any', 'mac'])
    matcher.remove('mac')
    expect(of({ product: 'macos' })).toEqual(['any'])
  })

  test('more log sources than it keeps indexes for', () => {
    const condition: Condition = { kind: 'Exists', field: ['a'] }
    const rules = Array.from({ length: 300 }, (_, i) => ({ id: `r${i}`, condition, logSource: { product: `p${i}` } }))
    const matcher = compileMatcher(rules, { logSource: (event) => ({ product: (event as { a: string }).a }) })
    for (let i = 0; i < 310; i++) expect(matcher.match({ a: `p${i}` })).toEqual(i < 300 ? [`r${i}`] : [])
    expect(matcher.stats().groups).toBeLessThanOrEqual(101)
  })

  test('refuses what is no rule', () => {
    const condition: Condition = { kind: 'True' }
    expect(() =>
      compileMatcher([
        { id: 'a', condition },
        { id: 'a', condition },
      ]),
    ).toThrow(TypeError)
    expect(() => compileMatcher([{ id: 'a', condition: { kind: 'Nothing' } as never }])).toThrow(TypeError)
  })
})

test('folding keeps the length of texts, which the index relies on', () => {
  for (const [from, to] of foldedPairs()) expect(from > 0xffff).toBe(to > 0xffff)
})

test('the automaton of regular expressions says what evaluate says', () => {
  let ran = 0
  fc.assert(
    fc.property(
      arbitraryCondition(),
      fc.array(
        fc.string({
          unit: fc.constantFrom('a', 'b', 'A', '1', '.', '\n', '\u0130', '\ud83d', '\ude00', 'k', '\u212a'),
        }),
        { maxLength: 8 },
      ),
      (condition, texts) => {
        const stack: Condition[] = [condition]
        for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
          if ('children' in node) stack.push(...node.children)
          else if ('child' in node) stack.push(node.child)
          else if ('condition' in node) stack.push(node.condition)
          if (node.kind !== 'Regex') continue
          const automaton = regexAutomaton(node.tree, false)
          if (automaton === undefined) continue
          for (const text of ['', 'a', 'ab', 'abc', 'aab1', ...texts]) {
            ran++
            const leaf = { ...node, field: [], ignoreCase: false, on: 'string' } as const
            expect({ leaf, text, got: automaton(text) }).toEqual({ leaf, text, got: evaluate(leaf, text) })
          }
        }
      },
    ),
    { numRuns: 2000 },
  )
  expect(ran).toBeGreaterThan(1000)
})
