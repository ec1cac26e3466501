import { and, type Condition, cidr, not, or, type Path, type Span } from '@ruleglot/core'

export type AddressKind = 'any' | 'ipv4' | 'ipv6' | 'public' | 'private'

/** Whether a value is an address of a kind, in the words of Python's ipaddress: private is is_private, public is is_global. */
export function addressOf(kind: AddressKind, path: Path, span: Span | undefined): Condition {
  const inside = (networks: readonly string[]): Condition => or(networks.map((network) => cidr(path, network, span)))
  switch (kind) {
    case 'ipv4':
      return cidr(path, EVERY_IPV4, span)
    case 'ipv6':
      return cidr(path, EVERY_IPV6, span)
    case 'any':
      return inside([EVERY_IPV4, EVERY_IPV6])
    case 'private':
      return inside(PRIVATE)
    case 'public':
      return and([inside([EVERY_IPV4, EVERY_IPV6]), not(inside([...PRIVATE, SHARED]))])
  }
}

const EVERY_IPV4 = '0.0.0.0/0'
const EVERY_IPV6 = '::/0'

/** Carrier-grade NAT: neither private nor public. */
const SHARED = '100.64.0.0/10'

/** IANA's special-purpose registry as Python 3.11.7 has it (ipaddress._IPv4Constants). */
const PRIVATE_IPV4: readonly string[] = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/29',
  '192.0.0.170/31',
  '192.0.2.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '240.0.0.0/4',
]

/** ipaddress._IPv6Constants. A mapped IPv4 address is as private as the address inside it. */
const PRIVATE_IPV6: readonly string[] = [
  '::1/128',
  '::/128',
  ...PRIVATE_IPV4.map((network) => {
    const [address = '', bits = ''] = network.split('/')
    return `::ffff:${address}/${96 + Number(bits)}`
  }),
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  'fc00::/7',
  'fe80::/10',
]

const PRIVATE: readonly string[] = [...PRIVATE_IPV4, ...PRIVATE_IPV6]
