import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { condition, event } from '../../test/random-condition.js'
import type { Assumption, AssumptionKind } from '../assumptions/assumption.js'
import { assumptionHolds } from '../assumptions/assumption-holds.js'
import { evaluate } from '../evaluate/evaluate.js'
import type { FieldSchema } from '../fields/field-schema.js'
import { and, compare, exists, isIn, match, not, opaque, or, regex, some } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { ANY_MANY } from '../ir/pattern.js'
import { compareConditions } from './compare-conditions.js'
import { verify } from './verify.js'

const RUNS = Number(process.env['RULEGLOT_PROPERTY_RUNS'] ?? 500)

const assume = (kind: AssumptionKind, path: Path): Assumption => ({ kind, path, why: 'test' })
const judge = (source: Condition, output: Condition, extra: Partial<Parameters<typeof verify>[0]> = {}) =>
  verify({ source, output, readerAssumptions: [], named: [], ...extra })

const a = compare(['a'], 'eq', 'x')
const b = compare(['b'], 'eq', 'y')

describe('verify', () => {
  test('equal normal forms are exact', () => {
    expect(judge(not(or([a, b])), and([not(b), not(a)]))).toEqual({ verdict: 'exact', assumptions: [] })
  })

  test('an assumption of the reader has to be named', () => {
    const scalar = assume('scalar', ['a'])
    const without = judge(a, a, { readerAssumptions: [scalar] })
    expect(without.verdict).toBe('unproven')
    expect(without.unproven).toContain('a holds one value')
    expect(judge(a, a, { readerAssumptions: [scalar], named: [scalar] })).toEqual({
      verdict: 'exact',
      assumptions: [scalar],
    })
  })

  test('a schema settles assumptions, named or not; the rest is listed once', () => {
    const schema: FieldSchema = {
      id: 'test',
      lookup: (path) => (path[0] === 'a' ? { type: 'keyword', array: false } : undefined),
    }
    const readerAssumptions = [assume('scalar', ['a']), assume('scalar', ['b'])]
    const named = [assume('stringWhenPresent', ['a']), assume('scalar', ['b']), assume('scalar', ['b'])]
    expect(judge(a, a, { readerAssumptions, named, schema })).toEqual({
      verdict: 'exact',
      assumptions: [assume('scalar', ['b'])],
    })
  })

  test('wider, narrower and different carry small events that show it', () => {
    expect(judge(and([a, b]), a)).toMatchObject({ verdict: 'wider', witness: { onlyB: { a: 'x' } } })
    expect(judge(a, and([a, b]))).toMatchObject({ verdict: 'narrower', witness: { onlyA: { a: 'x' } } })
    expect(judge(a, b)).toMatchObject({ verdict: 'different', witness: { onlyA: { a: 'x' }, onlyB: { b: 'y' } } })
    expect(judge(match(['a'], ['x', ANY_MANY]), match(['a'], ['x', ANY_MANY], { ignoreCase: true }))).toMatchObject({
      verdict: 'wider',
      witness: { onlyB: { a: 'X' } },
    })
  })

  test('one direction is not claimed where another field shows the other', () => {
    const tests = (ignoreCase: boolean): Condition =>
      and([
        match(['dataset'], ['x'], { ignoreCase }),
        match(['type'], ['t'], { ignoreCase }),
        not(match(['path'], ['/p'], { ignoreCase })),
      ])
    expect(judge(tests(false), tests(true))).toEqual({
      verdict: 'different',
      assumptions: [],
      witness: { onlyA: { dataset: 'x', type: 't', path: '/P' }, onlyB: { dataset: 'X', type: 't' } },
    })
  })

  test('a number written as text, a boolean in another letter case', () => {
    const above = (domain: 'number' | 'numeric'): Condition => compare(['a'], 'gt', 0.98, { domain })
    expect(judge(above('number'), above('numeric'))).toMatchObject({
      verdict: 'wider',
      witness: { onlyB: { a: '1' } },
    })
    const folded = match(['a'], ['true'], { ignoreCase: true, on: 'scalar' })
    expect(judge(isIn(['a'], [true, 'true']), folded)).toMatchObject({
      verdict: 'wider',
      witness: { onlyB: { a: 'TRUE' } },
    })
  })

  test('thousands of tests: a difference in one of them, and in none', () => {
    const tests = (from: number, ignoreCase: boolean): Condition =>
      or(Array.from({ length: 5000 }, (_, i) => match([`f${i}`], [`v${i}`], { ignoreCase })).slice(from))
    expect(judge(tests(0, false), tests(1, false))).toMatchObject({
      verdict: 'narrower',
      witness: { onlyA: { f0: 'v0' } },
    })
    expect(judge(tests(0, false), tests(0, true)).verdict).toBe('wider')
    expect(judge(tests(0, false), tests(1, true)).verdict).toBe('different')
  })

  test('trees as deep as they may be', () => {
    const deep = (wrap: (node: Condition, i: number) => Condition, at: number): Condition => {
      let node: Condition = compare(['a'], 'eq', at)
      for (let i = 0; i < 450; i++) node = wrap(node, i)
      return node
    }
    const joined = (node: Condition, i: number): Condition =>
      and([compare(['c'], 'eq', i), or([compare(['b'], 'eq', i), node])])
    expect(judge(deep(joined, 1), deep(joined, 2)).verdict).not.toBe('exact')
    const nested = (node: Condition): Condition => some(['x'], and([node, exists(['y'])]))
    expect(judge(deep(nested, 1), deep(nested, 2)).verdict).not.toBe('exact')
  })

  test('types matter unless they are assumed', () => {
    const untyped = isIn(['a'], [1, '1'])
    const text = compare(['a'], 'eq', '1')
    expect(judge(untyped, text)).toMatchObject({ verdict: 'narrower', witness: { onlyA: { a: 1 } } })
    const named = [assume('stringWhenPresent', ['a'])]
    expect(judge(untyped, text, { named }).verdict).toBe('exact')
  })

  test('a witness keeps the assumptions', () => {
    const both = and([a, compare(['a'], 'eq', 'y')])
    expect(judge(some(['a'], and([a, a])), both).verdict).not.toBe('exact')
    const never = and([a, not(a)])
    expect(judge(both, never)).toMatchObject({ verdict: 'narrower' })
    expect(judge(both, never, { named: [assume('scalar', ['a'])] }).verdict).toBe('unproven')
  })

  test('assumptions that leave nothing to match prove nothing', () => {
    const number = compare(['a'], 'eq', 1)
    const result = judge(number, compare(['a'], 'eq', 2), { named: [assume('stringWhenPresent', ['a'])] })
    expect(result.verdict).toBe('unproven')
    expect(result.unproven).toContain('nothing can match')
  })

  test('what cannot be shown either way is unproven, with the leaf that stands in the way', () => {
    const result = judge(opaque('test', 'one'), opaque('test', 'two'))
    expect(result.verdict).toBe('unproven')
    expect(result.unproven).toContain('test text that was not understood')
    expect(judge(opaque('test', 'one'), opaque('test', 'one')).verdict).toBe('exact')
  })

  test('a guard that only a missing field fails', () => {
    const guarded = and([exists(['a']), not(a)])
    expect(judge(not(a), guarded)).toMatchObject({ verdict: 'narrower', witness: { onlyA: {} } })
  })

  test('one character in a regular expression', () => {
    const tree = (last: string) =>
      regex(['a'], {
        type: 'concat',
        parts: [
          { type: 'repeat', part: { type: 'set', ranges: [[48, 57]] }, min: 1, max: null },
          { type: 'text', text: last },
        ],
      })
    expect(judge(tree('x'), tree('y')).verdict).toBe('different')
  })
})

