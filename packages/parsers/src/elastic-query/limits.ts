import { type Condition, type Diagnostic, depthOf, diagnostic, MAX_DEPTH, type Span } from '@ruleglot/core'

/** How large a query may be. Elasticsearch refuses far smaller ones. */

/** UTF-16 units: hundreds of times the longest query of Elastic's rules. */
const MAX_LENGTH = 4_000_000

/** Fields, values, operators and brackets. */
const MAX_PARTS = 250_000

export function tooLong(text: string, whole: Span): Diagnostic | undefined {
  if (text.length <= MAX_LENGTH) return undefined
  return diagnostic(
    'limit/source-size',
    `The query has ${text.length} characters; ${MAX_LENGTH} are the most that is read.`,
    { span: whole, hint: SPLIT },
  )
}

export function tooMany(parts: number, whole: Span): Diagnostic | undefined {
  if (parts <= MAX_PARTS) return undefined
  return diagnostic('limit/nodes', `The query has more than ${MAX_PARTS} parts.`, { span: whole, hint: SPLIT })
}

const SPLIT = 'Split the rule, or move long lists into a value list.'

export function nestsTooDeep(span: Span): Diagnostic {
  return diagnostic('limit/nesting', `The query nests brackets more than ${MAX_DEPTH} deep.`, {
    span,
    hint: 'Take brackets away that group nothing, or split the rule.',
  })
}

export function conditionTooDeep(condition: Condition, whole: Span): Diagnostic | undefined {
  if (depthOf(condition) <= MAX_DEPTH) return undefined
  return diagnostic('limit/nesting', `The condition is more than ${MAX_DEPTH} levels deep.`, {
    span: whole,
    hint: 'Split the rule.',
  })
}
