import { parseAddress } from '../evaluate/address.js'
import { and, cidr, exists, FALSE, isIn, or } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { literalsOf } from './value-leaf.js'
import type { ValueLeaf, ValueTransform } from './value-transform.js'

/** IP addresses as they are; other texts, such as the name of a service in the place of one, have no value. */
export const ONLY_ADDRESSES: ValueTransform = {
  loses: 'what is no address',
  apply: (value) => (isAddress(value) ? value : undefined),
  invert: (value) => value,
  preimage: (leaf, raw) => {
    if (leaf.kind === 'Exists') return anyAddress(leaf, raw)
    if (leaf.kind === 'Cidr' || (leaf.kind === 'Compare' && leaf.domain === 'ip')) return { ...leaf, field: raw }
    const literals = literalsOf(leaf)
    if (literals === undefined) return and([{ ...leaf, field: raw }, anyAddress(leaf, raw)], leaf.span)
    const addresses = literals.filter(isAddress)
    if (addresses.length === literals.length) return { ...leaf, field: raw }
    return addresses.length === 0 ? FALSE : isIn(raw, addresses, leaf.span)
  },
  image: (leaf, name) => {
    if (leaf.kind === 'Exists') return exists(name, leaf.span)
    const isOfAddresses = leaf.kind === 'Cidr' || literalsOf(leaf)?.every(isAddress) === true
    return isOfAddresses ? { ...leaf, field: name } : undefined
  },
}

function isAddress(value: unknown): boolean {
  return typeof value === 'string' && parseAddress(value) !== undefined
}

function anyAddress(leaf: ValueLeaf, raw: Path): Condition {
  return or([cidr(raw, '0.0.0.0/0', leaf.span), cidr(raw, '::/0', leaf.span)], leaf.span)
}
