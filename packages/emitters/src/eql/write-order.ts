import {
  type CompareNode,
  type Condition,
  isPath,
  parseAddress,
  type Scalar,
  type ValueExpression,
} from '@ruleglot/core'
import { TAKES_MAPPED } from '@ruleglot/core/dialect'
import { type FieldFacts, refuse } from '../elastic-query/field-facts.js'
import { addressOrder, atMillisecond, orderOf, untypedOrder } from '../elastic-query/orders.js'
import { noAddressOrder, noDate, noOrder } from '../elastic-query/refusals.js'
import { ASSUMED, VALUE_KINDS } from '../elastic-query/value-kinds.js'
import { writeInstant } from '../elastic-query/write-date.js'
import { word } from './block.js'
import { writeString } from './escape.js'
import { writeNumber } from './write-expression.js'
import { relying, typeOf, type Written, withField, written } from './write-leaf.js'
import { writeEquality } from './write-values.js'

/** Comparisons: each type of field has one order, a field of no known type has two. */
export function writeCompare(node: CompareNode, context: FieldFacts): Written {
  if (!isPath(node.field) && 'call' in node.field) return writeComputed(node, node.field, context)
  if (node.domain === 'instant') return writeInstantBound(node, context)
  if (typeof node.value === 'object') return refuse('EQL compares only dates with the clock.')
  if (node.domain === 'ip') return writeAddressBound(node, context)
  if (node.op === 'eq' && node.domain !== 'numeric') return writeEquality(node, context)
  return writeOrder(node, node.value, context)
}

/** `length(field) > 200`. */
function writeComputed(node: CompareNode, field: ValueExpression, context: FieldFacts): Written {
  const text = writeNumber(field, context)
  const { value, domain, op } = node
  if (
    text === undefined ||
    typeof value !== 'number' ||
    (domain !== 'number' && !(domain === undefined && op === 'eq'))
  ) {
    return refuse(`EQL has no function ${field.call} that means the same.`, 'Compare the field itself.')
  }
  return written(word(`${text} ${SIGNS[op]} ${value}`))
}

function writeAddressBound(node: CompareNode, context: FieldFacts): Written {
  const type = typeOf(node.field, context)
  const address = String(node.value)
  if (type === 'ip' && parseAddress(address) !== undefined) {
    return relying(bounded(node, node.op, writeString(address)), 'plainIpv4', node, TAKES_MAPPED)
  }
  return noAddressOrder('EQL', node.field, type)
}

function writeInstantBound(node: CompareNode, context: FieldFacts): Written {
  const type = typeOf(node.field, context)
  const [op, instant] = atMillisecond(node)
  const text = instant === undefined ? undefined : writeInstant(instant)
  if (type === 'date' && op !== undefined && text !== undefined) return bounded(node, op, writeString(text))
  return noDate('EQL', node.field, type)
}

function writeOrder(node: CompareNode, value: Scalar, context: FieldFacts): Written {
  const { field, op } = node
  const type = typeOf(field, context)
  const order = orderOf(node, value, VALUE_KINDS[type ?? 'unknown'])
  if (order === undefined) return noOrder('EQL', node, value, type)
  const bound = bounded(node, op, order.of === 'string' ? writeString(String(value)) : String(value))
  return order.isExact
    ? bound
    : relying(bound, ASSUMED[order.of], node, 'EQL orders numbers by value and text by its characters')
}

/** Two orders that EQL means by one test: numbers and text on a field of no known type, both families of addresses. */
export function writeTwoOrders(a: Condition, b: Condition, context: FieldFacts): Written | undefined {
  const addresses = addressOrder(a, b)
  if (addresses !== undefined) return writeAddressBound(addresses, context)
  const both = untypedOrder(a, b)
  if (both === undefined || !isPath(both.field) || typeOf(both.field, context) !== undefined) return undefined
  return bounded(both, both.op, both.value)
}

const SIGNS = { eq: '==', lt: '<', le: '<=', gt: '>', ge: '>=' } as const

function bounded(node: CompareNode, op: CompareNode['op'], value: string): Written {
  return withField(node, (name) =>
    op === 'eq'
      ? written({ type: 'test', field: name, operator: '==', values: [value] })
      : written(word(`${name} ${SIGNS[op]} ${value}`)),
  )
}
