import type { Assumption } from '../assumptions/assumption.js'
import { assumptionHolds } from '../assumptions/assumption-holds.js'
import { isObject, placeValue, removeValue, valueAt } from '../compare/place-value.js'
import { satisfiable } from '../compare/satisfiable.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import type { Condition } from '../ir/node.js'
import { depthOf, MAX_DEPTH } from '../ir/visit.js'
import { stableText } from '../normalise/structural-order.js'
import { boundaryEvents } from './boundary-events.js'
import { type Decided, decidingPoints } from './deciding-points.js'
import { exampleEvent, knownNodes } from './example-event.js'
import { exampleValues, otherCase } from './example-values.js'
import { nameOfLeaf, nameOfValue, uniqueNames } from './test-names.js'
import { decidesWhen, type TestPoint, testPoints } from './test-points.js'
import { listWriter } from './with-lists.js'

export interface GenerateTestsOptions {
  /** Only events that keep these. */
  readonly assumptions?: readonly Assumption[]
  /** `coverage` leaves out the practical boundaries: letter case, wrong type, missing, null, lists. `all` if absent. */
  readonly include?: 'all' | 'coverage'
}

export interface GeneratedTest {
  readonly name: string
  readonly event: JsonValue
  readonly expected: boolean
}

/** A leaf for which there is no pair of events that differ in the outcome because of it. */
export interface UncoveredLeaf {
  readonly leaf: Condition
  /** The leaf in words. */
  readonly what: string
  /** `never`: proven that there is no such event. `unknown`: none was found. */
  readonly status: 'never' | 'unknown'
  readonly why: string
}

export interface TestPlan {
  readonly tests: readonly GeneratedTest[]
  /** Leaves of the condition, each value of a list counted. */
  readonly leaves: number
  readonly uncovered: readonly UncoveredLeaf[]
}

/** Conditions with more leaves get tests for the first ones only. */
const MOST_POINTS = 250
const MOST_TURNS = 4
const MOST_VALUES = 10
/** Leaves that are asked of events in all: the work of one plan, the same on every machine. */
const MOST_STEPS = 2_000_000
/** Questions to the proof, which is thorough and slow. */
const MOST_ASKED = 40
/** Those that spent their budget: the next would most likely do so too. */
const MOST_UNANSWERED = 8
/** What a question costs for each leaf, beside one event that is tried. */
const STEPS_OF_A_QUESTION = 400
/** A regular expression is asked letter by letter. */
const STEPS_OF_A_REGEX = 15

/** What one question to the proof may cost. */
const QUESTION = { automatonStates: 20_000 } as const

/**
 * Tests of a condition: for each leaf a pair of events that differ in the outcome because of that leaf (it decides in
 * both, and everything else may be left as it is), then the boundaries that matter in practice. Each event was run.
 * Throws a TypeError for a tree nested deeper than MAX_DEPTH.
 */
