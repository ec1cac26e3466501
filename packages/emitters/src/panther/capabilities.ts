import {
  type Capabilities,
  type CapabilityProblem,
  type Field,
  isPath,
  type NodeOf,
  parseNetwork,
  type RegexTree,
} from '@ruleglot/core'
import { printRegex } from '../regex/index.js'
import { isAnyCaseList } from './any-case-lists.js'
import { computedOf, isNumber } from './computed.js'
import { foldTree } from './fold-tree.js'

/**
 * What Panther Python written here cannot say. Everything else is written, if need be with a function of its own.
 * `explicit`: no part may rely on get(), which ignores the letter case of keys.
 */
export function capabilities(explicit: boolean): Capabilities {
  const fieldProblem = (field: Field, inElement: boolean): CapabilityProblem | undefined => {
    if (!isPath(field)) {
      const computed = computedOf(field)
      if (computed !== undefined) return fieldProblem(computed.path, inElement)
      return 'call' in field ? noFunction(field.call) : undefined
    }
    const exact = field.every((segment) => typeof segment === 'string')
    return exact || !(inElement || explicit) ? undefined : NO_ANY_CASE
  }
  const textProblem = (field: Field, inElement: boolean): CapabilityProblem | undefined => {
    const computed = computedOf(field)
    return computed !== undefined && isNumber(computed) ? NO_MADE_ORDER : fieldProblem(field, inElement)
  }
  return {
    True: 'yes',
    False: 'yes',
    And: 'yes',
    Or: 'yes',
    Not: 'yes',
    Compare: (node, place) => {
      // What is made of a text has one type: of the others nothing is asked.
      if (isOrderOfOther(node)) return NO_MADE_ORDER
      if (typeof node.value === 'object') return NO_CLOCK
      if (node.domain === 'instant') return NO_INSTANTS
      if (node.domain === 'ip' && node.op !== 'eq') return NO_ADDRESS_ORDER
      return fieldProblem(node.field, place.inElement)
    },
    In: (node, place) => fieldProblem(node.field, place.inElement),
    Match: (node, place) => textProblem(node.field, place.inElement),
    Regex: (node, place) => {
      if (hasImpossiblePart(node.tree)) {
        return {
          message: 'A part of this regular expression can match nothing, not even the empty text.',
          hint: REGEX_HINT,
        }
      }
      const printed = printRegex(node.ignoreCase ? foldTree(node.tree) : node.tree, 'python')
      if ('unsupported' in printed) {
        return {
          message: `Python's re cannot write this regular expression: ${printed.unsupported}.`,
          hint: REGEX_HINT,
        }
      }
      return textProblem(node.field, place.inElement)
    },
    Cidr: (node, place) => {
      if (parseNetwork(node.network) !== undefined) return textProblem(node.field, place.inElement)
      return { message: `"${node.network}" is not an IP network.`, hint: 'Write address/bits, such as 10.0.0.0/8.' }
    },
    Shape: (node, place) =>
      isAnyCaseList(node) && !place.inElement && !explicit ? undefined : fieldProblem(node.field, true),
    Exists: (node, place) => fieldProblem(node.field, place.inElement),
    CompareFields: (node) => {
      const typedFold = node.ignoreCase && node.on === 'string' && (node.op === 'eq' || node.op === 'ne')
      if (node.domain !== undefined || typedFold) return NO_FIELD_ORDER
      return fieldProblem(node.left, true) ?? fieldProblem(node.right, true)
    },
    Tokens: (node, place) => textProblem(node.field, place.inElement),
    Search: (node) => (node.scope.length === 0 ? undefined : NO_SCOPED_SEARCH),
    Some: (node) => fieldProblem(node.path, true),
    Every: (node) => fieldProblem(node.path, true),
    Count: (node) => fieldProblem(node.path, true),
    Let: 'yes',
    Ref: 'yes',
    Opaque: (node) => ({
      code: 'emit/opaque',
      message: `This part is kept as ${node.language} text that was not understood, so it cannot be written as Python.`,
      hint: 'Rewrite the part by hand in the source, or leave the rule out.',
    }),
  }
}

/** An order of numbers of what is a text, or the other way round: Python would raise. */
function isOrderOfOther({ field, domain }: NodeOf<'Compare'>): boolean {
  const computed = computedOf(field)
  return computed !== undefined && domain !== undefined && domain !== (isNumber(computed) ? 'number' : 'text')
}

const NO_MADE_ORDER: CapabilityProblem = {
  message: 'What is made of a text is compared as what it is, a text or its length, in the Python written here.',
  hint: 'Compare the field itself.',
}

const REGEX_HINT = 'Write the test with wildcards, or with a simpler expression.'

const NO_CLOCK: CapabilityProblem = {
  message: 'A bound that moves with the clock would make rule() give another answer each time it runs.',
  hint: 'Leave the time range to the schedule of the rule.',
}

const NO_INSTANTS: CapabilityProblem = {
  message: 'Points in time are not compared in the Python written here: Panther hands timestamps out as text.',
  hint: 'Leave the time range to the schedule of the rule, or compare the text.',
}

const NO_ADDRESS_ORDER: CapabilityProblem = {
  message: 'Addresses are not ordered in the Python written here.',
  hint: 'Write the range as networks (CIDR).',
}

const NO_FIELD_ORDER: CapabilityProblem = {
  message: 'Two fields are compared for equality or as text only in the Python written here.',
  hint: 'Write the comparison by hand in rule().',
}

const NO_SCOPED_SEARCH: CapabilityProblem = {
  message: 'A search below one field cannot be written; a search of the whole event can.',
  hint: 'Name the fields.',
}

const NO_ANY_CASE: CapabilityProblem = {
  message:
    'Keys are compared exactly in list elements and with explicit guards; this one is to be found in any letter case.',
  hint: 'Spell the key as it stands in events.',
}

function noFunction(call: string): CapabilityProblem {
  return {
    message: `The value is computed with ${call}(), which is not written as Python yet.`,
    hint: 'Compare the field itself.',
  }
}

/** An alternation without options, or a repetition that ends before it begins. No dialect writes them. */
function hasImpossiblePart(tree: RegexTree): boolean {
  if (tree.type === 'concat') return tree.parts.some(hasImpossiblePart)
  if (tree.type === 'alternate') return tree.options.length === 0 || tree.options.some(hasImpossiblePart)
  if (tree.type !== 'repeat') return false
  return (tree.max !== null && tree.max < tree.min) || hasImpossiblePart(tree.part)
}
