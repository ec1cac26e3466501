import {
  type Capabilities,
  type CapabilityProblem,
  type CompareFieldsNode,
  type CompareNode,
  type Condition,
  type OpaqueNode,
  parseNetwork,
} from '@ruleglot/core'
import { printRegex } from '../regex/index.js'

const SHARED: CapabilityProblem = {
  message: 'A shared part of the condition is too large to be written out wherever it is used.',
  hint: 'Split the rule into several.',
}

/** What the notation cannot say of this condition. Nearly nothing: it is the IR in words. */
export function capabilitiesFor(condition: Condition): Capabilities {
  const remarks = new Set(remarksOf(condition))
  return { ...CAPABILITIES, Opaque: (node) => (remarks.has(node) ? undefined : NOT_UNDERSTOOD) }
}

/** The catalog's remarks that stand where one can: as a line of their own. */
function remarksOf(node: Condition): readonly OpaqueNode[] {
  if (node.kind === 'And') return node.children.flatMap(remarksOf)
  return node.kind === 'Opaque' && node.language === 'panther-condition' && REMARK.test(node.text) ? [node] : []
}

const REMARK = /^This rule also runs imperative logic\b[^\r\n]*$/

const NOT_UNDERSTOOD: CapabilityProblem = {
  code: 'emit/opaque',
  message: 'A part of the source was not understood, so it cannot be written in another language.',
  hint: 'Rewrite that part of the source, or leave it out knowingly.',
}

const CAPABILITIES: Capabilities = {
  True: 'yes',
  False: 'yes',
  And: 'yes',
  Or: 'yes',
  Not: 'yes',
  Compare: compareProblem,
  In: 'yes',
  Match: 'yes',
  Regex: (node) => {
    const printed = printRegex(node.tree, 're2', { ignoreCase: node.ignoreCase })
    return 'unsupported' in printed
      ? { message: `The regular expression cannot be written: ${printed.unsupported}.` }
      : undefined
  },
  Cidr: (node) =>
    parseNetwork(node.network) === undefined ? { message: `"${node.network}" is not an IP network.` } : undefined,
  Shape: 'yes',
  Exists: 'yes',
  CompareFields: compareFieldsProblem,
  Tokens: 'yes',
  Search: 'yes',
  Some: 'yes',
  Every: 'yes',
  Count: (node) => (Number.isInteger(node.count) ? undefined : { message: 'A count is compared with a whole number.' }),
  Let: SHARED,
  Ref: SHARED,
  Opaque: NOT_UNDERSTOOD,
}

function compareProblem({ value, domain, op }: CompareNode): CapabilityProblem | undefined {
  if (typeof value === 'object') return Math.abs(value.now) < 1e9 || value.now % 1000 === 0 ? undefined : FAR_INSTANT
  if (typeof value === 'boolean' && (op !== 'eq' || domain !== undefined)) {
    return { message: 'true and false have no order.', hint: 'Compare them with eq.' }
  }
  if (op !== 'eq' && domain === undefined)
    return { message: 'An order needs to say of what: numbers, text or instants.' }
  return domain === 'instant' && typeof value === 'string'
    ? { message: 'An instant is a number of milliseconds.' }
    : undefined
}

const FAR_INSTANT: CapabilityProblem = { message: 'The bound is too far from now to be written exactly.' }

function compareFieldsProblem({ op, domain, ignoreCase, on }: CompareFieldsNode): CapabilityProblem | undefined {
  const order = op === 'lt' || op === 'le' || op === 'gt' || op === 'ge'
  if (order && domain === undefined) return { message: 'An order needs to say of what: numbers, text or instants.' }
  if (order && (ignoreCase || on === 'scalar')) return { message: 'Two fields in order cannot ignore letter case.' }
  const inText = op === 'contains' || op === 'startsWith' || op === 'endsWith'
  return inText && domain !== undefined ? { message: 'A part of a text has no domain.' } : undefined
}