describe('verify on random conditions', () => {
  const kinds: readonly AssumptionKind[] = [
    'scalar',
    'stringWhenPresent',
    'numberWhenPresent',
    'booleanWhenPresent',
    'notBoolean',
    'keyCase',
    'singleLine',
  ]
  const paths: readonly Path[] = [
    ['a'],
    ['b'],
    ['a', 'b'],
    ['c', 'd'],
    [{ key: 'A', ignoreCase: true }],
    ['A'],
    ['a', 'b', 'c'],
    ['a', 'c'],
  ]
  const assumption = fc
    .tuple(fc.constantFrom(...kinds), fc.constantFrom(...paths))
    .map(([kind, path]) => assume(kind, path))

  test('no event refutes the verdict, every witness shows it', () => {
    fc.assert(
      fc.property(
        condition,
        condition,
        fc.array(assumption, { maxLength: 4 }),
        fc.array(event, { minLength: 5, maxLength: 20 }),
        (source, other, named, events) => {
          for (const output of [source, other]) {
            const { verdict, witness } = judge(source, output, { named })
            if (verdict === 'exact') {
              for (const e of events) {
                if (named.every((one) => assumptionHolds(one, e))) expect(evaluate(output, e)).toBe(evaluate(source, e))
              }
            }
            const { onlyA, onlyB } = witness ?? {}
            expect(onlyA !== undefined).toBe(verdict === 'narrower' || verdict === 'different')
            expect(onlyB !== undefined).toBe(verdict === 'wider' || verdict === 'different')
            for (const [shown, fires, silent] of [
              [onlyA, source, output],
              [onlyB, output, source],
            ] as const) {
              if (shown === undefined) continue
              expect(evaluate(fires, shown)).toBe(true)
              expect(evaluate(silent, shown)).toBe(false)
              expect(named.every((one) => assumptionHolds(one, shown))).toBe(true)
            }
          }
        },
      ),
      { numRuns: RUNS },
    )
  })
})

describe('compareConditions', () => {
  test('says how b stands to a', () => {
    expect(compareConditions(a, a)).toEqual({ verdict: 'equivalent', assumptions: [] })
    expect(compareConditions(a, or([a, b]))).toMatchObject({ verdict: 'wider', witness: { onlyB: { b: 'y' } } })
    expect(
      compareConditions(isIn(['a'], [1, 'x']), a, { assumptions: [assume('stringWhenPresent', ['a'])] }).verdict,
    ).toBe('equivalent')
  })
})
