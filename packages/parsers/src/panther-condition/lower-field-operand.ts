import { type Condition, type Domain, or } from '@ruleglot/core'
import { lowerField } from './lower-field.js'
import { domainOf, readAs } from './modifiers.js'
import { report } from './problems.js'
import type { FieldSyntax } from './syntax.js'
import type { TestReader } from './test-reader.js'

/** A field that is compared with another one; undefined after a diagnostic. */
export function lowerFieldOperand(reader: TestReader, other: FieldSyntax): Condition | undefined {
  const { field, test, modifiers, findings, span, operator } = reader
  const right = lowerField(other, findings)
  if (right === undefined) return undefined
  if (!Object.hasOwn(FIELD_OPERATORS, test)) {
    report(findings, 'condition/operand-type', operator, `"${operator.image}" cannot compare two fields.`, {
      hint: 'Fields are compared with eq, ne, differs, gt, gte, lt, lte, contains, starts_with and ends_with.',
    })
    return undefined
  }
  const op = FIELD_OPERATORS[test as keyof typeof FIELD_OPERATORS]
  const between = (domain: Domain | undefined): Condition => ({
    kind: 'CompareFields',
    left: field,
    op,
    right,
    ...(domain === undefined ? {} : { domain }),
    ...readAs(modifiers),
    span,
  })
  const domain = domainOf(modifiers)
  // Without coercion two fields are in order as numbers or as text.
  if (domain === undefined && (op === 'gt' || op === 'ge' || op === 'lt' || op === 'le')) {
    return or([between('number'), between('text')], span)
  }
  return between(domain)
}

const FIELD_OPERATORS = {
  eq: 'eq',
  gt: 'gt',
  ge: 'ge',
  lt: 'lt',
  le: 'le',
  differs: 'ne',
  contains: 'contains',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
} as const
