import { expect, test } from 'vitest'
import { compare, not } from '../ir/build.js'
import { compareConditions } from './compare-conditions.js'

const over = compare(['a'], 'gt', 5, { domain: 'number' })
const assume = (...kinds: ('stringWhenPresent' | 'numberWhenPresent' | 'scalar')[]) =>
  kinds.map((kind) => ({ kind, path: ['a'], why: 'the test' }))

test('assumptions that leave a field no value prove nothing, not even of a negation', () => {
  const decided = compareConditions(not(over), not(over), {
    assumptions: assume('stringWhenPresent', 'numberWhenPresent'),
  })
  expect(decided.verdict).toBe('unproven')
  expect(decided.unproven).toContain('leave a no value')
})

test('assumptions that go together do', () => {
  const decided = compareConditions(not(over), not(over), { assumptions: assume('scalar', 'numberWhenPresent') })
  expect(decided.verdict).toBe('equivalent')
})
