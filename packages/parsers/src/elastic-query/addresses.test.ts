import type { Condition } from '@ruleglot/core'
import { assumptionHolds, evaluate, type ParsedCondition } from '@ruleglot/core'
import { describe, expect, it } from 'vitest'
import { eql } from '../eql/index.js'
import { kql } from '../kql/index.js'

const fieldTypes = { a: 'ip' } as const

function readKql(text: string): ParsedCondition {
  const parsed = kql.parseCondition?.(text, { fieldTypes })
  if (parsed?.ok !== true) throw new Error(text)
  return parsed.value
}

function readEql(text: string): ParsedCondition {
  const parsed = eql.parseCondition?.(`any where ${text}`, { fieldTypes })
  if (parsed?.ok !== true) throw new Error(text)
  return parsed.value
}

/** What an ip field holds: 128 bits, IPv4 at ::ffff:0:0/96. Each address with its place among the others. */
const ORDERED = [
  '::',
  '::1',
  '0.0.0.0',
  '10.0.0.1',
  '10.0.0.2',
  '255.255.255.255',
  '::1:0:0:0',
  '2001:db8::1',
  'ffff::',
]

describe('addresses of an ip field of Elasticsearch', () => {
  it.each(ORDERED)('orders both families around %s', (bound) => {
    const place = ORDERED.indexOf(bound)
    for (const [at, address] of ORDERED.entries()) {
      const expected = { '<': at < place, '<=': at <= place, '>': at > place, '>=': at >= place }
      for (const [sign, result] of Object.entries(expected)) {
        expect([sign, address, fires(readKql(`a ${sign} "${bound}"`).condition, address)]).toEqual([
          sign,
          address,
          result,
        ])
        expect([sign, address, fires(readEql(`a ${sign} "${bound}"`).condition, address)]).toEqual([
          sign,
          address,
          result,
        ])
      }
    }
  })

  it.each([
    ['a:"10.0.0.1"', 'a == "10.0.0.1"', ['plainIpv4']],
    ['a:"10.0.0.0/8"', 'cidrMatch(a, "10.0.0.0/8")', ['plainIpv4']],
    ['a >= "10.0.0.1"', 'a >= "10.0.0.1"', ['plainIpv4']],
    ['a:"2001:db8::/32"', 'cidrMatch(a, "2001:db8::/32")', []],
    ['a:"::1"', 'cidrMatch(a, "::1")', []],
  ])('%s and %s rely on %j', (inKql, inEql, kinds) => {
    for (const read of [readKql(inKql), readEql(inEql)]) expect(read.assumptions.map(({ kind }) => kind)).toEqual(kinds)
  })

  it('needs the assumption: a mapped address is an IPv4 address there, and not in the condition', () => {
    const event = { a: '::ffff:10.0.0.1' }
    const { condition, assumptions } = readKql('a:"10.0.0.0/8"')
    expect(evaluate(condition, event)).toBe(false)
    expect(assumptions.some((assumption) => assumptionHolds(assumption, event))).toBe(false)
  })

  it('reads a mapped address as the IPv4 address too, and refuses a network written as one', () => {
    for (const address of ['10.0.0.1', '::ffff:a00:1'])
      expect(fires(readKql('a:"::ffff:10.0.0.1"').condition, address)).toBe(true)
    expect(readKql('a:"::ffff:10.0.0.0/104"').condition.kind).toBe('False')
    expect(fires(readKql('a:"::/64"').condition, '10.0.0.1')).toBe(true)
    expect(fires(readKql('a:"::1:0:0:0/80"').condition, '10.0.0.1')).toBe(false)
  })
})

function fires(condition: Condition, a: string): boolean {
  return evaluate(condition, { a }) === true
}
