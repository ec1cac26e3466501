import type { Assumption, AssumptionKind } from '@ruleglot/core'
import { InvalidArgumentError } from 'commander'

/** The facts about a field that a person may know of his events. */
const KINDS = [
  'scalar',
  'list',
  'stringWhenPresent',
  'numberWhenPresent',
  'booleanWhenPresent',
  'notNull',
  'noEmptyObject',
] as const satisfies readonly AssumptionKind[]

/** `kind:field`, from a repeated option. */
export function assumption(value: string, before: readonly Assumption[] | undefined): readonly Assumption[] {
  const [kind = '', ...rest] = value.split(':')
  const field = rest.join(':')
  if (!(KINDS as readonly string[]).includes(kind) || field === '') {
    throw new InvalidArgumentError(
      `Write a fact and a field, such as scalar:user.name. Known facts: ${KINDS.join(', ')}.`,
    )
  }
  const known: Assumption = { kind: kind as AssumptionKind, path: field.split('.'), why: 'said with --assume' }
  return [...(before ?? []), known]
}
