import { type CompareNode, type Condition, parseAddress, type Scalar } from '@ruleglot/core'
import { TAKES_MAPPED } from '@ruleglot/core/dialect'
import { refuse } from '../elastic-query/field-facts.js'
import { addressOrder, atMillisecond, orderOf, untypedOrder } from '../elastic-query/orders.js'
import { noAddressOrder, noDate, noOrder } from '../elastic-query/refusals.js'
import { ASSUMED, VALUE_KINDS } from '../elastic-query/value-kinds.js'
import { writeInstant } from '../elastic-query/write-date.js'
import { word } from './block.js'
import { writeText } from './escape.js'
import { type LeafContext, relying, test, typeOf, type Written, withField } from './write-leaf.js'
import { writeEquality } from './write-values.js'

/** Comparisons: each type of field has one order, a field of no known type has two. */
export function writeCompare(node: CompareNode, context: LeafContext): Written {
  if (node.domain === 'instant') return writeInstantBound(node, context)
  if (typeof node.value === 'object') return refuse('KQL compares only dates with the clock.')
  if (node.domain === 'ip') return writeAddressBound(node, context)
  if (node.op === 'eq' && node.domain !== 'numeric') return writeEquality(node, context)
  return writeOrder(node, node.value, context)
}

function writeAddressBound(node: CompareNode, context: LeafContext): Written {
  const type = typeOf(node.field, context)
  const address = String(node.value)
  if (type === 'ip' && parseAddress(address) !== undefined) {
    return relying(bounded(node, node.op, address, context), 'plainIpv4', node, context, TAKES_MAPPED)
  }
  return noAddressOrder('KQL', node.field, type)
}

function writeInstantBound(node: CompareNode, context: LeafContext): Written {
  const type = typeOf(node.field, context)
  const [op, instant] = atMillisecond(node)
  const text = instant === undefined ? undefined : writeInstant(instant)
  if (type === 'date' && op !== undefined && text !== undefined) return bounded(node, op, text, context)
  return noDate('KQL', node.field, type)
}

function writeOrder(node: CompareNode, value: Scalar, context: LeafContext): Written {
  const { field, op } = node
  const type = typeOf(field, context)
  const order = orderOf(node, value, VALUE_KINDS[type ?? 'unknown'])
  if (order === undefined) return noOrder('KQL', node, value, type)
  const written = bounded(node, op, String(value), context)
  return order.isExact
    ? written
    : relying(written, ASSUMED[order.of], node, context, 'KQL orders numbers by value and text by its characters')
}

/** Two orders that KQL means by one test: numbers and text on a field of no known type, both families of addresses. */
export function writeTwoOrders(a: Condition, b: Condition, context: LeafContext): Written | undefined {
  const addresses = addressOrder(a, b)
  if (addresses !== undefined) return writeAddressBound(addresses, context)
  const both = untypedOrder(a, b)
  if (both === undefined || typeOf(both.field, context) !== undefined) return undefined
  return bounded(both, both.op, both.value, context)
}

const SIGNS = { lt: '<', le: '<=', gt: '>', ge: '>=' } as const

function bounded(node: CompareNode, op: CompareNode['op'], value: string, context: LeafContext): Written {
  const written = writeText(value)
  if (op === 'eq') return withField(node, context, (name) => test(name, word(written)))
  return withField(node, context, (name) =>
    name === ''
      ? refuse('KQL compares only named fields.')
      : { block: word(`${name} ${SIGNS[op]} ${written}`), assumptions: [] },
  )
}
