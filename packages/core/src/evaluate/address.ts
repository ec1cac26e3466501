/**
 * IP addresses and networks, read strictly: IPv4 is four decimal octets without leading zeros; IPv6 is RFC 4291 text
 * without a zone, an IPv4 tail allowed. The families are apart: `::ffff:10.0.0.1` is an IPv6 address, not 10.0.0.1.
 * (Elasticsearch's `ip` type takes the two as one: dialect/elasticsearch-addresses.ts. Python's ipaddress keeps them apart.)
 */
export interface Address {
  readonly family: 4 | 6
  /** The bits as a number. */
  readonly bits: bigint
}

export interface Network {
  readonly family: 4 | 6
  /** The first address; bits of the text behind the prefix are dropped. */
  readonly bits: bigint
  readonly prefix: number
}

export function parseAddress(text: string): Address | undefined {
  if (text.length > LONGEST_ADDRESS) return undefined
  if (!text.includes(':')) {
    const bits = parseIpv4(text)
    return bits === undefined ? undefined : { family: 4, bits: BigInt(bits) }
  }
  const groups = parseIpv6(text)
  if (groups === undefined) return undefined
  return { family: 6, bits: groups.reduce((bits, group) => (bits << 16n) | BigInt(group), 0n) }
}

/** `address/bits`. */
export function parseNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/')
  if (slash === -1) return undefined
  const address = parseAddress(text.slice(0, slash))
  const digits = text.slice(slash + 1)
  if (address === undefined || !/^(?:0|[1-9][0-9]{0,2})$/.test(digits)) return undefined
  const prefix = Number(digits)
  const width = widthOf(address.family)
  if (prefix > width) return undefined
  const hostBits = BigInt(width - prefix)
  return { family: address.family, bits: (address.bits >> hostBits) << hostBits, prefix }
}

export function networkContains(network: Network, address: Address): boolean {
  if (network.family !== address.family) return false
  const hostBits = BigInt(widthOf(network.family) - network.prefix)
  return address.bits >> hostBits === network.bits >> hostBits
}

const LONGEST_ADDRESS = '0000:0000:0000:0000:0000:0000:255.255.255.255'.length

const widthOf = (family: 4 | 6): number => (family === 4 ? 32 : 128)

function parseIpv4(text: string): number | undefined {
  const octets = text.split('.')
  if (octets.length !== 4) return undefined
  let bits = 0
  for (const octet of octets) {
    if (!/^(?:0|[1-9][0-9]{0,2})$/.test(octet) || Number(octet) > 255) return undefined
    bits = bits * 256 + Number(octet)
  }
  return bits
}

/** Eight groups of sixteen bits. */
function parseIpv6(text: string): readonly number[] | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const head = groupsOf(halves[0] as string, halves.length === 1)
  if (halves.length === 1) return head?.length === 8 ? head : undefined
  const tail = groupsOf(halves[1] as string, true)
  if (head === undefined || tail === undefined) return undefined
  const zeros = 8 - head.length - tail.length
  // `::` stands for one group at least.
  return zeros < 1 ? undefined : [...head, ...new Array<number>(zeros).fill(0), ...tail]
}

function groupsOf(text: string, last: boolean): readonly number[] | undefined {
  if (text === '') return []
  const groups: number[] = []
  const parts = text.split(':')
  for (const [i, part] of parts.entries()) {
    if (last && i === parts.length - 1 && part.includes('.')) {
      const bits = parseIpv4(part)
      if (bits === undefined) return undefined
      groups.push(Math.floor(bits / 65536), bits % 65536)
    } else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups.push(Number.parseInt(part, 16))
    else return undefined
  }
  return groups
}
