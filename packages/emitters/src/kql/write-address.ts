import type { CidrNode } from '@ruleglot/core'
import { elasticsearchNetwork, TAKES_MAPPED } from '@ruleglot/core/dialect'
import { described, nameOf } from '../elastic-query/describe.js'
import { refuse } from '../elastic-query/field-facts.js'
import { word } from './block.js'
import { writeText } from './escape.js'
import { type LeafContext, relying, test, typeOf, type Written, withField } from './write-leaf.js'

/** A network is one only on a field of type ip; elsewhere the same text is compared as text. */
export function writeCidr(node: CidrNode, context: LeafContext): Written {
  const type = typeOf(node.field, context)
  const network = elasticsearchNetwork(node.field, node.network)
  if (type === 'ip' && network !== undefined) {
    const written = withField(node, context, (name) => test(name, word(writeText(node.network))))
    return network.takesMapped ? relying(written, 'plainIpv4', node, context, TAKES_MAPPED) : written
  }
  return refuse(
    `KQL reads networks on fields of type ip only, and ${nameOf(node.field)} is ${described(type)}.`,
    'Give the field the type ip in the schema, or write the rule in EQL with cidrMatch.',
    'emit/field-type',
  )
}
