import { type Condition, cidr, isIn, or, ruleOf } from '@ruleglot/core'
import { emitters } from '@ruleglot/emitters'
import { javascript } from '@ruleglot/parsers/javascript'
import { translateRule } from 'ruleglot'
import { describe, expect, test } from 'vitest'

/** More values or parts than a call takes arguments, and than a square of them takes in time. */
const MANY = 150_000
const list = <T>(n: number, one: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => one(i))
describe('a long list', () => {
  const texts = isIn(
    ['a'],
    list(MANY, (i) => `v${i}`),
  )

  test.each(['eql', 'panther'])('is written in %s without an exception', (id) => {
    const emitter = emitters.find((one) => one.id === id)
    const rule = { ...ruleOf('kql', texts), id: 'r', title: 't', logSource: { logTypes: ['A.B'] } }
    const emitted = emitter?.emitRule?.(rule, {}) ?? emitter?.emitCondition?.(rule.condition, {})
    expect(emitted?.ok).toBe(true)
  })

  // The square of these would be some ten seconds.
  const some: Readonly<Record<string, Condition>> = {
    texts: isIn(
      ['a'],
      list(2500, (i) => `v${i}`),
    ),
    numbers: isIn(
      ['a'],
      list(10_000, (i) => i),
    ),
    networks: or(list(1500, (i) => cidr(['ip'], `10.${(i >> 8) & 255}.${i & 255}.0/24`))),
  }
  test.each([
    ['texts', 'sigma', 'wider'],
    ['numbers', 'elastic', 'exact'],
    ['networks', 'elastic', 'exact'],
  ] as const)('of %s gets a verdict in %s', (name, to, verdict) => {
    const logSource = { logTypes: ['A.B'], product: 'linux' }
    const rule = { ...ruleOf('kql', some[name] as Condition), id: 'r', title: 't', logSource }
    const translated = translateRule(rule, { to, mapping: 'none' })
    expect(translated.ok && translated.value.verdict).toBe(verdict)
  })
})

test('a chain of operators that is too long for JavaScript’s parser is said so, where it ends', () => {
  const text = list(20_000, (i) => `event?.f${i} === 'v'`).join(' || ')
  const read = javascript.parseCondition?.(text, {})
  expect(read?.ok).toBe(false)
  expect(read?.diagnostics[0]).toMatchObject({ code: 'limit/nesting', span: { start: expect.any(Number) } })
})
