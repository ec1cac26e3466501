import { type Condition, evaluate, type JsonValue } from '@ruleglot/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toPredicate } from './to-predicate.js'

const value = fc.constantFrom('a', 'b', 'c', 1, true, '10.0.0.1')
const paths = fc.constantFrom(['f'], ['g'], ['f', 'h'], ['f.h'])
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ kind: fc.constant('Compare' as const), field: paths, op: fc.constant('eq' as const), value }),
  fc.record({
    kind: fc.constant('Cidr' as const),
    field: paths,
    network: fc.constantFrom('10.0.0.0/8', '10.0.0.1/32', '::/0', 'no network'),
  }),
  fc.constant<Condition>({ kind: 'Opaque', language: 'kql', text: '?', fields: [] }),
)
const part = fc.oneof(
  leaf,
  leaf,
  fc.record({ kind: fc.constant('And' as const), children: fc.array(leaf, { maxLength: 4 }) }),
  fc.record({ kind: fc.constant('Not' as const), child: leaf }),
)
const alternatives: fc.Arbitrary<Condition> = fc.record({
  kind: fc.constant('Or' as const),
  children: fc.array(part, { minLength: 1, maxLength: 14 }),
})
const scalarOrList = fc.oneof(value, fc.array(fc.oneof(value, fc.array(value, { maxLength: 2 })), { maxLength: 3 }))
const nestedEvent = fc.record(
  { f: fc.oneof(scalarOrList, fc.record({ h: scalarOrList }), fc.array(fc.record({ h: value }))), g: scalarOrList },
  { requiredKeys: [] },
)
const event = fc.oneof(nestedEvent, fc.record({ 'f.h': scalarOrList, f: scalarOrList }, { requiredKeys: [] }))

function check(condition: Condition, of: JsonValue, events: 'any' | 'nested'): void {
  const truth = evaluate(condition, of)
  for (const unknown of [true, false]) {
    const expected = truth === 'unknown' ? unknown : truth
    const got = toPredicate(condition, { unknown, events })(of)
    if (got !== expected) expect({ condition, of, unknown, got }).toEqual({ condition, of, unknown, got: expected })
  }
}

test('alternatives decided together say what each says, unknown parts included', () => {
  const truths = new Map<unknown, number>()
  fc.assert(
    fc.property(alternatives, fc.array(event, { minLength: 4, maxLength: 8 }), (condition, events) => {
      for (const of of events as JsonValue[]) {
        check(condition, of, 'any')
        const truth = evaluate(condition, of)
        truths.set(truth, (truths.get(truth) ?? 0) + 1)
      }
    }),
    { numRuns: 500 },
  )
  for (const truth of [true, false, 'unknown']) expect(truths.get(truth) ?? 0).toBeGreaterThan(150)
})

test('nested keys alone are read where none has dots', () => {
  const named = (node: Condition): boolean => !JSON.stringify(node).includes('f.h')
  fc.assert(
    fc.property(
      alternatives.filter(named),
      fc.array(nestedEvent, { minLength: 4, maxLength: 8 }),
      (condition, events) => {
        for (const of of events as JsonValue[]) check(condition, of, 'nested')
      },
    ),
    { numRuns: 300 },
  )
  const condition: Condition = { kind: 'Compare', field: ['f', 'h'], op: 'eq', value: 1 }
  expect(toPredicate(condition, { events: 'nested' })({ 'f.h': 1 })).toBe(false)
  expect(toPredicate(condition)({ 'f.h': 1 })).toBe(true)
})
