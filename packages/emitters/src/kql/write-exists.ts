import type { MatchNode, NodeOf } from '@ruleglot/core'
import { asksBelow } from '@ruleglot/core/dialect'
import { type OfField, refuse } from '../elastic-query/field-facts.js'
import { word } from './block.js'
import { type LeafContext, test, type Written, withField } from './write-leaf.js'

/** Whether there is a value at a field or below: `name:*`. */
export function writeExists(node: NodeOf<'Exists'>, context: LeafContext): Written {
  if (asksBelow(node.field)) return writeAnyValue(node, context)
  return refuse(
    'A star in a name of KQL finds fields with values alone, and this asks for objects too.',
    'Name the field.',
  )
}

/** `name:*`, whatever it asks for. */
export function writeAnyValue(node: OfField, context: LeafContext): Written {
  // `*:*` would be every event, not every event with a value.
  return withField(node, context, (name) => test(name === '*' ? '**' : name, word('*')))
}

export function asksForAnyScalar({ pattern, on }: MatchNode): boolean {
  const [only] = pattern
  return on === 'scalar' && pattern.length === 1 && typeof only === 'object' && only.wildcard === 'many'
}
