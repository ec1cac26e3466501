import {
  type Capabilities,
  type CapabilityProblem,
  type Condition,
  isPath,
  type Place,
  type ShapeNode,
} from '@ruleglot/core'
import { asksForNoValue } from '../elastic-query/asks-for-no-value.js'
import { notUnderstood, onlyWhetherThere, tooLargeUnshared } from '../elastic-query/refusals.js'
import { intervalOf, writeInterval } from '../elastic-query/write-date.js'
import { writeCidr } from './write-address.js'
import { writeExists } from './write-exists.js'
import type { LeafContext, Written } from './write-leaf.js'
import { writeCompare } from './write-order.js'
import { writeMatch, writeTokens } from './write-pattern.js'
import { writeEquality } from './write-values.js'

/** What KQL can write, with what its printer would write: a problem here is the reason that the printer gives. */
export function kqlCapabilities(context: Omit<LeafContext, 'scope'>): Capabilities {
  const leaf =
    <N>(write: (node: N, context: LeafContext) => Written) =>
    (node: N, place: Place): CapabilityProblem | undefined =>
      problemOf(write(node, { ...context, scope: place.scope }))
  return {
    True: 'yes',
    False: 'yes',
    And: 'yes',
    Or: 'yes',
    Not: 'yes',
    Compare: leaf(writeCompare),
    In: leaf(writeEquality),
    Match: leaf(writeMatch),
    Cidr: leaf(writeCidr),
    Tokens: leaf(writeTokens),
    Exists: leaf(writeExists),
    Shape: (node) => shapeProblem(node),
    Regex: {
      message: 'KQL has no regular expressions, and this one is no short list of wildcard patterns.',
      hint: 'Write the rule in EQL or ES|QL.',
      code: 'emit/regex',
    },
    CompareFields: {
      message: 'KQL compares a field with values only, not with another field.',
      hint: 'Write the rule in EQL or ES|QL.',
    },
    Count: {
      message: 'KQL cannot count the elements of a list.',
      hint: 'Write the rule in ES|QL.',
    },
    Every: 'yes',
    Some: (node, place) => {
      const path = place.scope === undefined ? undefined : [...place.scope, ...node.path]
      const type = path === undefined ? undefined : context.typeOf(path)
      const interval = intervalOf(node.condition)
      if (interval !== undefined) {
        return type === 'date' && writeInterval(...interval) !== undefined ? undefined : ELEMENT_SCOPE
      }
      if (type === 'nested' || (type === undefined && path !== undefined)) return undefined
      return ELEMENT_SCOPE
    },
    Search: (node, place) => searchProblem(node.condition, node.scope.length > 0 || place.scope?.length !== 0, context),
    Let: tooLargeUnshared('KQL'),
    Ref: tooLargeUnshared('KQL'),
    Opaque: ({ language }) => (language === 'kql' ? undefined : notUnderstood('KQL', language)),
  }
}

const ELEMENT_SCOPE: CapabilityProblem = {
  message: 'Several tests must hold of one element of a list; KQL says so only of fields whose mapping is nested.',
  hint: 'Write the rule in ES|QL, or give the field the type nested in the schema if its mapping is.',
  code: 'emit/element-scope',
}

/** `not field:*` is all that KQL knows about missing values. */
function shapeProblem(node: ShapeNode): CapabilityProblem | undefined {
  if (asksForNoValue(node)) return undefined
  return onlyWhetherThere('KQL', 'field:*', 'not field:*')
}

const FREE_TEXT: ReadonlySet<Condition['kind']> = new Set(['Compare', 'In', 'Match', 'Exists'] as const)

function searchProblem(
  inner: Condition,
  scoped: boolean,
  context: Omit<LeafContext, 'scope'>,
): CapabilityProblem | undefined {
  const unsupported: CapabilityProblem = {
    message: 'KQL searches the whole event for one value at a time.',
    hint: 'Name the fields.',
  }
  if (scoped || !FREE_TEXT.has(inner.kind) || !('field' in inner) || !isPath(inner.field) || inner.field.length > 0) {
    return unsupported
  }
  const place: LeafContext = { ...context, scope: undefined }
  switch (inner.kind) {
    case 'Compare':
      return inner.op === 'eq' ? problemOf(writeCompare(inner, place)) : unsupported
    case 'In':
      return problemOf(writeEquality(inner, place))
    case 'Match':
      return problemOf(writeMatch(inner, place)) ?? blankProblem(inner.pattern)
    default:
      return undefined
  }
}

/** Free text with wildcards always goes through `query_string`. */
function blankProblem(pattern: readonly unknown[]): CapabilityProblem | undefined {
  return pattern.some((part) => typeof part === 'string' && /\s/.test(part))
    ? {
        message: 'Kibana splits free text with a wildcard at its blanks.',
        hint: 'Name the field.',
        code: 'emit/pattern',
      }
    : undefined
}

function problemOf(written: Written): CapabilityProblem | undefined {
  return 'problem' in written ? written.problem : undefined
}
