import {
  type CompareNode,
  type Condition,
  equals,
  exists,
  parseAddress,
  readDecimal,
  type Scalar,
} from '@ruleglot/core'
import { word } from './block.js'
import { described, nameOf, shown } from './describe.js'
import { writeText } from './escape.js'
import { type Instant, writeInstant } from './write-date.js'
import { type LeafContext, refuse, relying, test, typeOf, type Written, withField } from './write-leaf.js'
import { ASSUMED, KINDS, writeEquality } from './write-values.js'

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
  if (type === 'ip' && parseAddress(address) !== undefined) return bounded(node, node.op, address, context)
  return refuse(
    `KQL orders addresses on fields of type ip only, and ${nameOf(node.field)} is ${described(type)}.`,
    'Give the field the type ip in the schema.',
    'emit/field-type',
  )
}

function writeInstantBound(node: CompareNode, context: LeafContext): Written {
  const type = typeOf(node.field, context)
  const [op, instant] = atMillisecond(node)
  const text = instant === undefined ? undefined : writeInstant(instant)
  if (type === 'date' && op !== undefined && text !== undefined) return bounded(node, op, text, context)
  return refuse(
    type === 'date'
      ? `KQL has no date text for this bound of ${nameOf(node.field)}.`
      : `KQL compares dates on fields of type date only, and ${nameOf(node.field)} is ${described(type)}.`,
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
  if (
    domain === undefined ||
    !hasOrder(kind, wanted) ||
    (wanted === 'string' ? typeof value !== 'string' : !readAsNumber)
  ) {
    return refuse(
      `KQL cannot order ${nameOf(field)}, which is ${described(type)}, against ${shown(value)} as ${domain ?? 'a value'}.`,
      'Name the type of the field in the schema.',
      'emit/field-type',
    )
  }
  const written = bounded(node, op, text, context)
  const exact = kind === 'untyped' ? !readAsNumber : domain !== 'numeric'
  return exact
    ? written
    : relying(written, ASSUMED[wanted], node, context, 'KQL orders numbers by value and text by its characters')
}

/** Numbers by value or text by character, which KQL means on a field of no known type: the two as one test. */
export function writeUntypedOrder(a: Condition, b: Condition, context: LeafContext): Written | undefined {
  const [number, text] = a.kind === 'Compare' && a.domain === 'text' ? [b, a] : [a, b]
  if (number.kind !== 'Compare' || text.kind !== 'Compare' || number.domain !== 'number') return undefined
  if (
    text.domain !== 'text' ||
    number.op !== text.op ||
    text.op === 'eq' ||
    !equals(exists(number.field), exists(text.field))
  ) {
    return undefined
  }
  if (typeof text.value !== 'string' || readDecimal(text.value) !== number.value) return undefined
  return KINDS[typeOf(text.field, context) ?? 'unknown'] === 'untyped'
    ? bounded(text, text.op, text.value, context)
    : undefined
}

function hasOrder(kind: string | undefined, wanted: 'string' | 'number'): boolean {
  return kind === 'untyped' || kind === (wanted === 'string' ? 'text' : 'number')
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
