import type { Assumption } from '../assumptions/assumption.js'
import { splitKeySpellings } from '../assumptions/key-spellings.js'
import { mergeAssumptions } from '../assumptions/merge-assumptions.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import type { Condition } from '../ir/node.js'
import type { Witness } from '../verdict/verdict.js'
import { type DecideOptions, decide } from './decide.js'
import { neededAssumptions } from './needed-assumptions.js'

export interface CompareOptions extends DecideOptions {
  /** Only events that keep these are looked at. */
  readonly assumptions?: readonly Assumption[]
  /** False: all given assumptions are reported, and none is tried for being needed. */
  readonly leastAssumptions?: boolean
}

export interface Comparison {
  /** b against a. */
  readonly verdict: 'equivalent' | 'wider' | 'narrower' | 'different' | 'unproven'
  readonly witness?: Witness
  /** The given assumptions that the verdict rests on: without any one of them it would be another. */
  readonly assumptions: readonly Assumption[]
  /** For each of those, an event that breaks it alone and on which the verdict fails; where one was found. */
  readonly needed?: readonly NeededAssumption[]
  /** Given, and not needed: the verdict is the same without them. */
  readonly discharged?: readonly Assumption[]
  /** The assumptions leave nothing that could match: a verdict under them would say nothing. */
  readonly vacuous?: true
  /** The leaf or the budget that stopped the proof. */
  readonly unproven?: string
}

export interface NeededAssumption {
  readonly assumption: Assumption
  readonly event?: JsonValue
}

/** Says whether b fires on the same events as a, on more, on fewer, or on others. */
export function compareConditions(a: Condition, b: Condition, options: CompareOptions = {}): Comparison {
  // Which of the parts are needed is told apart, so that no more is reported.
  const given = splitKeySpellings(options.assumptions ?? [])
  const decision = decide(a, b, given, options)
  if (decision.relation === 'undecided') {
    return {
      verdict: 'unproven',
      assumptions: mergeAssumptions([given]),
      ...(decision.vacuous ? { vacuous: true } : {}),
      unproven: decision.why,
    }
  }
  const { relation } = decision
  const witness = relation === 'equivalent' ? {} : { witness: decision.witness }
  if (given.length === 0) return { verdict: relation, ...witness, assumptions: [] }
  if (options.leastAssumptions === false)
    return { verdict: relation, ...witness, assumptions: mergeAssumptions([given]) }
  const needed = neededAssumptions(a, b, decision, given, options)
  const kept = new Set(needed.map(({ assumption }) => assumption))
  return {
    verdict: relation,
    ...witness,
    assumptions: mergeAssumptions([[...kept]]),
    needed,
    discharged: mergeAssumptions([given.filter((assumption) => !kept.has(assumption))]),
  }
}
