import { inDomain } from '../evaluate/compare-values.js'
import { FALSE } from '../ir/build.js'
import type { CidrNode, CompareNode, Condition, Domain, InNode, Scalar } from '../ir/node.js'
import { canonicalNetwork, networkOfAddress } from './canonical-network.js'
import type { ScalarType } from './context.js'

type Types = readonly ScalarType[] | undefined

/**
 * Equality drops a domain that changes nothing: a number equals the same numbers with and without `number`, a text the
 * same texts with and without `text`. An address is the network that holds it alone. A bound outside of its domain
 * compares with nothing.
 */
export function canonicalCompare(node: CompareNode, types: Types): Condition {
  const { field, op, domain } = node
  const value = node.value === 0 ? 0 : node.value
  if (domain === undefined) {
    if (typeof value === 'object' || holds(types, typeof value)) return { kind: 'Compare', field, op, value }
    return FALSE
  }
  if (!holdsDomain(types, domain)) return FALSE
  if (typeof value === 'object') return { kind: 'Compare', field, op, value, domain }
  if (domain === 'instant' ? typeof value !== 'number' : !inDomain(domain, value)) return FALSE
  // On a field of numbers the texts that `numeric` adds are not there.
  if (domain === 'numeric' && types !== undefined && !types.includes('string')) {
    return canonicalCompare({ ...node, value: Number(value), domain: 'number' }, types)
  }
  if (op === 'eq' && (domain === 'number' || domain === 'text')) return { kind: 'Compare', field, op, value }
  if (op === 'eq' && domain === 'ip') return { kind: 'Cidr', field, network: networkOfAddress(String(value)) as string }
  return { kind: 'Compare', field, op, value, domain }
}

export function canonicalIn(node: InNode, types: Types): Condition {
  return inList(
    node.field,
    node.values.filter((value) => holds(types, typeof value)),
  )
}

/** The one spelling of "some value is one of these". */
export function inList(field: InNode['field'], values: readonly Scalar[]): Condition {
  const distinct = [...new Set(values.map((value) => (value === 0 ? 0 : value)))].sort(compareScalars)
  if (distinct.length === 0) return FALSE
  if (distinct.length === 1) return { kind: 'Compare', field, op: 'eq', value: distinct[0] as Scalar }
  return { kind: 'In', field, values: distinct }
}

export function canonicalCidr(node: CidrNode, types: Types): Condition {
  const network = canonicalNetwork(node.network)
  return network === undefined || !holds(types, 'string') ? FALSE : { kind: 'Cidr', field: node.field, network }
}

function holds(types: Types, type: string): boolean {
  return types === undefined || types.includes(type as ScalarType)
}

function holdsDomain(types: Types, domain: Domain): boolean {
  if (domain === 'numeric') return holds(types, 'number') || holds(types, 'string')
  return holds(types, domain === 'number' ? 'number' : 'string')
}

/** Booleans, then numbers, then texts by code unit: any fixed order would do. */
function compareScalars(a: Scalar, b: Scalar): number {
  if (typeof a !== typeof b) return typeof a < typeof b ? -1 : 1
  if (typeof a === 'number') return a - (b as number)
  return a === b ? 0 : a < b ? -1 : 1
}
