import {
  type CompareNode,
  type Condition,
  equals,
  exists,
  isPath,
  parseAddress,
  readDecimal,
  type Scalar,
  type ValueExpression,
} from '@ruleglot/core'
import { type Instant, writeInstant } from '../kql/write-date.js'
import { word } from './block.js'
import { writeString } from './escape.js'
import { writeNumber } from './write-expression.js'
import {
  described,
  type LeafContext,
  nameOf,
  refuse,
  relying,
  shown,
  typeOf,
  type Written,
  withField,
  written,
} from './write-leaf.js'
import { ASSUMED, KINDS, writeEquality } from './write-values.js'

/** Comparisons: each type of field has one order, a field of no known type has two. */
export function writeCompare(node: CompareNode, context: LeafContext): Written {
  if (!isPath(node.field) && 'call' in node.field) return writeComputed(node, node.field, context)
  if (node.domain === 'instant') return writeInstantBound(node, context)
  if (typeof node.value === 'object') return refuse('EQL compares only dates with the clock.')
  if (node.domain === 'ip') return writeAddressBound(node, context)
  if (node.op === 'eq' && node.domain !== 'numeric') return writeEquality(node, context)
  return writeOrder(node, node.value, context)
}

/** `length(field) > 200`. */
function writeComputed(node: CompareNode, field: ValueExpression, context: LeafContext): Written {
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

function writeAddressBound(node: CompareNode, context: LeafContext): Written {
  const type = typeOf(node.field, context)
  const address = String(node.value)
  if (type === 'ip' && parseAddress(address) !== undefined) return bounded(node, node.op, writeString(address))
  return refuse(
    `EQL orders addresses on fields of type ip only, and ${nameOf(node.field)} is ${described(type)}.`,
    'Give the field the type ip in the schema.',
    'emit/field-type',
  )
}

function writeInstantBound(node: CompareNode, context: LeafContext): Written {
  const type = typeOf(node.field, context)
  const [op, instant] = atMillisecond(node)
  const text = instant === undefined ? undefined : writeInstant(instant)
  if (type === 'date' && op !== undefined && text !== undefined) return bounded(node, op, writeString(text))
  return refuse(
    type === 'date'
      ? `EQL has no date text for this bound of ${nameOf(node.field)}.`
      : `EQL compares dates on fields of type date only, and ${nameOf(node.field)} is ${described(type)}.`,
    'Give the field the type date in the schema, and use whole milliseconds.',
    'emit/field-type',
  )
}

/** Instants are whole milliseconds, so "after" is "from the next one". */
function atMillisecond(node: CompareNode): readonly ['ge' | 'lt' | undefined, Instant | undefined] {
  const instant = node.value as Instant
  if (node.op === 'ge' || node.op === 'lt') return [node.op, instant]
  if (node.op === 'eq' || typeof instant !== 'number') return [undefined, undefined]
  return [node.op === 'gt' ? 'ge' : 'lt', instant + 1]
}

function writeOrder(node: CompareNode, value: Scalar, context: LeafContext): Written {
  const { field, op, domain } = node
  const type = typeOf(field, context)
  const kind = KINDS[type ?? 'unknown']
  const text = String(value)
  const readAsNumber = typeof readDecimal(text) === 'number'
  const wanted = domain === 'text' ? 'string' : 'number'
  const hasOrder = kind === 'untyped' || kind === (wanted === 'string' ? 'text' : 'number')
  const isWritable = wanted === 'string' ? typeof value === 'string' : readAsNumber
  if (domain === undefined || !hasOrder || !isWritable) {
    return refuse(
      `EQL cannot order ${nameOf(field)}, which is ${described(type)}, against ${shown(value)} as ${domain ?? 'a value'}.`,
      'Name the type of the field in the schema.',
      'emit/field-type',
    )
  }
  const bound = bounded(node, op, wanted === 'string' ? writeString(text) : text)
  const isExact = kind === 'untyped' ? !readAsNumber : domain !== 'numeric'
  return isExact
    ? bound
    : relying(bound, ASSUMED[wanted], node, 'EQL orders numbers by value and text by its characters')
}

/** Numbers by value or text by character, which EQL means on a field of no known type: the two as one test. */
export function writeUntypedOrder(a: Condition, b: Condition, context: LeafContext): Written | undefined {
  const [number, text] = a.kind === 'Compare' && a.domain === 'text' ? [b, a] : [a, b]
  if (number.kind !== 'Compare' || text.kind !== 'Compare' || number.domain !== 'number') return undefined
  if (text.domain !== 'text' || number.op !== text.op || text.op === 'eq') return undefined
  if (!equals(exists(number.field), exists(text.field)) || !isPath(text.field)) return undefined
  if (typeof text.value !== 'string' || readDecimal(text.value) !== number.value) return undefined
  return KINDS[typeOf(text.field, context) ?? 'unknown'] === 'untyped' ? bounded(text, text.op, text.value) : undefined
}

const SIGNS = { eq: '==', lt: '<', le: '<=', gt: '>', ge: '>=' } as const

function bounded(node: CompareNode, op: CompareNode['op'], value: string): Written {
  return withField(node, (name) =>
    op === 'eq'
      ? written({ type: 'test', field: name, operator: '==', values: [value] })
      : written(word(`${name} ${SIGNS[op]} ${value}`)),
  )
}