export function planTests(condition: Condition, options: GenerateTestsOptions = {}): TestPlan {
  if (depthOf(condition) > MAX_DEPTH) throw new TypeError(`A condition is nested at most ${MAX_DEPTH} deep`)
  const assumptions = options.assumptions ?? []
  const pointed = testPoints(condition)
  const { whole } = pointed
  const points = pointed.points.slice(0, MOST_POINTS)
  const decides = decidingPoints({ whole, points })
  const size = pointed.points.reduce((sum, { leaf }) => sum + (leaf.kind === 'Regex' ? STEPS_OF_A_REGEX : 1), 1)
  let steps = 0
  const isSpent = (): boolean => steps > MOST_STEPS
  /** Each event that is tried may ask every leaf, and again for each leaf inside elements that is asked about. */
  const decide = (event: JsonValue, asks: (point: number, outcome: boolean) => boolean, wanted?: boolean): Decided => {
    steps += size
    const counted = (point: number, outcome: boolean): boolean => {
      const asked = asks(point, outcome)
      if (asked) steps += size
      return asked
    }
    return decides(event, wanted === undefined ? { asks: counted } : { wanted, asks: counted })
  }
  const allowed = (event: JsonValue): boolean => assumptions.every((assumption) => assumptionHolds(assumption, event))
  const known = knownNodes()
  const asWritten = listWriter(assumptions) ?? ((event: JsonValue) => event)
  let [asked, unanswered] = [0, 0]
  const nameOnce = uniqueNames()
  const tests = new Map<string, GeneratedTest>()
  const covered = { fires: new Map<number, JsonValue>(), silent: new Map<number, JsonValue>() }

  const add = (event: JsonValue, name: string): void => {
    const key = stableText(event)
    const { outcome, deciding } = decide(event, (i, fires) => !(fires ? covered.fires : covered.silent).has(i))
    if (outcome === 'unknown' || tests.has(key)) return
    tests.set(key, { name: nameOnce(name), event, expected: outcome })
    const side = outcome ? covered.fires : covered.silent
    for (const i of deciding) if (!side.has(i)) side.set(i, event)
  }
  /** Whether the event is one of those looked for. */
  const shows = (event: JsonValue, i: number, fires: boolean): boolean => {
    if (!isObject(event) || !allowed(event)) return false
    const { outcome, deciding } = decide(event, (asked) => asked === i, fires)
    return outcome === fires && deciding.includes(i)
  }

  const typical = findTypical()
  if (typical !== undefined) add(typical, 'typical match')
  const uncovered: UncoveredLeaf[] = []
  points.forEach((point, i) => {
    const missing = [true, false].flatMap((fires) => {
      if ((fires ? covered.fires : covered.silent).has(i)) return []
      const found = findEvent(point, i, fires)
      if ('event' in found) add(found.event, found.name)
      return 'event' in found ? [] : [found]
    })
    const [first] = missing
    if (first !== undefined) uncovered.push({ leaf: point.leaf, what: nameOfLeaf(point.leaf), ...first })
  })
  for (const { leaf } of pointed.points.slice(MOST_POINTS)) {
    const why = `Only the first ${MOST_POINTS} leaves of a condition get tests.`
    uncovered.push({ leaf, what: nameOfLeaf(leaf), status: 'unknown', why })
  }
  if (options.include !== 'coverage') {
    const last = steps + MOST_STEPS / 2
    for (const { event, name } of boundaryEvents(points, covered.fires, typical)) {
      if (steps > last) break
      if (allowed(event)) add(event, name)
    }
  }
  return { tests: [...tests.values()], leaves: pointed.points.length, uncovered }

  function findTypical(): JsonValue | undefined {
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      const event = asWritten(exampleEvent(whole, turn, known))
      if (isObject(event) && allowed(event) && decide(event, () => false).outcome === true) return event
    }
    const found = satisfiable(whole, { assumptions, budget: QUESTION })
    return found.sat === true ? asWritten(found.event) : undefined
  }

  function findEvent(point: TestPoint, i: number, fires: boolean): { event: JsonValue; name: string } | Missing {
    const near = fires ? typical : (covered.fires.get(i) ?? typical)
    for (const { event: variant, name } of near === undefined ? [] : variantsOf(near, point, fires)) {
      if (isSpent()) break
      const event = asWritten(variant)
      if (shows(event, i, fires)) return { event, name }
    }
    if (isSpent()) return TOO_LARGE
    const wanted = decidesWhen(whole, point, fires)
    for (let turn = 0; turn < (point.inElements ? 0 : MOST_TURNS); turn++) {
      steps += size
      const event = asWritten(exampleEvent(wanted, turn, known))
      if (shows(event, i, fires)) return { event, name: nameFor(point, event, fires) }
    }
    if (asked++ >= MOST_ASKED || unanswered >= MOST_UNANSWERED || isSpent()) return TOO_LARGE
    steps += size * STEPS_OF_A_QUESTION
    const found = satisfiable(wanted, { assumptions, budget: QUESTION })
    if (found.sat === 'unknown') unanswered++
    const event = found.sat === true ? asWritten(found.event) : undefined
    if (event !== undefined && shows(event, i, fires)) return { event, name: nameFor(point, event, fires) }
    return missingFor(found, fires)
  }

  function missingFor(found: ReturnType<typeof satisfiable>, fires: boolean): Missing {
    if (found.sat === false) {
      return {
        status: 'never',
        why: fires
          ? 'Whenever the condition fires, it would do so without this test too.'
          : 'Wherever this test fails, another one does too.',
      }
    }
    return {
      status: 'unknown',
      why: found.sat === 'unknown' ? found.why : 'The event that was found is none for a test.',
    }
  }
}

interface Missing {
  readonly status: 'never' | 'unknown'
  readonly why: string
}

const TOO_LARGE: Missing = { status: 'unknown', why: 'The condition is too large to look further.' }

/** The event with another value, or none, in the field of the leaf. */
function* variantsOf(
  event: JsonValue,
  point: TestPoint,
  fires: boolean,
): Generator<{ event: JsonValue; name: string }> {
  const { keys, leaf } = point
  if (keys === undefined || keys.length === 0) return
  const field = keys.join('.')
  const { matching, nearMisses } = exampleValues(leaf)
  const wanted = fires === point.positive
  const values = wanted ? inTurn(point, matching) : nearMisses
  for (const value of values.slice(0, MOST_VALUES)) {
    yield { event: placeValue(event, keys, value), name: nameOfValue(field, value) }
  }
  yield { event: removeValue(event, keys), name: nameOfValue(field, undefined) }
}

/** Alternatives after the first come in other letters where letters do not count, so that tests show that too. */
function inTurn({ leaf, rank }: TestPoint, values: readonly JsonValue[]): readonly JsonValue[] {
  const [first] = values
  if (rank % 2 === 0 || leaf.kind !== 'Match' || !leaf.ignoreCase || typeof first !== 'string') return values
  const other = otherCase(first)
  return other === undefined ? values : [other, ...values]
}

function nameFor({ keys, leaf, positive }: TestPoint, event: JsonValue, fires: boolean): string {
  if (keys === undefined || keys.length === 0) return `${fires === positive ? '' : 'not: '}${nameOfLeaf(leaf)}`
  return nameOfValue(keys.join('.'), valueAt(event, keys))
}
