import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { condition, event } from '../../test/random-condition.js'
import { evaluate } from '../evaluate/evaluate.js'
import { CHILD_KEYS } from '../ir/child-keys.js'
import { equals } from '../ir/equals.js'
import type { Condition } from '../ir/node.js'
import { normalise } from './normalise.js'

const RUNS = Number(process.env['RULEGLOT_PROPERTY_RUNS'] ?? 2000)

describe('normalise', () => {
  test('keeps the meaning on every event', () => {
    fc.assert(
      fc.property(condition, fc.array(event, { minLength: 1, maxLength: 8 }), (c, events) => {
        const normal = normalise(c)
        for (const e of events) expect(evaluate(normal, e)).toBe(evaluate(c, e))
      }),
      { numRuns: RUNS },
    )
  })

  test('is idempotent', () => {
    fc.assert(
      fc.property(condition, (c) => {
        const normal = normalise(c)
        expect(normalise(normal)).toEqual(normal)
      }),
      { numRuns: RUNS },
    )
  })

  test('does not depend on the order of children', () => {
    fc.assert(
      fc.property(condition, fc.infiniteStream(fc.nat()), (c, numbers) => {
        expect(equals(normalise(shuffled(c, numbers)), normalise(c))).toBe(true)
      }),
      { numRuns: RUNS },
    )
  })
})

function shuffled(node: Condition, numbers: Iterator<number>): Condition {
  const copy: Record<string, unknown> = { ...node }
  for (const key of CHILD_KEYS[node.kind]) {
    const child = copy[key] as Condition | readonly Condition[]
    copy[key] = Array.isArray(child)
      ? child
          .map((c: Condition) => ({ at: numbers.next().value as number, c: shuffled(c, numbers) }))
          .sort((a, b) => a.at - b.at)
          .map(({ c }) => c)
      : shuffled(child as Condition, numbers)
  }
  return copy as unknown as Condition
}
