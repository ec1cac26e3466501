import { type CompareNode, type FieldType, type InNode, parseAddress, type Scalar } from '@ruleglot/core'
import { type ValueKind, type WrittenValue, writeValues } from '../kql/literals.js'
import { NOTHING } from './block.js'
import { writeString } from './escape.js'
import {
  described,
  type LeafContext,
  nameOf,
  type OfField,
  refuse,
  relying,
  shown,
  typeOf,
  type Written,
  withField,
  written,
} from './write-leaf.js'

/** Equality with one value or several, as constants that the type of the field reads as those values. */
export function writeEquality(node: CompareNode | InNode, context: LeafContext): Written {
  return writeValueTest(node, node.kind === 'In' ? node.values : [node.value as Scalar], context)
}

export function writeValueTest(node: OfField, values: readonly Scalar[], context: LeafContext): Written {
  if (values.length === 0) return written(NOTHING)
  const type = typeOf(node.field, context)
  if (type === 'ip') return writeAddresses(node, values)
  const kind = KINDS[type ?? 'unknown']
  if (kind === undefined) {
    return refuse(
      `${nameOf(node.field)} is ${described(type)}, which EQL does not compare with plain values.`,
      'Compare a keyword field.',
      'emit/field-type',
    )
  }
  const texts = writeValues(values, kind)
  if ('unwritable' in texts || (type === 'long' && !values.every(isWhole))) {
    return refuse(
      `EQL on ${nameOf(node.field)}, which is ${described(type)}, cannot tell ${values.map(shown).join(', ')} from other values.`,
      'Name the type of the field in the schema, or compare with the number as well as the text.',
      'emit/field-type',
    )
  }
  return withField(node, (field) => {
    const test = written({
      type: 'test',
      field,
      operator: '==',
      values: texts.texts.map((text) =>
        constant(text, texts.relyOn === 'number' || isNumberFirst(text.text, values) ? 'number' : kind),
      ),
    })
    return texts.relyOn === undefined
      ? test
      : relying(test, ASSUMED[texts.relyOn], node, 'EQL reads 1 also as "1", and true also as "true"')
  })
}

/** What a field of each type compares with; types that take no plain values are left out. */
export const KINDS: Readonly<Partial<Record<FieldType | 'unknown', ValueKind>>> = {
  unknown: 'untyped',
  keyword: 'text',
  constant_keyword: 'text',
  wildcard: 'text',
  flattened: 'text',
  text: 'text',
  match_only_text: 'text',
  long: 'number',
  float: 'number',
  boolean: 'boolean',
}

export const ASSUMED = {
  string: 'stringWhenPresent',
  number: 'numberWhenPresent',
  boolean: 'booleanWhenPresent',
} as const

/** The scalars whose canonical text this is. */
export function scalarsReadAs(text: string): readonly Scalar[] {
  const number = Number(text)
  return [
    text,
    ...(text.trim() !== '' && Number.isFinite(number) && String(number) === text ? [number] : []),
    ...(text === 'true' || text === 'false' ? [text === 'true'] : []),
  ]
}

/** Of a number and its text the one that stands first is what the source wrote. */
function isNumberFirst(text: string, values: readonly Scalar[]): boolean {
  const first = values.find((value) => String(value) === text)
  return typeof first === 'number'
}

/** Numbers stand bare where the field holds numbers, booleans where they are meant. */
function constant({ text, literal }: WrittenValue, kind: ValueKind): string {
  return literal || kind === 'number' || kind === 'boolean' ? text : writeString(text)
}

/** An IPv4 address has one spelling, so there text and address are the same test. */
function writeAddresses(node: OfField, values: readonly Scalar[]): Written {
  const addresses = values.filter(
    (value): value is string => typeof value === 'string' && parseAddress(value)?.family === 4,
  )
  if (addresses.length < values.length) {
    return refuse(
      `${nameOf(node.field)} is of type ip: EQL compares addresses there, not their spelling.`,
      'Compare with addresses or networks.',
      'emit/field-type',
    )
  }
  return withField(node, (field) =>
    written({ type: 'test', field, operator: '==', values: addresses.map(writeString) }),
  )
}

function isWhole(value: Scalar): boolean {
  return typeof value !== 'number' || Number.isInteger(value)
}
