import type { CompareNode, Field, FieldType, InNode, Scalar } from '@ruleglot/core'
import { TAKES_MAPPED } from '@ruleglot/core/dialect'
import { described, nameOf, shown } from '../elastic-query/describe.js'
import { type OfField, refuse } from '../elastic-query/field-facts.js'
import { type WrittenValue, writeValues } from '../elastic-query/literals.js'
import { ASSUMED, ipv4Addresses, isWhole, VALUE_KINDS } from '../elastic-query/value-kinds.js'
import { type Block, chain, NOTHING, word } from './block.js'
import { writeText } from './escape.js'
import { type LeafContext, relying, test, typeOf, type Written, withField } from './write-leaf.js'

/** Equality with one value or several, as texts that the type of the field reads as those values. */
export function writeEquality(node: CompareNode | InNode, context: LeafContext): Written {
  return writeValueTest(node, node.kind === 'In' ? node.values : [node.value as Scalar], context)
}

export function writeValueTest(node: OfField, values: readonly Scalar[], context: LeafContext): Written {
  if (values.length === 0) return { block: NOTHING, assumptions: [] }
  const type = typeOf(node.field, context)
  if (type === 'ip') return writeAddresses(node, values, context)
  const kind = VALUE_KINDS[type ?? 'unknown']
  if (kind === undefined) return wrongType(node.field, type)
  const written = writeValues(values, kind)
  if ('unwritable' in written || (type === 'long' && !values.every(isWhole))) return cannotTell(node, values, type)
  return withField(node, context, (name) => {
    const text = test(name, chain('or', written.texts.map(valueWord)))
    return written.relyOn === undefined
      ? text
      : relying(text, ASSUMED[written.relyOn], node, context, 'KQL reads 1 also as "1", and true also as "true"')
  })
}

function writeAddresses(node: OfField, values: readonly Scalar[], context: LeafContext): Written {
  const addresses = ipv4Addresses(values)
  if (addresses === undefined) {
    return refuse(
      `${nameOf(node.field)} is of type ip: KQL compares addresses there, not their spelling.`,
      'Compare with addresses or networks.',
      'emit/field-type',
    )
  }
  const written = withField(node, context, (name) =>
    test(
      name,
      chain(
        'or',
        addresses.map((address) => word(writeText(address))),
      ),
    ),
  )
  return relying(written, 'plainIpv4', node, context, TAKES_MAPPED)
}

function valueWord({ text, literal }: WrittenValue): Block {
  return word(literal ? text : writeText(text))
}

function wrongType(field: Field, type: FieldType | undefined): Written {
  return refuse(
    `${nameOf(field)} is ${described(type)}, which KQL does not compare with plain values.`,
    'Compare a keyword field.',
    'emit/field-type',
  )
}

function cannotTell(node: OfField, values: readonly Scalar[], type: FieldType | undefined): Written {
  return refuse(
    `KQL on ${nameOf(node.field)}, which is ${described(type)}, cannot tell ${values.map(shown).join(', ')} from other values.`,
    'Name the type of the field in the schema, or compare with the number as well as the text.',
    'emit/field-type',
  )
}
