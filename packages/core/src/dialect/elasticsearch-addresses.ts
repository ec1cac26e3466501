import { type Address, parseAddress, parseNetwork } from '../evaluate/address.js'
import { cidr, compare } from '../ir/build.js'
import type { CidrNode, CompareNode, Field } from '../ir/node.js'
import type { Span } from '../source/span.js'

/**
 * What tests of an Elasticsearch `ip` field mean. Such a field has one order of 128-bit addresses, in which IPv4 stands
 * at ::ffff:0:0/96: `>= 10.0.0.1` takes in nearly all of IPv6, `::/0` all of IPv4, and `::ffff:10.0.0.1` is 10.0.0.1.
 * In the IR the families are apart, so both are said. (InetAddresses, InetAddressPoint and the ip field's docs of
 * elastic/elasticsearch.)
 */
export interface IpTest {
  /** Any of these. */
  readonly tests: readonly (CidrNode | CompareNode)[]
  /** An IPv4-mapped text would be one of the IPv4 addresses: true only where no value is one (`plainIpv4`). */
  readonly takesMapped: boolean
}

/** Why a test that takes mapped texts relies on `plainIpv4`. */
export const TAKES_MAPPED = 'Elasticsearch takes ::ffff:10.0.0.1 for 10.0.0.1'

/** `field: address`; undefined where the text is none. */
export function elasticsearchAddress(field: Field, text: string, span?: Span): IpTest | undefined {
  const address = parseAddress(text)
  if (address === undefined) return undefined
  // An IPv4 address has one spelling, so comparing texts is enough.
  if (address.family === 4) return { tests: [compare(field, 'eq', text, at(span))], takesMapped: true }
  const tests = [compare(field, 'eq', text, { domain: 'ip', ...at(span) })]
  const mapped = mappedOf(address)
  return {
    tests: mapped === undefined ? tests : [...tests, compare(field, 'eq', mapped, at(span))],
    takesMapped: false,
  }
}

/** `field: network`; undefined where the text is none, or one that Elasticsearch refuses because its prefix is ambiguous. */
export function elasticsearchNetwork(field: Field, text: string, span?: Span): IpTest | undefined {
  const network = parseNetwork(text)
  if (network === undefined) return undefined
  if (network.family === 4) return { tests: [cidr(field, text, span)], takesMapped: true }
  const written = parseAddress(text.slice(0, text.indexOf('/')))
  if (written !== undefined && mappedOf(written) !== undefined) return undefined
  const holdsIpv4 =
    network.prefix <= 96 && (MAPPED >> hostBits(network.prefix)) << hostBits(network.prefix) === network.bits
  const tests = [cidr(field, text, span)]
  return { tests: holdsIpv4 ? [...tests, cidr(field, ALL_IPV4, span)] : tests, takesMapped: false }
}

/** `field < address` and its like; undefined where the text is none. */
export function elasticsearchOrder(field: Field, op: CompareNode['op'], text: string, span?: Span): IpTest | undefined {
  const address = parseAddress(text)
  if (address === undefined || op === 'eq') return elasticsearchAddress(field, text, span)
  const bound = (order: CompareNode['op'], value: string): CompareNode =>
    compare(field, order, value, { domain: 'ip', ...at(span) })
  const isUpward = op === 'gt' || op === 'ge'
  const ipv4 = address.family === 4 ? text : mappedOf(address)
  if (ipv4 !== undefined) {
    return {
      tests: [bound(op, ipv4), isUpward ? bound('ge', BEHIND_MAPPED) : bound('lt', FIRST_MAPPED)],
      takesMapped: true,
    }
  }
  const takesIpv4 = isUpward === address.bits < MAPPED
  return { tests: takesIpv4 ? [bound(op, text), cidr(field, ALL_IPV4, span)] : [bound(op, text)], takesMapped: false }
}

const ALL_IPV4 = '0.0.0.0/0'
const MAPPED = 0xffff00000000n
const FIRST_MAPPED = '::ffff:0:0'
const BEHIND_MAPPED = '::1:0:0:0'

const hostBits = (prefix: number): bigint => BigInt(128 - prefix)

/** The IPv4 address that an IPv4-mapped one stands for. */
function mappedOf({ family, bits }: Address): string | undefined {
  if (family === 4 || bits >> 32n !== 0xffffn) return undefined
  return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 0xffn)).join('.')
}

function at(span: Span | undefined): { readonly span?: Span } {
  return span === undefined ? {} : { span }
}
