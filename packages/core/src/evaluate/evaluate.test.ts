import { describe, expect, test } from 'vitest'
import { and, compare, count, every, exists, isIn, match, not, regex, search, shape, some, TRUE } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { ANY_MANY } from '../ir/pattern.js'
import { ANY_TEXT, type RegexTree } from '../ir/regex.js'
import { evaluate, evaluator } from './evaluate.js'

// The meaning is tested by spec/cases, in packages/conformance. Here is what no JSON case can hold.

describe('events that are no JSON', () => {
  const has = exists(['a'])

  test('undefined is missing, as a member, an item and an event', () => {
    expect(evaluate(has, { a: undefined })).toBe(false)
    expect(evaluate(shape([], ['emptyObject']), { a: undefined })).toBe(true)
    expect(evaluate(shape(['a'], ['emptyArray']), { a: [undefined] })).toBe(true)
    expect(evaluate(shape(['a'], ['emptyObject']), { a: {}, 'a.b': undefined })).toBe(true)
    expect(evaluate(has, undefined)).toBe(false)
    expect(evaluate(shape([], ['missing']), undefined)).toBe(true)
    expect(evaluate(search(TRUE), undefined)).toBe(false)
  })

  test.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a bigint', 1n],
    ['NaN', Number.NaN],
    ['a Date', new Date(0)],
    ['a Map', new Map()],
    ['a boxed string', Object('x')],
    ['an instance', new (class Own {})()],
  ])('%s is a TypeError wherever it stands', (_, value) => {
    for (const event of [value, { a: value }, { b: [[{ c: value }]] }]) {
      expect(() => evaluate(has, event)).toThrow(TypeError)
    }
  })

  test('an event that contains itself is a TypeError, one that contains a part twice is not', () => {
    const knot: Record<string, unknown> = { b: [] }
    ;(knot['b'] as unknown[]).push({ c: knot })
    expect(() => evaluate(has, knot)).toThrow(TypeError)
    const part = { x: 1 }
    expect(evaluate(exists(['b', 'x']), { a: part, b: [part, part] })).toBe(true)
  })

  test('objects without prototype and infinite numbers are taken', () => {
    expect(evaluate(has, Object.assign(Object.create(null), { a: 1 }))).toBe(true)
    expect(evaluate(compare(['a'], 'gt', 1e308, { domain: 'number' }), JSON.parse('{"a":1e999}'))).toBe(true)
  })

  test('inherited and symbol properties are not read, getters of own properties are', () => {
    const plain = Object.defineProperty({}, 'a', { enumerable: true, get: () => 1 })
    expect(evaluate(has, Object.assign(plain, { [Symbol('s')]: () => 1 }))).toBe(true)
  })

  test('__proto__ is an own key after JSON.parse and changes no prototype', () => {
    const event = JSON.parse('{"__proto__":{"polluted":1},"a":{"__proto__.b":2}}')
    expect(evaluate(compare(['__proto__', 'polluted'], 'eq', 1), event)).toBe(true)
    expect(evaluate(compare(['a', '__proto__', 'b'], 'eq', 2), event)).toBe(true)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('conditions that are none', () => {
  test.each<[string, unknown]>([
    ['an unknown kind', { kind: 'Sometimes' }],
    ['an unknown kind below', { kind: 'Not', child: { kind: 'toString' } }],
    ['a Ref to nothing', { kind: 'Ref', name: 'x' }],
    ['a Ref to its own Let', { kind: 'Let', name: 'x', value: { kind: 'Ref', name: 'x' }, body: { kind: 'True' } }],
    ['an order without a domain', compare(['a'], 'lt', 1)],
    ['a clock outside of instants', compare(['a'], 'lt', { now: 0 }, { domain: 'number' })],
    ['an unknown function', exists({ call: 'shout' as 'lower', args: [['a']] })],
  ])('%s is a TypeError', (_, condition) => {
    expect(() => evaluate(condition as Condition, { a: 1 })).toThrow(TypeError)
  })

  test('nesting is limited and checked before it recurses', () => {
    let deep: Condition = TRUE
    for (let i = 0; i < 999; i++) deep = not(deep)
    expect(evaluate(deep, {})).toBe(false)
    for (let i = 0; i < 100_000; i++) deep = not(deep)
    expect(() => evaluate(deep, {})).toThrow(TypeError)
    let tree: RegexTree = { type: 'text', text: 'a' }
    for (let i = 0; i < 100_000; i++) tree = { type: 'concat', parts: [tree] }
    expect(() => evaluate(regex(['a'], tree), {})).toThrow(TypeError)
  })
})

describe('size', () => {
  const deepObject = (depth: number, inner: unknown): unknown => {
    let event = inner
    for (let i = 0; i < depth; i++) event = { a: event }
    return event
  }

  test('an event a million objects deep', () => {
    const reads = [exists(['a']), search(compare([], 'eq', 1)), not(exists({ pattern: [ANY_MANY, 'b'] }))]
    expect(evaluate(and(reads), deepObject(1_000_000, 1))).toBe(true)
  })

  test('an event a million arrays deep', () => {
    let event: unknown = 1
    for (let i = 0; i < 1_000_000; i++) event = [event]
    expect(evaluate(and([compare(['x'], 'eq', 1), count(['x'], TRUE, 'eq', 1)]), { x: event })).toBe(true)
  })

  test('a key of a hundred thousand cuts, and a path as long', () => {
    const key = Array.from({ length: 100_000 }, () => 'a').join('.')
    expect(evaluate(exists([key]), { [key]: 1 })).toBe(true)
    expect(evaluate(exists(key.split('.')), deepObject(100_000, 1))).toBe(true)
  })

  test('patterns and regexes that would backtrack', () => {
    const value = `${'a'.repeat(50_000)}b`
    const stars = Array.from({ length: 20 }, () => ['a', ANY_MANY]).flat()
    expect(evaluate(match(['v'], [...stars, 'c']), { v: value })).toBe(false)
    const a: RegexTree = { type: 'text', text: 'a' }
    const plus = (part: RegexTree): RegexTree => ({ type: 'repeat', part, min: 1, max: null })
    expect(evaluate(regex(['v'], plus(plus(plus({ type: 'alternate', options: [a, a] })))), { v: value })).toBe(false)
    const counted: RegexTree = { type: 'repeat', part: ANY_TEXT, min: 1_000_000, max: 2_000_000 }
    expect(evaluate(regex(['v'], counted), { v: value })).toBe(true)
  })

  test('a hundred thousand alternatives', () => {
    const values = Array.from({ length: 100_000 }, (_, i) => `v${i}`)
    expect(evaluate(isIn(['a'], values), { a: 'v99999' })).toBe(true)
    const many = and(values.map((value) => not(compare(['a'], 'eq', value))))
    expect(evaluate(many, { a: 'x' })).toBe(true)
  })

  test('names shared a thousand times are read once each', () => {
    let body: Condition = { kind: 'Ref', name: 'x0' }
    const names = Array.from({ length: 400 }, (_, i) => `x${i}`)
    for (const [i, name] of [...names.entries()].reverse()) {
      const outer: Condition = i === 0 ? exists(['a']) : { kind: 'Ref', name: `x${i - 1}` }
      const value: Condition = { kind: 'And', children: [outer, outer] }
      body = { kind: 'Let', name, value, body: i === names.length - 1 ? { kind: 'Ref', name } : body }
    }
    expect(evaluate(body, { a: 1 })).toBe(true)
  })
})

test('an evaluator is for many events, and keeps nothing from one to the next', () => {
  const test = evaluator(every(['a'], regex([], { type: 'repeat', part: ANY_TEXT, min: 0, max: 5 })))
  const events = [{ a: 'x' }, { a: 1 }, {}, { a: ['x', 'y'] }, { a: [1] }]
  expect(events.map((event) => test(event))).toEqual([true, false, true, true, false])
  expect(events.map((event) => test(event))).toEqual([true, false, true, true, false])
})

test('the event and the condition are only read', () => {
  const event = Object.freeze({ 'a.b': Object.freeze([1]), a: Object.freeze({ b: Object.freeze([2]) }) })
  const condition = Object.freeze(some(['a'], compare(['b'], 'eq', 2)))
  expect(evaluate(condition, event)).toBe(true)
})
