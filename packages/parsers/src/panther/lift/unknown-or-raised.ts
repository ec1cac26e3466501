import type { Span } from '@ruleglot/core'
import type { Formula } from './formula-node.js'
import { joined, type Machine, type Truth, unknownTruth, unknownValues } from './machine.js'

/** A truth that is not known, of what may raise instead: then neither it nor its opposite holds. */
export function unknownOrRaised(
  m: Machine,
  when: Formula,
  reason: string,
  span: Span,
  raises: readonly string[] = [],
): Truth {
  return joined(
    m,
    ...unknownValues(m, when, reason, span, raises).map((one) =>
      unknownTruth(m, one.when, reason, span, one.value.type === 'unknown' ? one.value.raises : []),
    ),
  )
}
