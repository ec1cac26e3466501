import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { condition, event } from '../../test/random-condition.js'
import type { Assumption, AssumptionKind } from '../assumptions/assumption.js'
import { assumptionHolds } from '../assumptions/assumption-holds.js'
import { evaluate } from '../evaluate/evaluate.js'
import type { Path } from '../ir/path.js'
import { normalise } from '../normalise/normalise.js'
import { factsOf } from './assumed-facts.js'
import { sampleEvents } from './sample-events.js'

const RUNS = Number(process.env['RULEGLOT_PROPERTY_RUNS'] ?? 1000)

const KINDS: readonly AssumptionKind[] = [
  'scalar',
  'scalar',
  'stringWhenPresent',
  'numberWhenPresent',
  'booleanWhenPresent',
  'notBoolean',
  'keyCase',
  'singleLine',
]
const PATHS: readonly Path[] = [
  ['a'],
  ['a'],
  ['b'],
  ['a', 'b'],
  ['a.b'],
  ['c', 'd'],
  ['A'],
  ['a', 'b', 'c'],
  [{ key: 'A', ignoreCase: true }],
  [{ key: 'a', ignoreCase: true }, 'b'],
]

const assumptions: fc.Arbitrary<readonly Assumption[]> = fc.array(
  fc.tuple(fc.constantFrom(...KINDS), fc.constantFrom(...PATHS)).map(([kind, path]) => ({ kind, path, why: 'test' })),
  { minLength: 1, maxLength: 6 },
)

test('a normal form under assumptions means the same on every event that keeps them', () => {
  let checked = 0
  fc.assert(
    fc.property(condition, assumptions, fc.array(event, { maxLength: 5 }), (c, assumed, events) => {
      const normal = normalise(c, factsOf(assumed))
      for (const e of [...events, ...sampleEvents([c], { limit: 60 })]) {
        if (!assumed.every((one) => assumptionHolds(one, e))) continue
        checked++
        expect(evaluate(normal, e)).toBe(evaluate(c, e))
      }
      expect(normalise(normal, factsOf(assumed))).toEqual(normal)
    }),
    { numRuns: RUNS },
  )
  expect(checked).toBeGreaterThan(RUNS)
})
