import type { CapabilityProblem, Field, FieldType, Pattern } from '@ruleglot/core'
import { described, nameOf } from '../elastic-query/describe.js'

/** What keeps a wildcard pattern out of KQL on a field of a type, if anything does. */
export function patternProblem(
  field: Field,
  pattern: Pattern,
  type: FieldType | undefined,
): CapabilityProblem | undefined {
  if (pattern.some((part) => typeof part === 'object' && part.wildcard === 'one')) {
    return {
      message: 'KQL has no wildcard for exactly one character.',
      hint: 'Write the rule in EQL, whose `?` is one, or widen the pattern to a star.',
      code: 'emit/pattern',
    }
  }
  if (endsAreTrimmed(pattern)) {
    return {
      message: 'KQL trims the ends of a pattern, so one that begins or ends with a blank cannot be written.',
      hint: 'Write the rule in EQL.',
      code: 'emit/pattern',
    }
  }
  if (type !== undefined && !PATTERN_TYPES.has(type)) {
    return {
      message: `${nameOf(field)} is ${described(type)}, where a KQL wildcard does not compare whole values.`,
      hint: 'Compare with whole values, networks or ranges, or use a keyword field.',
      code: 'emit/field-type',
    }
  }
  if (hasBlank(pattern) && type !== undefined && type !== 'keyword') {
    return {
      message: `${nameOf(field)} is ${described(type)}: Kibana splits a pattern with a blank there, and any one piece matches.`,
      hint: 'Write the rule in EQL, where the pattern stays whole.',
      code: 'emit/pattern',
    }
  }
  return undefined
}

/** The blanks at which `query_string` splits. */
export function hasBlank(pattern: Pattern): boolean {
  return pattern.some((part) => typeof part === 'string' && /[ \t\n\r\u3000]/.test(part))
}

const PATTERN_TYPES: ReadonlySet<FieldType> = new Set(['keyword', 'constant_keyword', 'wildcard', 'flattened'] as const)

function endsAreTrimmed(pattern: Pattern): boolean {
  const first = pattern[0]
  const last = pattern[pattern.length - 1]
  return (
    (typeof first === 'string' && first !== first.trimStart()) || (typeof last === 'string' && last !== last.trimEnd())
  )
}
