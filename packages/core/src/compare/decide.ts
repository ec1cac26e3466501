import type { Assumption } from '../assumptions/assumption.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { type EvaluateOptions, evaluator } from '../evaluate/evaluate.js'
import type { FieldSchema } from '../fields/field-schema.js'
import { equals } from '../ir/equals.js'
import type { Condition } from '../ir/node.js'
import { visit } from '../ir/visit.js'
import { type NormaliseOptions, normalise } from '../normalise/normalise.js'
import { createStructuralOrder } from '../normalise/structural-order.js'
import type { Witness } from '../verdict/verdict.js'
import { allowedEvents } from './allowed-events.js'
import { factsOf } from './assumed-facts.js'
import { contradictedField } from './contradiction.js'
import { differingLeaf } from './differing-leaf.js'
import { directedEvent } from './directed-event.js'
import { createEntailment } from './entailment.js'
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
  const contradicted = contradictedField(assumptions)
  if (contradicted !== undefined) {
    return {
      relation: 'undecided',
      why: `The assumptions together leave ${contradicted} no value, so that they say nothing.`,
    }
  }
  const facts = factsOf(assumptions)
  const normalA = normalise(a, facts)
  const normalB = normalise(b, facts)
  if (equals(normalA, normalB)) {
    return isVacuous(a, b, normalA)
      ? { relation: 'undecided', why: 'Under the assumptions nothing can match, so that they say nothing.' }
      : { relation: 'equivalent' }
  }
  const witness = findWitness({ a, b, normalA, normalB, facts, assumptions, options })
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

interface Pair {
  readonly a: Condition
  readonly b: Condition
  readonly normalA: Condition
  readonly normalB: Condition
  readonly facts: NormaliseOptions
  readonly assumptions: readonly Assumption[]
  readonly options: DecideOptions
}

/**
 * Events of which the one decides what the other does not, as small as they get. A direction that monotone replacement
 * rules out is not looked for; the others are: by taking both conditions apart, then among sample events.
 */
function findWitness({ a, b, normalA, normalB, facts, assumptions, options }: Pair): Witness {
  const { schema, reading = [], ...clock } = options
  const [runA, runB] = [evaluator(a), evaluator(b)]
  const allowed = allowedEvents([...assumptions, ...reading])
  const events = eventLimit(a, b)
  const order = createStructuralOrder()
  const entails = createEntailment([normalA, normalB], order, facts)
  let samples: readonly JsonValue[] | undefined
  const samplesOnce = (): readonly JsonValue[] => {
    samples ??= sampleEvents([a, b], { limit: events, ...(schema === undefined ? {} : { schema }) })
    return samples
  }
  const found = (fires: Condition, silent: Condition, separates: (event: JsonValue) => boolean): Found => {
    if (entails(fires, silent)) return {}
    const shows = (event: JsonValue): boolean => separates(event) && allowed.whole(event)
    const search = { fires, silent, source: normalA, order, entails, admits: allowed.part, shows, clock }
    const event = directedEvent(search) ?? samplesOnce().find(shows)
    return event === undefined ? {} : { event: shrinkEvent(event, shows, events) }
  }
  const first = found(normalA, normalB, (event) => runA(event, clock) === true && runB(event, clock) === false)
  const second = found(normalB, normalA, (event) => runB(event, clock) === true && runA(event, clock) === false)
  return {
    ...(first.event === undefined ? {} : { onlyA: first.event }),
    ...(second.event === undefined ? {} : { onlyB: second.event }),
  }
}

interface Found {
  readonly event?: JsonValue
}

/** Fewer events for very large conditions: each one is run on both. */
function eventLimit(a: Condition, b: Condition): number {
  let nodes = 0
  for (const condition of [a, b]) visit(condition, () => nodes++)
  return Math.max(20, Math.min(400, Math.floor(MOST_WORK / nodes)))
}

const MOST_WORK = 400_000
