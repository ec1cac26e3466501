import { type CidrNode, parseNetwork } from '@ruleglot/core'
import { described, nameOf } from '../elastic-query/describe.js'
import { refuse } from '../elastic-query/field-facts.js'
import { word } from './block.js'
import { writeText } from './escape.js'
import { type LeafContext, test, typeOf, type Written, withField } from './write-leaf.js'

/** A network is one only on a field of type ip; elsewhere the same text is compared as text. */
export function writeCidr(node: CidrNode, context: LeafContext): Written {
  const type = typeOf(node.field, context)
  if (type === 'ip' && parseNetwork(node.network) !== undefined) {
    return withField(node, context, (name) => test(name, word(writeText(node.network))))
  }
  return refuse(
    `KQL reads networks on fields of type ip only, and ${nameOf(node.field)} is ${described(type)}.`,
    'Give the field the type ip in the schema, or write the rule in EQL with cidrMatch.',
    'emit/field-type',
  )
}
