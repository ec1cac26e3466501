import { parseNetwork } from '@ruleglot/core'

/** The network without the bits behind its prefix, which Python refuses. */
export function canonicalNetwork(text: string): string {
  const network = parseNetwork(text)
  if (network === undefined) return text
  const { family, bits, prefix } = network
  return `${family === 4 ? ipv4Text(bits) : ipv6Text(bits)}/${prefix}`
}

/** The network that holds one address. */
export function addressNetwork(address: string): string {
  return canonicalNetwork(`${address}/${address.includes(':') ? 128 : 32}`)
}

function ipv4Text(bits: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => String((bits >> shift) & 255n)).join('.')
}

/** RFC 5952: the longest run of zero groups as `::`, no leading zeros, lower case. */
function ipv6Text(bits: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((bits >> BigInt(112 - 16 * i)) & 0xffffn).toString(16))
  let best = { start: 0, length: 1 }
  for (let start = 0; start < 8; start++) {
    let length = 0
    while (groups[start + length] === '0') length++
    if (length > best.length) best = { start, length }
  }
  if (best.length < 2) return groups.join(':')
  return `${groups.slice(0, best.start).join(':')}::${groups.slice(best.start + best.length).join(':')}`
}
