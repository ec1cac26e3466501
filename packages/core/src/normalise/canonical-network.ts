import { parseAddress, parseNetwork } from '../evaluate/address.js'

/** `address/bits` in one spelling: host bits cleared, IPv6 as eight groups. Undefined for what is no network. */
export function canonicalNetwork(text: string): string | undefined {
  const network = parseNetwork(text)
  return network && `${addressText(network.family, network.bits)}/${network.prefix}`
}

/** The network that holds one address alone. */
export function networkOfAddress(text: string): string | undefined {
  const address = parseAddress(text)
  return address && `${addressText(address.family, address.bits)}/${address.family === 4 ? 32 : 128}`
}

/** The text of an address from its bits. */
export function addressText(family: 4 | 6, bits: bigint): string {
  const [groups, width] = family === 4 ? [4, 8n] : [8, 16n]
  const texts: string[] = []
  for (let i = groups - 1; i >= 0; i--) {
    const group = (bits >> (BigInt(i) * width)) & ((1n << width) - 1n)
    texts.push(group.toString(family === 4 ? 10 : 16))
  }
  return texts.join(family === 4 ? '.' : ':')
}
