import type { Scalar } from '../ir/node.js'
import { type Network, networkContains, parseAddress, parseNetwork } from './address.js'

/**
 * Whether a value is an address in one of the networks: what `Cidr` leaves of one field say together. IPv4 is compared
 * as numbers, with nothing made for a value; texts that are no network hold nothing.
 */
export function networksTest(texts: readonly string[]): (value: Scalar) => boolean {
  const networks = texts.map(parseNetwork).filter((network): network is Network => network !== undefined)
  const four = networks.filter(({ family }) => family === 4)
  const six = networks.filter(({ family }) => family === 6)
  const firsts = Float64Array.from(four, ({ bits }) => Number(bits))
  const lasts = Float64Array.from(four, ({ bits, prefix }) => Number(bits) + 2 ** (32 - prefix) - 1)
  return (value) => {
    if (typeof value !== 'string') return false
    const address = ipv4Number(value)
    if (address >= 0) {
      for (let i = 0; i < firsts.length; i++) {
        if (address >= (firsts[i] as number) && address <= (lasts[i] as number)) return true
      }
      return false
    }
    if (six.length === 0 || !value.includes(':')) return false
    const parsed = parseAddress(value)
    return parsed !== undefined && six.some((network) => networkContains(network, parsed))
  }
}

/** Four decimal octets without leading zeros as a number; -1 for any other text. */
function ipv4Number(text: string): number {
  const { length } = text
  if (length < 7 || length > 15) return -1
  let bits = 0
  let octet = -1
  let dots = 0
  for (let i = 0; i < length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit >= 0 && digit <= 9) {
      if (octet === 0) return -1
      octet = octet === -1 ? digit : octet * 10 + digit
      if (octet > 255) return -1
    } else {
      if (digit !== DOT || octet === -1 || ++dots > 3) return -1
      bits = bits * 256 + octet
      octet = -1
    }
  }
  return dots === 3 && octet !== -1 ? bits * 256 + octet : -1
}

const DOT = 46 - 48
