import { type Capabilities, type CapabilityProblem, isPath, type ShapeNode } from '@ruleglot/core'
import { asksForNoValue } from '../elastic-query/asks-for-no-value.js'
import type { FieldFacts, OfField } from '../elastic-query/field-facts.js'
import { noPlainValues, notUnderstood, onlyWhetherThere, tooLargeUnshared } from '../elastic-query/refusals.js'
import { intervalOf, writeInterval } from '../elastic-query/write-date.js'
import { EVERYTHING } from './block.js'
import { typeOf, type Written, withField, written } from './write-leaf.js'
import { writeCompare } from './write-order.js'
import { writeCidr, writeCompareFields, writeMatch, writeRegex } from './write-text.js'
import { writeEquality } from './write-values.js'

/** What EQL can write, with what its printer would write: a problem here is the reason that the printer gives. */
export function eqlCapabilities(context: FieldFacts): Capabilities {
  const leaf =
    <N>(write: (node: N, context: FieldFacts) => Written) =>
    (node: N): CapabilityProblem | undefined => {
      const text = write(node, context)
      return 'problem' in text ? text.problem : undefined
    }
  return {
    True: 'yes',
    False: 'yes',
    And: 'yes',
    Or: 'yes',
    Not: 'yes',
    Compare: leaf(writeCompare),
    In: leaf(writeEquality),
    Match: leaf(writeMatch),
    Regex: leaf(writeRegex),
    Cidr: leaf(writeCidr),
    CompareFields: leaf(writeCompareFields),
    Exists: leaf(writeField),
    Shape: (node) => shapeProblem(node, context),
    Tokens: {
      message: 'EQL does not search the words of analysed text.',
      hint: 'Write the rule in KQL, or compare a keyword field.',
    },
    Count: { message: 'EQL cannot count the elements of a list.', hint: 'Write the rule in ES|QL.' },
    Every: 'yes',
    Some: (node) => {
      const interval = intervalOf(node.condition)
      const type = context.typeOf(node.path)
      return interval !== undefined && type === 'date' && writeInterval(...interval) !== undefined
        ? undefined
        : ELEMENT_SCOPE
    },
    Search: { message: 'EQL tests named fields; it does not search the whole event.', hint: 'Name the fields.' },
    Let: tooLargeUnshared('EQL'),
    Ref: tooLargeUnshared('EQL'),
    Opaque: ({ language }) => (language === 'eql' ? undefined : notUnderstood('EQL', language)),
  }
}

const ELEMENT_SCOPE: CapabilityProblem = {
  message: 'Several tests must hold of one element of a list; EQL tests each field by itself.',
  hint: 'Write the rule in KQL if the field is nested, or in ES|QL.',
  code: 'emit/element-scope',
}

/** A field that is only named: one in nested objects may not even be that. */
function writeField(node: OfField, context: FieldFacts): Written {
  const type = typeOf(node.field, context)
  if (type === 'nested') return noPlainValues('EQL', node.field, type)
  return withField(node, () => written(EVERYTHING))
}

/** `field == null` is all that EQL knows about missing values. */
function shapeProblem(node: ShapeNode, context: FieldFacts): CapabilityProblem | undefined {
  if (asksForNoValue(node) && isPath(node.field)) {
    const text = writeField(node, context)
    return 'problem' in text ? text.problem : undefined
  }
  return onlyWhetherThere('EQL', 'field != null', 'field == null')
}
