import {
  and,
  type Condition,
  cidr,
  compare,
  type Field,
  type Path,
  parseAddress,
  parseNetwork,
  type Span,
  some,
} from '@ruleglot/core'
import type { DateInterval } from './date-text.js'

/** One value lies in the stretch of time that a text names: all of a day, a minute, a millisecond. */
export function inStretch(path: Path, { from, to }: DateInterval, span: Span): Condition {
  return some(
    path,
    and([compare([], 'ge', from, { domain: 'instant', span }), compare([], 'lt', to, { domain: 'instant', span })]),
    span,
  )
}

/** The address or network that a text names; undefined where it names none. */
export function isAddress(field: Field, text: string, span: Span): Condition | undefined {
  if (parseNetwork(text) !== undefined) return cidr(field, text, span)
  const address = parseAddress(text)
  if (address === undefined) return undefined
  // An IPv4 address has one spelling, so comparing texts is enough.
  return compare(field, 'eq', text, address.family === 4 ? { span } : { domain: 'ip', span })
}
