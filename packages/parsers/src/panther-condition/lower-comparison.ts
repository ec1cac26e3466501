import {
  type CompareOperator,
  type Condition,
  compare,
  isPath,
  match,
  parseInstant,
  type RelativeInstant,
  type Scalar,
  shape,
} from '@ruleglot/core'
import type { IToken } from 'chevrotain'
import type { Literal } from './literal.js'
import { domainOf, readAs } from './modifiers.js'
import { report } from './problems.js'
import type { TestReader } from './test-reader.js'

/** A field that is equal to a value or in order with it; undefined after a diagnostic. */
export function lowerComparison(
  reader: TestReader,
  op: CompareOperator,
  value: Literal,
  token: IToken,
): Condition | undefined {
  const { field, modifiers, findings, span } = reader
  const domain = domainOf(modifiers)
  if (value === null) {
    if (op === 'eq' && isPath(field)) return shape(field, ['missing', 'null'], span)
    report(findings, 'condition/operand-type', token, 'null has no order and no computed value is null.', {
      hint: 'Use is_null or is_not_null on a field.',
    })
    return undefined
  }
  if (domain === 'instant' || typeof value === 'object') return lowerInstant(reader, op, value, token)
  if (op === 'eq' && domain === undefined) {
    if ((modifiers.has('i') || modifiers.has('scalar')) && typeof value === 'string') {
      return match(field, [value], { ...readAs(modifiers), span })
    }
    return compare(field, 'eq', value, { span })
  }
  if (typeof value === 'boolean') {
    report(findings, 'condition/operand-type', token, 'true and false have no order.', { hint: 'Use eq or ne.' })
    return undefined
  }
  return compare(field, op, value, { domain: domain ?? (typeof value === 'number' ? 'number' : 'text'), span })
}

function lowerInstant(
  { field, modifiers, findings, span }: TestReader,
  op: CompareOperator,
  value: Scalar | RelativeInstant,
  token: IToken,
): Condition | undefined {
  const bound = typeof value === 'string' ? parseInstant(value) : typeof value === 'boolean' ? undefined : value
  const domain = domainOf(modifiers) ?? 'instant'
  if (bound !== undefined && domain === 'instant') return compare(field, op, bound, { domain, span })
  report(findings, 'condition/operand-type', token, 'This is not an instant.', {
    hint: 'Write "2024-05-01T12:00:00Z" |instant, or now-15m.',
  })
  return undefined
}
