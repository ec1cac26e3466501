import { and, type Condition, compare, or, type Path, type Span, some } from '@ruleglot/core'
import type { IpTest } from '@ruleglot/core/dialect'
import type { DateInterval } from './date-text.js'

/** One value lies in the stretch of time that a text names: all of a day, a minute, a millisecond. */
export function inStretch(path: Path, { from, to }: DateInterval, span: Span): Condition {
  return some(
    path,
    and([compare([], 'ge', from, { domain: 'instant', span }), compare([], 'lt', to, { domain: 'instant', span })]),
    span,
  )
}

/** Any of the tests that stand for one of an `ip` field; `assume` takes what they rely on. */
export function anyOf({ tests, takesMapped }: IpTest, assume: () => void, span: Span): Condition {
  if (takesMapped) assume()
  return tests.length === 1 ? (tests[0] as Condition) : or(tests, span)
}
