import type { CompareNode, InNode, Scalar } from '@ruleglot/core'
import { TAKES_MAPPED } from '@ruleglot/core/dialect'
import type { FieldFacts, OfField } from '../elastic-query/field-facts.js'
import { type ValueKind, type WrittenValue, writeValues } from '../elastic-query/literals.js'
import { addressesOnly, cannotTell, noPlainValues } from '../elastic-query/refusals.js'
import { ASSUMED, ipv4Addresses, isWhole, VALUE_KINDS } from '../elastic-query/value-kinds.js'
import { NOTHING } from './block.js'
import { writeString } from './escape.js'
import { relying, typeOf, type Written, withField, written } from './write-leaf.js'

/** Equality with one value or several, as constants that the type of the field reads as those values. */
export function writeEquality(node: CompareNode | InNode, context: FieldFacts): Written {
  return writeValueTest(node, node.kind === 'In' ? node.values : [node.value as Scalar], context)
}

export function writeValueTest(node: OfField, values: readonly Scalar[], context: FieldFacts): Written {
  if (values.length === 0) return written(NOTHING)
  const type = typeOf(node.field, context)
  if (type === 'ip') return writeAddresses(node, values)
  const kind = VALUE_KINDS[type ?? 'unknown']
  if (kind === undefined) return noPlainValues('EQL', node.field, type)
  const texts = writeValues(values, kind)
  if ('unwritable' in texts || (type === 'long' && !values.every(isWhole))) {
    return cannotTell('EQL', node.field, type, values)
  }
  const isNumber = numbersFirst(values)
  return withField(node, (field) => {
    const test = written({
      type: 'test',
      field,
      operator: '==',
      values: texts.texts.map((text) =>
        constant(text, texts.relyOn === 'number' || isNumber(text.text) ? 'number' : kind),
      ),
    })
    return texts.relyOn === undefined
      ? test
      : relying(test, ASSUMED[texts.relyOn], node, 'EQL reads 1 also as "1", and true also as "true"')
  })
}

/** Of a number and its text the one that stands first is what the source wrote. */
function numbersFirst(values: readonly Scalar[]): (text: string) => boolean {
  const first = new Map<string, Scalar>()
  for (const value of values) if (!first.has(String(value))) first.set(String(value), value)
  return (text) => typeof first.get(text) === 'number'
}

/** Numbers stand bare where the field holds numbers, booleans where they are meant. */
function constant({ text, literal }: WrittenValue, kind: ValueKind): string {
  return literal || kind === 'number' || kind === 'boolean' ? text : writeString(text)
}

function writeAddresses(node: OfField, values: readonly Scalar[]): Written {
  const addresses = ipv4Addresses(values)
  if (addresses === undefined) return addressesOnly('EQL', node.field)
  const test = withField(node, (field) =>
    written({ type: 'test', field, operator: '==', values: addresses.map(writeString) }),
  )
  return relying(test, 'plainIpv4', node, TAKES_MAPPED)
}
