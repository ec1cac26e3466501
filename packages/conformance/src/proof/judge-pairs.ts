import {
  assumptionHolds,
  type Comparison,
  type Condition,
  compareConditions,
  evaluator,
  type JsonValue,
} from '@ruleglot/core'
import { eventsFor, type ProofPair } from './pairs.js'

export interface Judgement {
  readonly verdicts: Readonly<Record<Comparison['verdict'], number>>
  readonly vacuous: number
  /** Claims that an event refutes: must be none. */
  readonly refuted: readonly string[]
  readonly unproven: readonly { readonly why: string; readonly pair: ProofPair }[]
  /** Every witness, with what both sides must say of it. */
  readonly witnesses: readonly { readonly ir: Condition; readonly event: JsonValue; readonly expected: boolean }[]
  readonly events: number
}

/** Compares every pair and looks for events that refute what was said of it. */
export function judgePairs(pairs: readonly ProofPair[], shortcut: (index: number) => boolean): Judgement {
  const verdicts = { equivalent: 0, wider: 0, narrower: 0, different: 0, unproven: 0 }
  const refuted: string[] = []
  const unproven: { why: string; pair: ProofPair }[] = []
  const witnesses: { ir: Condition; event: JsonValue; expected: boolean }[] = []
  let vacuous = 0
  let events = 0
  pairs.forEach((pair, index) => {
    const { a, b, assumptions } = pair
    const comparison = compareConditions(a, b, { assumptions, shortcut: shortcut(index) })
    const { verdict, witness = {} } = comparison
    if (comparison.vacuous) {
      vacuous++
      return
    }
    verdicts[verdict]++
    if (verdict === 'unproven') unproven.push({ why: comparison.unproven ?? '', pair })
    const [runA, runB] = [evaluator(a), evaluator(b)]
    const keeps = (event: JsonValue): boolean => assumptions.every((one) => assumptionHolds(one, event))
    const refute = (what: string, event: JsonValue): void => {
      refuted.push(`${index} ${what} ${verdict}: ${JSON.stringify({ event, a, b, assumptions })}`)
    }
    for (const [event, inA] of [
      [witness.onlyA, true],
      [witness.onlyB, false],
    ] as const) {
      if (event === undefined) continue
      if (runA(event) !== inA || runB(event) !== !inA || !keeps(event)) refute('a false witness', event)
      witnesses.push({ ir: a, event, expected: inA }, { ir: b, event, expected: !inA })
    }
    if (verdict === 'unproven' || verdict === 'different') return
    for (const event of eventsFor(pair, index)) {
      const [inA, inB] = [runA(event), runB(event)]
      events++
      if (inA === inB || !keeps(event)) continue
      if (inA === true ? verdict !== 'narrower' : verdict !== 'wider') refute('an event refutes', event)
    }
  })
  return { verdicts, vacuous, refuted, unproven, witnesses, events }
}
