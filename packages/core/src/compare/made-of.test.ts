import fc from 'fast-check'
import { expect, test } from 'vitest'
import { evaluate } from '../evaluate/evaluate.js'
import { and, cidr, compare, exists, isIn, match, not, or, shape } from '../ir/build.js'
import type { Condition, ValueExpression } from '../ir/node.js'
import { normalise } from '../normalise/normalise.js'
import { compareConditions } from './compare-conditions.js'
import { neededFor } from './made-of.js'

const piece = (index: number): ValueExpression => ({
  call: 'split',
  args: [['p'], { literal: '-' }, { literal: index }],
})
const trimmed: ValueExpression = { call: 'trim', args: [piece(-1)] }
const lowered: ValueExpression = { call: 'lower', args: [['p']] }
const joined: ValueExpression = { call: 'concat', args: [['p'], ['q']] }

const field = fc.constantFrom(piece(0), piece(1), piece(-1), trimmed, lowered, joined, {
  call: 'length',
  args: [['p']],
} as const satisfies ValueExpression)
const part = fc.constantFrom<string | { readonly wildcard: 'one' | 'many' }>(
  'a',
  'A',
  ' ',
  '-',
  { wildcard: 'many' },
  { wildcard: 'one' },
)
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .record({ field, pattern: fc.array(part, { maxLength: 3 }), ignoreCase: fc.boolean() })
    .map(({ field, pattern, ignoreCase }) => match(field, pattern, { ignoreCase })),
  fc.tuple(field, fc.constantFrom('', 'a', 'A', 1, 2, true)).map(([of, value]) => compare(of, 'eq', value)),
  field.map((of) => isIn(of, ['a', 2])),
  field.map((of) => exists(of)),
  field.map((of) => cidr(of, '0.0.0.0/0')),
)
const value = fc.oneof(
  fc.constantFrom(1, true, null, '1.2.3.4', '9-1.2.3.4', 'x- a '),
  fc.string({ unit: fc.constantFrom('a', 'A', '-', ' '), maxLength: 5 }),
)

test('what a leaf needs holds wherever the leaf does', () => {
  fc.assert(
    fc.property(leaf, value, value, (condition, p, q) => {
      if (evaluate(condition, { p, q }) !== true) return
      for (const { path, tests } of neededFor(condition)) {
        const at = path.join() === 'p' ? p : q
        for (const one of tests) expect(at !== null && one.passes(at), `${JSON.stringify(at)} ${one.key}`).toBe(true)
      }
    }),
    { numRuns: 3000 },
  )
})

test('a test of a piece of a text says that there is a text, and one that holds it', () => {
  const asks = match(piece(-1), ['cmd.exe'], { ignoreCase: true })
  const scalar = { assumptions: [{ kind: 'scalar', path: ['p'], why: '' }] } as const
  const guarded = and([exists(['p']), not(isIn(['p'], ['', 0, false])), shape(['p'], ['string']), asks])
  expect(compareConditions(guarded, asks, scalar).verdict).toBe('equivalent')
  expect(compareConditions(and([not(compare(['p'], 'eq', 'x-CMD.EXE')), asks]), asks, scalar).verdict).not.toBe(
    'equivalent',
  )
})

test('a string and any text are the same of one value only', () => {
  const [kind, any] = [shape(['p'], ['string']), match(['p'], [{ wildcard: 'many' }])]
  const scalar = { assumptions: [{ kind: 'scalar', path: ['p'], why: '' }] } as const
  expect(
    compareConditions(or([kind, compare(['q'], 'eq', 1)]), or([any, compare(['q'], 'eq', 1)]), scalar).verdict,
  ).toBe('equivalent')
  expect(compareConditions(kind, any).verdict).toBe('wider')
})

test('that there is a piece is a test of the text', () => {
  const index = fc.constantFrom(0, 1, 2, 3, -1, -2, -3)
  const separator = fc.constantFrom('a', 'aa', 'aba', '-', '\ud83d', '\ude00')
  const text = fc.oneof(value, fc.string({ unit: fc.constantFrom('a', 'b', '-', '\ud83d', '\ude00'), maxLength: 8 }))
  fc.assert(
    fc.property(index, separator, text, (at, between, p) => {
      const there = exists({ call: 'split', args: [['p'], { literal: between }, { literal: at }] })
      expect(evaluate(normalise(there), { p })).toBe(evaluate(there, { p }))
      expect(normalise(there).kind).toBe('Match')
    }),
    { numRuns: 3000 },
  )
})
