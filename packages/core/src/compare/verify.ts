import type { Assumption } from '../assumptions/assumption.js'
import { describeAssumption } from '../assumptions/describe-assumption.js'
import { dischargeAssumptions } from '../assumptions/discharge-assumptions.js'
import { joinOverEvent } from '../assumptions/join-over-event.js'
import { splitKeySpellings } from '../assumptions/key-spellings.js'
import { assumptionKey, mergeAssumptions } from '../assumptions/merge-assumptions.js'
import type { Settled } from '../assumptions/settled.js'
import type { EvaluateOptions } from '../evaluate/evaluate.js'
import type { FieldSchema } from '../fields/field-schema.js'
import type { Condition } from '../ir/node.js'
import type { Verdict, Witness } from '../verdict/verdict.js'
import { factsOf } from './assumed-facts.js'
import { decide } from './decide.js'

export interface VerifyInput {
  readonly source: Condition
  /** What the output means, as the target's own reader says. */
  readonly output: Condition
  /** What that reading relies on. */
  readonly readerAssumptions: readonly Assumption[]
  /** What the writer says the output relies on. */
  readonly named: readonly Assumption[]
  readonly schema?: FieldSchema
  readonly evaluateOptions?: EvaluateOptions
}

export interface Verification {
  readonly verdict: Verdict
  readonly witness?: Witness
  /** The named assumptions that the schema does not settle, once each. */
  readonly assumptions: readonly Assumption[]
  /** What stopped the proof. */
  readonly unproven?: string
  /** What facts beside the assumptions answered. */
  readonly settled?: readonly Settled[]
}

/**
 * The verdict on an output that was read back. `exact` needs the proof that no event that keeps the assumptions is
 * decided differently, and every assumption of the reader named (or settled by the schema). wider and narrower need an
 * event in the one direction and the proof in the other, different two events. Anything else is unproven.
 */
export function verify(input: VerifyInput): Verification {
  const { source, output, schema } = input
  const [named, readerAssumptions] = [splitKeySpellings(input.named), splitKeySpellings(input.readerAssumptions)]
  const open = (assumptions: readonly Assumption[]): readonly Assumption[] =>
    schema === undefined ? assumptions : dischargeAssumptions(assumptions, schema)
  const assumptions = joinOverEvent(open(mergeAssumptions([input.named])))
  const names = new Set(named.map(assumptionKey))
  const unnamed = open(readerAssumptions).filter((assumption) => !names.has(assumptionKey(assumption)))
  const unnamedKeys = new Set(unnamed.map(assumptionKey))
  const settled = readerAssumptions.filter((assumption) => !unnamedKeys.has(assumptionKey(assumption)))
  // Not merged: for one field two of a kind may differ in whether keys have one letter case.
  const known = [...named, ...settled]
  const decision = decide(source, output, [...known, ...unnamed], {
    facts: factsOf(known),
    ...(schema === undefined ? {} : { schema }),
    ...input.evaluateOptions,
  })
  switch (decision.relation) {
    case 'equivalent': {
      const [missing] = unnamed
      if (missing === undefined) return { verdict: 'exact', assumptions }
      const unproven = `Reading the output relies on an assumption that is not named: ${describeAssumption(missing)}.`
      return { verdict: 'unproven', assumptions, unproven }
    }
    case 'undecided':
      return { verdict: 'unproven', assumptions, unproven: decision.why }
    default:
      return { verdict: decision.relation, witness: decision.witness, assumptions }
  }
}
