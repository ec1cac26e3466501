import type { JsonValue } from '../diagnostics/diagnostic.js'
import type { Condition } from '../ir/node.js'
import { normalise } from '../normalise/normalise.js'
import type { CompareOptions } from './compare-conditions.js'
import { separating } from './decide.js'

/** Whether b is true of every event that keeps the assumptions and makes a true; else an event of which it is not. */
export type Implication =
  | { readonly implied: true }
  | { readonly implied: false; readonly event: JsonValue }
  | { readonly implied: 'unknown'; readonly why: string }

export function implies(a: Condition, b: Condition, options: CompareOptions = {}): Implication {
  const read = options.shortcut === false ? (one: Condition) => one : (one: Condition) => normalise(one)
  const answer = separating(read(a), read(b), options.assumptions ?? [], options)
  if (answer.found === true) return { implied: false, event: answer.event }
  return answer.found === false ? { implied: true } : { implied: 'unknown', why: answer.why }
}
