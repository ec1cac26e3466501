import type { CompareNode, InNode, Scalar } from '@ruleglot/core'
import { TAKES_MAPPED } from '@ruleglot/core/dialect'
import { chain } from '../elastic-query/chain.js'
import type { OfField } from '../elastic-query/field-facts.js'
import { type WrittenValue, writeValues } from '../elastic-query/literals.js'
import { addressesOnly, cannotTell, noPlainValues } from '../elastic-query/refusals.js'
import { ASSUMED, ipv4Addresses, isWhole, VALUE_KINDS } from '../elastic-query/value-kinds.js'
import { type Block, NOTHING, word } from './block.js'
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
  if (kind === undefined) return noPlainValues('KQL', node.field, type)
  const written = writeValues(values, kind === 'untyped' ? 'untypedWords' : kind)
  if ('unwritable' in written || (type === 'long' && !values.every(isWhole)))
    return cannotTell('KQL', node.field, type, values)
  return withField(node, context, (name) => {
    const text = test(name, chain('or', written.texts.map(valueWord)))
    return written.relyOn === undefined
      ? text
      : relying(text, ASSUMED[written.relyOn], node, context, 'KQL reads 1 also as "1", and true also as "true"')
  })
}

function writeAddresses(node: OfField, values: readonly Scalar[], context: LeafContext): Written {
  const addresses = ipv4Addresses(values)
  if (addresses === undefined) return addressesOnly('KQL', node.field)
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
