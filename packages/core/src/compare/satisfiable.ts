import type { JsonValue } from '../diagnostics/diagnostic.js'
import { FALSE } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { type CompareOptions, compareConditions } from './compare-conditions.js'

/** Whether some event that keeps the assumptions makes a condition true: with the event, small and readable. */
export type Satisfiability =
  | { readonly sat: true; readonly event: JsonValue }
  | { readonly sat: false }
  | { readonly sat: 'unknown'; readonly why: string }

export function satisfiable(condition: Condition, options: CompareOptions = {}): Satisfiability {
  const { verdict, witness, unproven } = compareConditions(FALSE, condition, options)
  if (witness?.onlyB !== undefined) return { sat: true, event: witness.onlyB }
  return verdict === 'equivalent' ? { sat: false } : { sat: 'unknown', why: unproven ?? '' }
}
