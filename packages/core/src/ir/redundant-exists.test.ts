import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from '../evaluate/evaluate.js'
import { and, cidr, compare, exists, isIn, match, not, or } from './build.js'
import type { Condition } from './node.js'
import { withoutRedundantExists } from './redundant-exists.js'

const starts = (text: string): Condition => match(['a'], [text, { wildcard: 'many' }])

test.each<[string, 'And' | 'Or', readonly Condition[], number]>([
  ['a test of the field', 'And', [exists(['a']), starts('x')], 1],
  ['alternatives that all test it', 'And', [exists(['a']), or([starts('x'), isIn(['a'], [1, 2])])], 1],
  ['alternatives of which one does not', 'And', [exists(['a']), or([starts('x'), exists(['b'])])], 2],
  ['a test of another field', 'And', [exists(['a']), compare(['b'], 'eq', 1)], 2],
  ['a negated test', 'And', [exists(['a']), not(starts('x'))], 2],
  ['missing or not so', 'Or', [not(exists(['a'])), not(starts('x'))], 1],
  ['missing or neither', 'Or', [not(exists(['a'])), and([not(starts('x')), not(starts('y'))])], 1],
  ['missing or not one of several', 'Or', [not(exists(['a'])), not(or([starts('x'), starts('y')]))], 1],
  ['missing or so', 'Or', [not(exists(['a'])), starts('x')], 2],
  ['exists twice', 'And', [exists(['a']), exists(['b']), exists(['a'])], 2],
])('%s', (_about, kind, children, left) => {
  expect(withoutRedundantExists(kind, children)).toHaveLength(left)
})

const field = fc.constantFrom(['a'], ['b'])
const leaf = fc.oneof(
  field.map((path) => exists(path)),
  fc.tuple(field, fc.constantFrom('', 'x', 'xy')).map(([path, text]) => match(path, [text, { wildcard: 'many' }])),
  fc.tuple(field, fc.constantFrom<string | number>('x', 1)).map(([path, value]) => compare(path, 'eq', value)),
  field.map((path) => cidr(path, '0.0.0.0/0')),
)
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    leaf,
    tie('condition').map((child) => not(child)),
    fc.array(tie('condition'), { maxLength: 3 }).map((children) => and(children)),
    fc.array(tie('condition'), { maxLength: 3 }).map((children) => or(children)),
  ),
}))
const value = fc.constantFrom<unknown>(undefined, null, '', 'x', 'xyz', 1, '10.0.0.1', [], ['x', null], {}, { c: 1 })

test('the truth stays on every event', () => {
  const runs = Number(process.env['RULEGLOT_PROPERTY_RUNS'] ?? 2000)
  fc.assert(
    fc.property(
      fc.array(condition, { minLength: 2, maxLength: 4 }),
      fc.constantFrom('And' as const, 'Or' as const),
      fc.record({ a: value, b: value }),
      (children, kind, event) => {
        const join = kind === 'And' ? and : or
        const left = join(withoutRedundantExists(kind, children))
        expect(evaluate(left, event)).toBe(evaluate(join(children), event))
      },
    ),
    { numRuns: runs },
  )
})
