import {
  type Capabilities,
  type CapabilityProblem,
  type Field,
  isPath,
  type Path,
  parseNetwork,
  type Scalar,
  type ValueExpression,
} from '@ruleglot/core'
import { printRegex } from '../regex/index.js'
import { COMPUTED_TEXTS } from './access.js'
import { MOST_PLACES, runsInLinearTime, unrolledSize } from './linear-regex.js'
import { foldTree, hasHalfPair } from './literals.js'

/** What a predicate in JavaScript does not say. */
export const CAPABILITIES: Capabilities = {
  True: 'yes',
  False: 'yes',
  And: 'yes',
  Or: 'yes',
  Not: 'yes',
  Compare: ({ field, value, op, domain }) => {
    if (typeof value === 'object' && domain !== 'instant') {
      return { message: 'A bound relative to now is compared with instants only.' }
    }
    if (op !== 'eq' && domain === undefined)
      return { message: 'An order needs to say of what: numbers, text or instants.' }
    return fieldProblem(field)
  },
  In: ({ field }) => fieldProblem(field),
  Match: ({ field }) => fieldProblem(field),
  Regex: ({ field, tree, ignoreCase }) => {
    const folded = ignoreCase ? foldTree(tree) : tree
    if (!runsInLinearTime(folded)) {
      if (unrolledSize(folded) > MOST_PLACES) {
        return {
          message: 'The regular expression is too large for an automaton, and JavaScript may take very long for it.',
          hint: 'Use toPredicate, which keeps counts as numbers, or write smaller counts.',
        }
      }
      return fieldProblem(field)
    }
    const printed = printRegex(folded, 'javascript')
    if ('unsupported' in printed)
      return { message: `The regular expression cannot be written: ${printed.unsupported}.` }
    return fieldProblem(field)
  },
  Cidr: ({ field, network }) =>
    parseNetwork(network) === undefined ? { message: `"${network}" is not an IP network.` } : fieldProblem(field),
  Shape: ({ field }) => fieldProblem(field),
  Exists: ({ field }) => fieldProblem(field),
  CompareFields: ({ left, right, op, domain }) => {
    const order = op === 'lt' || op === 'le' || op === 'gt' || op === 'ge'
    if (order && domain === undefined) return { message: 'An order needs to say of what: numbers, text or instants.' }
    if (domain === 'ip' || (domain !== undefined && !order && op !== 'eq')) {
      return { message: 'Two fields are not compared in this way in JavaScript.', hint: 'Use toPredicate, which can.' }
    }
    return fieldProblem(left) ?? fieldProblem(right)
  },
  Tokens: ({ field }) => fieldProblem(field),
  Search: ({ scope }) => pathProblem(scope),
  Some: ({ path }) => pathProblem(path),
  Every: ({ path }) => pathProblem(path),
  Count: ({ path, count }) =>
    Number.isFinite(count) ? pathProblem(path) : { message: 'A count is compared with a number.' },
  Let: {
    message: 'A shared part of the condition is too large to be written out wherever it is used.',
    hint: 'Use toPredicate, or split the rule into several.',
  },
  Ref: { message: 'A name that stands for a shared part has no place here.' },
  Opaque: {
    code: 'emit/opaque',
    message: 'A part of the source was not understood, so it cannot be written in another language.',
    hint: 'Rewrite that part of the source, or leave it out knowingly.',
  },
}

function fieldProblem(field: Field): CapabilityProblem | undefined {
  if (isPath(field)) return pathProblem(field)
  if ('pattern' in field) return undefined
  return computedProblem(field)
}

function computedProblem({ call, args }: ValueExpression): CapabilityProblem | undefined {
  const [of, ...literals] = args
  const isLiteral = (arg: (typeof args)[number]): arg is { readonly literal: Scalar } => 'literal' in arg
  if (of === undefined || isLiteral(of) || !literals.every(isLiteral) || !Object.hasOwn(COMPUTED_TEXTS, call)) {
    return {
      message: `A value that ${call} computes is not written in JavaScript.`,
      hint: 'Use toPredicate, which can.',
    }
  }
  if (call === 'split') {
    const [separator, place] = literals.map(({ literal }) => literal)
    const isText = typeof separator === 'string' && separator !== '' && !hasHalfPair(separator)
    if (!isText || !Number.isInteger(place)) return { message: 'This split is not written in JavaScript.' }
  }
  return isPath(of) ? pathProblem(of) : computedProblem(of)
}

function pathProblem(path: Path): CapabilityProblem | undefined {
  if (path.every((segment) => typeof segment === 'string')) return undefined
  return {
    message: 'A key in any letter case is not written in JavaScript.',
    hint: 'Write the key as it stands in events.',
  }
}
