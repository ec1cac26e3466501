import fc from 'fast-check'
import { expect, test } from 'vitest'
import { and, not, or } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { normalise } from '../normalise/normalise.js'
import { factsOf } from './assumed-facts.js'
import { hasPlainExample } from './plain-example.js'

const is = (field: string, value: string | number | boolean): Condition => ({
  kind: 'Compare',
  field: field.split('.'),
  op: 'eq',
  value,
})
const has = (field: string, text: string): Condition => ({
  kind: 'Match',
  field: [field],
  pattern: [{ wildcard: 'many' }, text, { wildcard: 'many' }],
  ignoreCase: true,
  on: 'string',
})
const exists = (field: string): Condition => ({ kind: 'Exists', field: field.split('.') })
const SCALAR = factsOf(
  ['a', 'b'].flatMap((field) => [
    { kind: 'scalar', path: [field], why: '' },
    { kind: 'stringWhenPresent', path: [field], why: '' },
  ]),
)

test('a rule as most are has one', () => {
  expect(hasPlainExample(and([or([has('a', 'x'), has('a', 'y')]), not(has('b', 'z')), exists('c')]))).toBe(true)
})

test.each([
  ['two values of one field', and([is('a', 'x'), is('a', 'y')])],
  ['a test and its negation', and([is('a', 'x'), not(is('a', 'x'))])],
  ['a type that the field does not have', is('a', 1)],
  ['a field and one inside it', and([is('a', 'x'), is('a.b', 'y')])],
  ['a field inside one that is not to be there', and([is('a.b', 'x'), not(exists('a'))])],
  ['two lines', is('a', 'x\ny')],
  ['keys in two letter cases', and([is('a', 'x'), not(is('A', 'x'))])],
  ['nothing', or([])],
] as const)('not plain: %s', (_, condition) => {
  expect(hasPlainExample(condition, SCALAR)).toBe(false)
})

test('what has one has no normal form that is false', () => {
  const leaf = fc.oneof(
    fc.tuple(fc.constantFrom('a', 'b', 'a.b', 'A'), fc.constantFrom('x', 'y', 1, true)).map(([f, v]) => is(f, v)),
    fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y')).map(([f, v]) => has(f, v)),
    fc.constantFrom('a', 'b', 'a.b').map(exists),
  )
  const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      leaf,
      tie('tree').map((child) => not(child)),
      fc.array(tie('tree'), { maxLength: 3 }).map((children) => and(children)),
      fc.array(tie('tree'), { maxLength: 3 }).map((children) => or(children)),
    ),
  }))
  let found = 0
  fc.assert(
    fc.property(tree, (condition) => {
      if (!hasPlainExample(condition, SCALAR)) return
      found++
      expect(normalise(condition, SCALAR).kind).not.toBe('False')
    }),
    { numRuns: 2000 },
  )
  expect(found).toBeGreaterThan(100)
})
