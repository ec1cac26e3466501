import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseAddress } from '../evaluate/address.js'
import { findWord } from './find-word.js'
import { ipv6Automata } from './ipv6-automaton.js'

const LAST = (1n << 128n) - 1n
const BOUNDS = [
  0n,
  1n,
  0xffffn,
  0x10000n,
  0x7f000001n,
  0xffff0a000001n,
  0x20010db8n << 96n,
  (0x20010db8n << 96n) | 0xabcdn,
  1n << 64n,
  LAST - 1n,
  LAST,
]

function accepts(text: string, low: bigint, high: bigint): boolean {
  return ipv6Automata(low, high).some((automaton) => {
    let state = automaton.start
    for (const character of text) state = automaton.step(state, character.codePointAt(0) as number)
    return automaton.accepts(state)
  })
}

const group = fc.constantFrom('0', '1', '00', '0001', 'ffff', 'FFFF', 'db8', '2001', 'abcd', 'aBcE', '10000', '')
const tail = fc.constantFrom(
  '127.0.0.1',
  '10.0.0.1',
  '0.0.0.0',
  '255.255.255.255',
  '256.0.0.1',
  '01.0.0.1',
  '1.2.3',
  '25.99.100.9',
)
const groups = fc.array(group, { maxLength: 8 }).map((parts) => parts.join(':'))
const text = fc.oneof(
  groups,
  fc.tuple(groups, groups).map(([before, after]) => `${before}::${after}`),
  fc.tuple(groups, tail).map(([before, after]) => `${before}${before === '' ? '' : ':'}${after}`),
  fc.tuple(groups, tail).map(([before, after]) => `${before}::${after}`),
  fc.stringMatching(/^[0-9a-fA-F:.]{0,20}$/),
  fc.constantFrom(...BOUNDS).map((bits) =>
    (bits + 0x1_0000_0000_0000_0000_0000_0000_0000_0000n)
      .toString(16)
      .slice(1)
      .replace(/(.{4})(?!$)/g, '$1:'),
  ),
)

test('accepts the texts of the addresses of an interval, and no others', () => {
  const runs = Number(process.env['RULEGLOT_PROPERTY_RUNS'] ?? 600)
  const bound = fc.constantFrom(...BOUNDS)
  fc.assert(
    fc.property(text, bound, bound, (one, from, to) => {
      const address = parseAddress(one)
      const expected = address?.family === 6 && address.bits >= from && address.bits <= to
      expect(accepts(one, from, to)).toBe(expected)
    }),
    { numRuns: runs },
  )
})

test('every word found is an address of the interval, and there is soon none outside', () => {
  // Every interval between two neighbours, the widest, and one that is empty.
  const pairs = BOUNDS.flatMap((from, i) => [[from, from] as const, [from, BOUNDS[i + 1] ?? LAST] as const])
  for (const [from, to] of [...pairs, [0n, LAST] as const, [LAST, 0n] as const]) {
    let states = 0
    const found = ipv6Automata(from, to).flatMap((automaton) => {
      const { word } = findWord({ wanted: [automaton], unwanted: [] }, (cost) => {
        states += cost
      })
      return word === undefined ? [] : [word]
    })
    expect(found.length > 0).toBe(from <= to)
    expect(states).toBeLessThan(40_000)
    for (const word of found) {
      const { bits = -1n } = parseAddress(word) ?? {}
      expect(bits >= from && bits <= to).toBe(true)
    }
  }
})
