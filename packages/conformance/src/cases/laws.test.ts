import { type Condition, evaluate, type Path, type Truth } from '@ruleglot/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { arbitraryCondition, arbitraryEvent, arbitraryPath } from '../arbitraries.js'

const RUNS = 1500
const ONE_FIELD = ['Compare', 'In', 'Match', 'Regex', 'Cidr', 'Exists', 'Tokens'] as const

/** A leaf that reads the values of one path, with the path replaced. */
function onPath(leaf: Condition, field: Path): Condition {
  return { ...leaf, field } as Condition
}

describe('laws', () => {
  test('a leaf on p.q is Some over p of the leaf on q', () => {
    let met = 0
    const p = fc.constantFrom<Path>(['a'], ['b'], ['a', 'b'], ['a.b'], [{ key: 'A', ignoreCase: true }], [])
    const q = fc.constantFrom<Path>(['a'], ['b'], ['b', 'c'], [{ key: 'B', ignoreCase: true }], [])
    const drawn = fc.tuple(arbitraryCondition({ kinds: ONE_FIELD, depth: 0 }), p, q).chain(([leaf, at, below]) => {
      const whole = onPath(leaf, [...at, ...below])
      return fc.tuple(fc.constant(leaf), fc.constant(at), fc.constant(below), arbitraryEvent(whole))
    })
    fc.assert(
      fc.property(drawn, ([leaf, at, below, event]) => {
        if (leaf.kind === 'True' || leaf.kind === 'False') return
        const whole = evaluate(onPath(leaf, [...at, ...below]), event)
        if (whole === true) met++
        expect(evaluate({ kind: 'Some', path: at, condition: onPath(leaf, below) }, event)).toBe(whole)
      }),
      { numRuns: RUNS },
    )
    expect(met).toBeGreaterThan(RUNS / 20)
  })

  const drawn = arbitraryCondition({ depth: 2 }).chain((condition) =>
    fc.tuple(fc.constant(condition), arbitraryPath(), arbitraryEvent(condition)),
  )

  test('Every is Not Some Not', () => {
    fc.assert(
      fc.property(drawn, ([condition, path, event]) => {
        const some: Condition = { kind: 'Some', path, condition: { kind: 'Not', child: condition } }
        expect(evaluate({ kind: 'Every', path, condition }, event)).toBe(evaluate({ kind: 'Not', child: some }, event))
      }),
      { numRuns: RUNS },
    )
  })

  test('Some is Count of at least one', () => {
    fc.assert(
      fc.property(drawn, ([condition, path, event]) => {
        const count: Condition = { kind: 'Count', path, condition, op: 'ge', count: 1 }
        expect(evaluate(count, event)).toBe(evaluate({ kind: 'Some', path, condition }, event))
      }),
      { numRuns: RUNS },
    )
  })

  test('a clock decides what was unknown and changes nothing that was known', () => {
    fc.assert(
      fc.property(drawn, ([condition, , event]) => {
        const before = evaluate(condition, event)
        if (before !== 'unknown') expect(evaluate(condition, event, { now: 1704164645678 })).toBe(before)
      }),
      { numRuns: RUNS },
    )
  })

  test('a condition and an event mean the same after JSON', () => {
    fc.assert(
      fc.property(drawn, ([condition, , event]) => {
        const [a, b] = [condition, event].map((value) => JSON.parse(JSON.stringify(value)))
        expect(evaluate(a as Condition, b)).toBe<Truth>(evaluate(condition, event))
      }),
      { numRuns: RUNS },
    )
  })
})
