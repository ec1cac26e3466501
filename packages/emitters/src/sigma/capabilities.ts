import {
  type Capabilities,
  type CapabilityProblem,
  type Condition,
  dotted,
  type Field,
  isPath,
  type Kind,
  type Place,
} from '@ruleglot/core'
import { type ItemContext, leafItems } from './leaf-item.js'

/**
 * What Sigma's detections can say (specification 2.1). Everything in the table is checked on the prepared condition;
 * after that writing does not fail. Sources of the limits: spec/gaps/sigma.yaml.
 */
export function capabilities(context: ItemContext): Capabilities {
  const leaf = (node: Condition, place?: Place): CapabilityProblem | undefined => {
    // What stands in a search has been judged with it.
    if (place !== undefined && place.scope === undefined) return undefined
    const field = fieldProblem(node)
    if (field !== undefined) return field
    return leafItems(node, context) === undefined ? whyNot(node) : undefined
  }
  return {
    True: { message: 'Sigma has no detection that matches every event.', hint: 'Add a test that selects events.' },
    False: { message: 'Sigma has no detection that matches nothing.', hint: 'Leave this rule out.' },
    And: (node) => (node.children.length === 0 ? NO_PARTS : undefined),
    Or: (node) => (node.children.length === 0 ? NO_PARTS : undefined),
    Not: 'yes',
    Compare: leaf,
    In: leaf,
    Match: leaf,
    Regex: leaf,
    Cidr: leaf,
    Shape: leaf,
    Exists: leaf,
    CompareFields: leaf,
    Search: leaf,
    Tokens: {
      message: 'Sigma compares whole values; it has no search for words in analysed text.',
      hint: 'Give the field a keyword type with fieldTypes, or use a pattern such as "*word*".',
    },
    Some: ELEMENT,
    Every: ELEMENT,
    Count: { message: 'Sigma cannot count the elements of a list.', hint: 'Count events in a correlation instead.' },
    Let: { message: 'This part is shared by too many places to be written out in Sigma.' },
    Ref: { message: 'This part is shared by too many places to be written out in Sigma.' },
    Opaque: (node) => {
      if (leafItems(node, context) !== undefined) return undefined
      return {
        code: 'emit/opaque',
        message: `This ${node.language} text was not understood, so it cannot be written in Sigma: ${excerpt(node.text)}`,
        hint: 'Rewrite the part in simpler terms, or convert it by hand.',
      }
    },
  }
}

const NO_PARTS: CapabilityProblem = { message: 'Sigma has no detection without tests.' }

const ELEMENT: CapabilityProblem = {
  message: 'Sigma cannot tie several tests to one element of a list: each test looks at all elements for itself.',
  hint: 'Test the fields without the element scope if the list has one element.',
}

const excerpt = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}...` : text)

function fieldProblem(node: Condition): CapabilityProblem | undefined {
  for (const field of fieldsOf(node)) {
    if (!isPath(field)) {
      return 'pattern' in field
        ? {
            message: 'Sigma names one field at a time; it has no pattern for field names.',
            hint: 'Write the test once for each field.',
          }
        : { message: 'Sigma compares fields as they are; it cannot compute a value first.' }
    }
    const name = dotted(field)
    if (node.kind !== 'Search' && name === '') return { message: 'Sigma needs the name of a field.' }
    if (name.includes('|')) return { message: `Sigma reads the "|" in the field name ${name} as a modifier.` }
    if (node.kind === 'CompareFields' && isPath(node.right) && /[*?\\]/.test(dotted(node.right))) {
      return { message: `Sigma reads a wildcard or escape in the field name ${dotted(node.right)}.` }
    }
  }
  return undefined
}

function fieldsOf(node: Condition): readonly Field[] {
  if ('field' in node) return [node.field]
  return node.kind === 'CompareFields' ? [node.left, node.right] : []
}

function whyNot(node: Condition): CapabilityProblem {
  return REASONS[node.kind] ?? { message: `Sigma has no words for this test (${node.kind}).` }
}

const REASONS: Readonly<Partial<Record<Kind, CapabilityProblem>>> = {
  Compare: {
    message: 'Sigma compares sizes of numbers only, not the order of texts, addresses or times.',
    hint: 'If the field holds numbers, say so with fieldTypes.',
  },
  Cidr: { message: 'This is not a network that Sigma could name.', hint: 'Write it as 10.0.0.0/8.' },
  In: { message: 'Sigma has no detection for an empty list of values.' },
  Regex: { message: 'This regular expression holds half a surrogate pair, which Sigma has no spelling for.' },
  Shape: {
    message: 'Sigma can ask whether a field is missing or has no value, not of what type it is.',
    hint: 'Compare the value instead.',
  },
  CompareFields: {
    message: 'Sigma compares two fields for equality only.',
    hint: 'Write the comparison by hand for the target.',
  },
  Search: {
    message: 'Sigma keywords look for one text or expression anywhere in the event, nothing more.',
    hint: 'Name the field to search in.',
  },
}
