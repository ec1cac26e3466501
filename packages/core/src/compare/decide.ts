import type { Assumption } from '../assumptions/assumption.js'
import { assumptionHolds } from '../assumptions/assumption-holds.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { type EvaluateOptions, evaluator } from '../evaluate/evaluate.js'
import type { FieldSchema } from '../fields/field-schema.js'
import { equals } from '../ir/equals.js'
import type { Condition } from '../ir/node.js'
import { visit } from '../ir/visit.js'
import { normalise } from '../normalise/normalise.js'
import type { Witness } from '../verdict/verdict.js'
import { factsOf } from './assumed-facts.js'
import { differingLeaf } from './differing-leaf.js'
import { sampleEvents } from './sample-events.js'
import { shrinkEvent } from './shrink-event.js'

/** How b stands to a. `undecided` says what stopped the proof. */
export type Decision =
  | { readonly relation: 'equivalent' }
  | { readonly relation: 'wider' | 'narrower' | 'different'; readonly witness: Witness }
  | { readonly relation: 'undecided'; readonly why: string }

export interface DecideOptions extends EvaluateOptions {
  readonly schema?: FieldSchema
  /** What one side's reading relies on beyond the assumptions: on other events that side says nothing, so no witness. */
  readonly reading?: readonly Assumption[]
}

/**
 * Compares two conditions on the events that keep the assumptions. `equivalent` is proven by equal normal forms; the
 * others are each shown by an event that was run on both; without either it is undecided, never rounded up.
 */
export function decide(
  a: Condition,
  b: Condition,
  assumptions: readonly Assumption[],
  options: DecideOptions = {},
): Decision {
  const facts = factsOf(assumptions)
  const normalA = normalise(a, facts)
  const normalB = normalise(b, facts)
  if (equals(normalA, normalB)) {
    return isVacuous(a, b, normalA)
      ? { relation: 'undecided', why: 'Under the assumptions nothing can match, so that they say nothing.' }
      : { relation: 'equivalent' }
  }
  const witness = findWitness(a, b, assumptions, options)
  if (witness.onlyA !== undefined && witness.onlyB !== undefined) return { relation: 'different', witness }
  if (witness.onlyA !== undefined) return { relation: 'narrower', witness }
  if (witness.onlyB !== undefined) return { relation: 'wider', witness }
  return {
    relation: 'undecided',
    why: `${differingLeaf(normalA, normalB)} No event was found that shows a difference.`,
  }
}

/** The assumptions alone make both false. */
function isVacuous(a: Condition, b: Condition, normal: Condition): boolean {
  return normal.kind === 'False' && (normalise(a).kind !== 'False' || normalise(b).kind !== 'False')
}

/** Events of which the one decides what the other does not, as small as they get. */
function findWitness(
  a: Condition,
  b: Condition,
  assumptions: readonly Assumption[],
  { schema, reading = [], ...clock }: DecideOptions,
): Witness {
  const [runA, runB] = [evaluator(a), evaluator(b)]
  const kept = [...assumptions, ...reading]
  const allowed = (event: JsonValue): boolean => kept.every((assumption) => assumptionHolds(assumption, event))
  const onlyA = (event: JsonValue): boolean => runA(event, clock) === true && runB(event, clock) === false
  const onlyB = (event: JsonValue): boolean => runB(event, clock) === true && runA(event, clock) === false
  const events = sampleEvents([a, b], { limit: sampleLimit(a, b), ...(schema === undefined ? {} : { schema }) })
  const found = (separates: (event: JsonValue) => boolean): JsonValue | undefined => {
    const event = events.find((sample) => separates(sample) && allowed(sample))
    return event && shrinkEvent(event, (smaller) => separates(smaller) && allowed(smaller))
  }
  const [first, second] = [found(onlyA), found(onlyB)]
  return { ...(first === undefined ? {} : { onlyA: first }), ...(second === undefined ? {} : { onlyB: second }) }
}

/** Fewer events for very large conditions: each one is run on both. */
function sampleLimit(a: Condition, b: Condition): number {
  let nodes = 0
  for (const condition of [a, b]) visit(condition, () => nodes++)
  return Math.max(100, Math.min(400, Math.floor(MOST_WORK / nodes)))
}

const MOST_WORK = 400_000
