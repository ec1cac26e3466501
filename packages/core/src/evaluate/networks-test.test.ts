import fc from 'fast-check'
import { expect, test } from 'vitest'
import { networkContains, parseAddress, parseNetwork } from './address.js'
import { networksTest } from './networks-test.js'

const octet = fc.oneof(fc.nat(300).map(String), fc.constantFrom('', '00', '01', '0', '255', '256', '-1', ' 1', '1e1'))
const four = fc.array(octet, { minLength: 3, maxLength: 5 }).map((octets) => octets.join('.'))
const texts = fc.oneof(
  four,
  four,
  fc.ipV4(),
  fc.ipV6(),
  fc.constantFrom('', '.', '::ffff:10.0.0.1', '10.0.0.1:', '١.١.١.١'),
)
const network = fc
  .tuple(fc.oneof(fc.ipV4(), fc.ipV6(), four), fc.oneof(fc.nat(33), fc.nat(129)))
  .map(([address, bits]) => `${address}/${bits}`)

test('several networks say what each of them says', () => {
  let inside = 0
  fc.assert(
    fc.property(fc.array(network, { maxLength: 4 }), fc.array(texts, { maxLength: 6 }), (networks, values) => {
      const within = networksTest(networks)
      const own = networks.map((text) => text.split('/')[0] as string)
      for (const value of [...values, ...own]) {
        const address = parseAddress(value)
        const expected = networks.some((text) => {
          const parsed = parseNetwork(text)
          return address !== undefined && parsed !== undefined && networkContains(parsed, address)
        })
        if (expected) inside++
        expect({ networks, value, within: within(value) }).toEqual({ networks, value, within: expected })
      }
    }),
    { numRuns: 600 },
  )
  expect(inside).toBeGreaterThan(300)
  expect(networksTest(['0.0.0.0/0'])(16)).toBe(false)
})
