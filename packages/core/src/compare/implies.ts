import type { JsonValue } from '../diagnostics/diagnostic.js'
import { and, not } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import type { CompareOptions } from './compare-conditions.js'
import { satisfiable } from './satisfiable.js'

/** Whether b is true of every event that keeps the assumptions and makes a true; else an event of which it is not. */
export type Implication =
  | { readonly implied: true }
  | { readonly implied: false; readonly event: JsonValue }
  | { readonly implied: 'unknown'; readonly why: string }

export function implies(a: Condition, b: Condition, options: CompareOptions = {}): Implication {
  const counterexample = satisfiable(and([a, not(b)]), options)
  if (counterexample.sat === true) return { implied: false, event: counterexample.event }
  return counterexample.sat === false ? { implied: true } : { implied: 'unknown', why: counterexample.why }
}
