import { expect, test } from 'vitest'
import { cidr, compare, count, exists, FALSE, not, search } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { compareConditions } from './compare-conditions.js'

/** What takes every way of sharing out, or every way of writing an address, to decide. */
const decides = (a: Condition, b: Condition, assumptions: Parameters<typeof compareConditions>[2] = {}): string => {
  const { verdict } = compareConditions(a, b, { ...assumptions, shortcut: false })
  return verdict
}

test('two elements that each need a field of which there is one', () => {
  const inner = exists(['b', 'c'])
  const [a, b] = [count([], inner, 'eq', 2), count([], not(inner), 'eq', 2)]
  const scalar = { kind: 'scalar', path: ['b'], why: 'test' } as const
  expect(decides(a, b, { assumptions: [scalar] })).toBe('wider')
  expect(decides(a, b)).toBe('different')
})

test('elements that must not be too many may meet demands together', () => {
  const some = (key: string): Condition => count(['list', key], exists([]), 'ge', 1)
  const all: Condition = { kind: 'And', children: [some('x'), some('y'), count(['list'], exists([]), 'le', 1)] }
  expect(decides(all, FALSE)).toBe('narrower')
})

test('a scalar has nothing under its keys', () => {
  expect(decides(search(exists(['b'])), FALSE)).toBe('equivalent')
  expect(decides(search(not(exists(['b']))), exists([]))).not.toBe('unproven')
})

test('the text of an IPv6 address beside its value', () => {
  const one = cidr(['c'], '::1/128')
  const both = (other: Condition): Condition => ({ kind: 'And', children: [one, other] })
  // Every text of this address begins with a zero or a colon; those of another may begin with any digit.
  expect(decides(both(compare(['c'], 'gt', 'a', { domain: 'text' })), one)).toBe('wider')
  expect(decides(one, compare(['c'], 'le', 'a', { domain: 'text' }))).toBe('wider')
  expect(decides(cidr(['c'], 'f000::/4'), compare(['c'], 'le', 'a', { domain: 'text' }))).toBe('different')
})
