import type { Assumption } from '../assumptions/assumption.js'
import { assumptionHolds } from '../assumptions/assumption-holds.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { type EvaluateOptions, evaluator } from '../evaluate/evaluate.js'
import type { FieldSchema } from '../fields/field-schema.js'
import { FALSE } from '../ir/build.js'
import { equals } from '../ir/equals.js'
import type { Condition } from '../ir/node.js'
import { visit } from '../ir/visit.js'
import { type NormaliseOptions, normaliseBoth } from '../normalise/normalise.js'
import type { Witness } from '../verdict/verdict.js'
import type { Budget } from './budget.js'
import { contradictedField } from './contradiction.js'
import { type EventAnswer, findEvent } from './find-event.js'
import { hasPlainExample } from './plain-example.js'
import { sampleEvents } from './sample-events.js'
import { shrinkEvent } from './shrink-event.js'

/** How b stands to a. `undecided` says what stopped the proof. */
export type Decision =
  | { readonly relation: 'equivalent'; readonly because: readonly Assumption[] }
  | {
      readonly relation: 'wider' | 'narrower' | 'different'
      readonly witness: Witness
      readonly because: readonly Assumption[]
    }
  | { readonly relation: 'undecided'; readonly why: string; readonly vacuous?: true }

export interface DecideOptions extends EvaluateOptions {
  /** Fields that hold lists in practice get lists in sample events. */
  readonly schema?: FieldSchema
  readonly budget?: Budget
  /** False: equal normal forms are not taken for a proof, so that the decision procedure is asked. */
  readonly shortcut?: boolean
  /** What the assumptions say of fields, for the normal forms. Where it is used, no assumption is told apart as needed. */
  readonly facts?: NormaliseOptions
}

/**
 * Compares two conditions on the events that keep the assumptions. Each direction is decided by itself: an event that
 * was run on both, or the proof that there is none. Where one is not decided, neither is the relation; a difference
 * that was seen in the other is not rounded up to a direction.
 */
export function decide(
  a: Condition,
  b: Condition,
  assumptions: readonly Assumption[],
  options: DecideOptions = {},
): Decision {
  const contradicted = contradictedField(assumptions)
  if (contradicted !== undefined) {
    const why = `The assumptions together leave ${contradicted} no value, so that they say nothing.`
    return { relation: 'undecided', why, vacuous: true }
  }
  const { shortcut = true, facts } = options
  // Most outputs are read back as what was written, and need no normal form to be known as equal.
  if (shortcut && equals(a, b) && hasPlainExample(a, facts)) return { relation: 'equivalent', because: [] }
  const [left, right] = shortcut ? normaliseBoth(a, b, facts) : [a, b]
  if (shortcut && left === right) {
    const vacuous = left.kind === 'False' && isVacuous(a, b, assumptions, options)
    return vacuous ? VACUOUS : { relation: 'equivalent', because: [] }
  }
  const onlyA = separating(left, right, assumptions, options)
  if (onlyA.found === 'unknown') return { relation: 'undecided', why: onlyA.why }
  const onlyB = separating(right, left, assumptions, options)
  if (onlyB.found === 'unknown') return { relation: 'undecided', why: onlyB.why }
  if (!onlyA.found && !onlyB.found && isVacuous(a, b, assumptions, options)) return VACUOUS
  const because = [...new Set([onlyA, onlyB].flatMap((answer) => (answer.found ? [] : answer.because)))]
  const witness: Witness = {
    ...(onlyA.found ? { onlyA: onlyA.event } : {}),
    ...(onlyB.found ? { onlyB: onlyB.event } : {}),
  }
  if (onlyA.found && onlyB.found) return { relation: 'different', witness, because }
  if (onlyA.found) return { relation: 'narrower', witness, because }
  return onlyB.found ? { relation: 'wider', witness, because } : { relation: 'equivalent', because }
}

/**
 * A small event of which `fires` is true and `silent` is not. Where the proof cannot say (leaves that are not
 * interpreted), sample events are tried before giving up.
 */
export function separating(
  fires: Condition,
  silent: Condition,
  assumptions: readonly Assumption[],
  options: DecideOptions,
): EventAnswer {
  const { schema, budget, ...clock } = options
  const parts = partsOf(fires) + partsOf(silent)
  const answer: EventAnswer =
    parts > MOST_PARTS
      ? { found: 'unknown', why: `The budget is spent: the conditions have more than ${MOST_PARTS} parts together.` }
      : findEvent({ fires, silent, assumptions }, { ...clock, ...(budget === undefined ? {} : { budget }) })
  if (answer.found === false) return answer
  const [runFires, runSilent] = [evaluator(fires), evaluator(silent)]
  const shows = (event: JsonValue): boolean =>
    runFires(event, clock) === true &&
    runSilent(event, clock) === false &&
    assumptions.every((assumption) => assumptionHolds(assumption, event))
  const event =
    answer.found === true
      ? answer.event
      : sampleEvents([fires, silent], { limit: samplesFor(parts), ...(schema === undefined ? {} : { schema }) }).find(
          shows,
        )
  return event === undefined ? answer : { found: true, event: shrinkEvent(event, shows, SHRINKING) }
}

const VACUOUS: Decision = {
  relation: 'undecided',
  why: 'Under the assumptions nothing can match, so that they say nothing.',
  vacuous: true,
}

/** The assumptions alone keep both from ever being true. */
function isVacuous(a: Condition, b: Condition, assumptions: readonly Assumption[], options: DecideOptions): boolean {
  const possible = (one: Condition, given: readonly Assumption[]): boolean =>
    separating(one, FALSE, given, options).found !== false
  return assumptions.length > 0 && !possible(a, assumptions) && (possible(a, []) || possible(b, []))
}

/** The proof takes some ten thousand bytes for a part. */
const MOST_PARTS = 50_000
const SAMPLES = 300
/** Parts that samples may ask in all. */
const MOST_ASKED = 10_000_000

const samplesFor = (parts: number): number => Math.max(1, Math.min(SAMPLES, Math.floor(MOST_ASKED / parts)))

function partsOf(condition: Condition): number {
  let parts = 0
  visit(condition, () => void parts++)
  return parts
}

const SHRINKING = 60
