import { splitKeySpellings } from '../assumptions/key-spellings.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { FALSE } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { normalise } from '../normalise/normalise.js'
import type { CompareOptions } from './compare-conditions.js'
import { separating } from './decide.js'

/** Whether some event that keeps the assumptions makes a condition true: with the event, small and readable. */
export type Satisfiability =
  | { readonly sat: true; readonly event: JsonValue }
  | { readonly sat: false }
  | { readonly sat: 'unknown'; readonly why: string }

export function satisfiable(condition: Condition, options: CompareOptions = {}): Satisfiability {
  const fires = options.shortcut === false ? condition : normalise(condition)
  const answer = separating(fires, FALSE, splitKeySpellings(options.assumptions ?? []), options)
  if (answer.found === true) return { sat: true, event: answer.event }
  return answer.found === false ? { sat: false } : { sat: 'unknown', why: answer.why }
}
