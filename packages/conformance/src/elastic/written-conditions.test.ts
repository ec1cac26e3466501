import {
  and,
  assumptionHolds,
  type Condition,
  compare,
  emitVerifiedRule,
  evaluate,
  exists,
  isIn,
  match,
  normalise,
  not,
  or,
  wholeCondition,
} from '@ruleglot/core'
import { elastic as emitter } from '@ruleglot/emitters/elastic'
import { elastic as reader } from '@ruleglot/parsers/elastic'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { arbitraryCondition, arbitraryEvent } from '../arbitrary-condition.js'
import { readRule } from './elastic-files.js'

const BASE = readRule(
  JSON.stringify({
    rule_id: 'r',
    name: 'n',
    type: 'query',
    language: 'kuery',
    query: 'a:x',
    severity: 'low',
    risk_score: 21,
  }),
  'r.json',
)

/** Conditions that need filters: letter case that does not matter, `?`, and tests beside them in one bracket. */
const field = fc.constantFrom(['a'], ['a', 'b'], ['b'])
const text = fc.constantFrom('a', 'A', 'ab', 'aB', '1', 'kK', '*', '')
const part = fc.oneof(text, fc.constantFrom({ wildcard: 'one' as const }, { wildcard: 'many' as const }))
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(field, fc.array(part, { minLength: 1, maxLength: 3 }), fc.boolean(), fc.constantFrom('string', 'scalar'))
    .map(([path, pattern, ignoreCase, on]) => match(path, pattern, { ignoreCase, on: on as 'string' | 'scalar' })),
  fc.tuple(field, text).map(([path, value]) => compare(path, 'eq', value)),
  field.map((path) => isIn(path, ['1', 1])),
  field.map((path) => exists(path)),
)
const filterLike = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((children) => and(children)),
    fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((children) => or(children)),
    tie('node').map((child) => not(child)),
  ),
})).node

describe('conditions written as rules', () => {
  it('that are called exact mean the same when they are read back', () => {
    const seen = { written: 0, filters: 0, exact: 0, judged: 0 }
    fc.assert(
      fc.property(
        fc.oneof(arbitraryCondition(), filterLike),
        fc.array(arbitraryEvent, { minLength: 8, maxLength: 8 }),
        (condition, events) => {
          const emitted = emitVerifiedRule({ ...BASE, condition }, { emitter, reader })
          if (!emitted.ok) return
          seen.written++
          const { verdict, assumptions, text } = emitted.value
          if (verdict !== 'exact') return
          seen.exact++
          if (text.includes('[[rule.filters]]')) seen.filters++
          const output = wholeCondition(readRule(text))
          for (const event of events) {
            if (!assumptions.every((assumption) => assumptionHolds(assumption, event))) continue
            seen.judged++
            expect(evaluate(output, event), text).toBe(evaluate(condition, event))
          }
        },
      ),
      { numRuns: 1000 },
    )
    expect(seen.written).toBeGreaterThan(200)
    expect(seen.exact).toBeGreaterThan(100)
    expect(seen.filters).toBeGreaterThan(30)
    expect(seen.judged).toBeGreaterThan(500)
  })

  it('patterns of any characters come back through a filter', () => {
    const part = fc.oneof(
      fc.constantFrom({ wildcard: 'one' as const }, { wildcard: 'many' as const }),
      fc.constantFrom('*', '?', '\\', 'a', 'Z', '"', "'", '\n', ' ', '\\\\', '{', '😀', "'''"),
    )
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 6 }), fc.boolean(), (pattern, ignoreCase) => {
        const condition: Condition = match(['f'], pattern, { ignoreCase })
        const emitted = emitter.emitRule!({ ...BASE, condition }, {})
        if (!emitted.ok) throw new Error(JSON.stringify(emitted.diagnostics))
        const { text } = emitted.value
        if (text.includes('[[rule.filters]]')) {
          expect(normalise(readRule(text).condition)).toEqual(normalise(condition))
        }
      }),
      { numRuns: 500 },
    )
  })
})
