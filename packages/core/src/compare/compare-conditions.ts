import type { Assumption } from '../assumptions/assumption.js'
import { mergeAssumptions } from '../assumptions/merge-assumptions.js'
import type { Condition } from '../ir/node.js'
import type { Witness } from '../verdict/verdict.js'
import { type DecideOptions, decide } from './decide.js'

export interface CompareOptions extends DecideOptions {
  /** Only events that keep these are looked at. */
  readonly assumptions?: readonly Assumption[]
}

export interface Comparison {
  /** b against a. */
  readonly verdict: 'equivalent' | 'wider' | 'narrower' | 'different' | 'unproven'
  readonly witness?: Witness
  readonly assumptions: readonly Assumption[]
  /** What stopped the proof. */
  readonly unproven?: string
}

/** Says whether b fires on the same events as a, on more, on fewer, or on others. */
export function compareConditions(a: Condition, b: Condition, options: CompareOptions = {}): Comparison {
  const assumptions = mergeAssumptions([options.assumptions ?? []])
  const decision = decide(a, b, options.assumptions ?? [], options)
  if (decision.relation === 'undecided') return { verdict: 'unproven', assumptions, unproven: decision.why }
  if (decision.relation === 'equivalent') return { verdict: 'equivalent', assumptions }
  return { verdict: decision.relation, witness: decision.witness, assumptions }
}
