import { implies } from '../compare/implies.js'
import { isObject } from '../compare/place-value.js'
import { satisfiable } from '../compare/satisfiable.js'
import { compareTriggers } from '../compare-rules/compare-triggers.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { type Evaluator, evaluator } from '../evaluate/evaluate.js'
import { exampleEvent, knownNodes } from '../generate-tests/example-event.js'
import { and, not } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { isSettled } from '../normalise/drop-settled.js'
import { normalise } from '../normalise/normalise.js'
import type { LogSource, Rule } from '../rule/rule.js'
import { wholeCondition } from '../translate/emit-verified.js'
import { keysHeld, requiredKeys } from './required-keys.js'

/** Two rules of which one fires whenever the other does. Indexes into the list that was given. */
export interface RelatedRules {
  /** `same`: both fire on the same events. `inside`: `a` fires only on events on which `b` fires too. */
  readonly relation: 'same' | 'inside'
  readonly a: number
  readonly b: number
  /** Both alert alike on the events they match. */
  readonly sameTrigger: boolean
}

export interface RelatedReport {
  readonly pairs: readonly RelatedRules[]
  /** How many pairs were put to the proof: what the cost grows with. */
  readonly compared: number
  /** Pairs that no event ruled out and the proof could not decide. */
  readonly undecided: number
}

/**
 * Finds duplicates and containment among many rules. A rule that contains another fires on every event of the other,
 * so each rule is compared only with those that fire on events made for it, found by an index on what each rule cannot
 * fire without. Every pair reported is proven. Rules whose log sources cannot meet are not related.
 */
export function findRelated(rules: readonly Rule[], onProgress?: (done: number) => void): RelatedReport {
  const read = rules.map((rule) => readRule(wholeCondition(rule)))
  const index = indexOf(read)
  const inside = new Set<string>()
  const found: [number, number][] = []
  let compared = 0
  let undecided = 0
  read.forEach((own, i) => {
    onProgress?.(i)
    for (const j of index.candidates(own.first)) {
      const other = read[j] as ReadRule
      if (i === j || !meet((rules[i] as Rule).logSource, (rules[j] as Rule).logSource)) continue
      if (!firesOnAll(other, own) || isRuledOut(own, other)) continue
      compared++
      const implied = isInside(own.normal(), other.normal())
      if (implied === 'unknown') undecided++
      if (implied !== true) continue
      inside.add(`${i} ${j}`)
      found.push([i, j])
    }
  })
  const pairs = found.flatMap(([a, b]): RelatedRules[] => {
    const same = inside.has(`${b} ${a}`)
    if (same && a > b) return []
    const { relation } = compareTriggers((rules[a] as Rule).trigger, (rules[b] as Rule).trigger)
    return [{ relation: same ? 'same' : 'inside', a, b, sameTrigger: relation === 'equivalent' }]
  })
  return { pairs, compared, undecided }
}

/** A rule with what is made for it once, when it is asked for. */
interface ReadRule {
  readonly condition: Condition
  readonly run: () => Evaluator
  readonly normal: () => Condition
  /** An event that fires it; undefined where none was found. */
  readonly first: JsonValue | undefined
  /** More of them: few for any pair, more before a proof. */
  readonly events: () => readonly JsonValue[]
}

/** Events of each rule that every rule around it has to fire on before the two are compared. */
const MOST_EVENTS = 4

function readRule(condition: Condition): ReadRule {
  const run = once(() => evaluator(condition))
  const known = once(knownNodes)
  const eventOf = (turn: number): readonly JsonValue[] => {
    const event = exampleEvent(condition, turn, known())
    return isObject(event) && run()(event) === true ? [event] : []
  }
  const model = (): JsonValue | undefined => {
    const answer = satisfiable(condition, { budget: BUDGET })
    return answer.sat === true ? answer.event : undefined
  }
  const first = eventOf(0)[0] ?? eventOf(1)[0] ?? model()
  const events = once(() => Array.from({ length: MOST_EVENTS - 1 }, (_, i) => eventOf(i + 1)).flat())
  return { condition, run, normal: once(() => normalise(condition)), first, events }
}

function firesOnAll({ run }: ReadRule, { first, events }: ReadRule): boolean {
  const fires = (event: JsonValue): boolean => run()(event) === true
  return first !== undefined && fires(first) && events().every(fires)
}

/** One attempt for each way through the alternatives: an event of the one that the other is not to fire on. */
function isRuledOut(own: ReadRule, other: ReadRule): boolean {
  const apart = and([own.condition, not(other.condition)])
  for (let turn = 0; turn < ATTEMPTS; turn++) {
    const event = exampleEvent(apart, turn)
    if (isObject(event) && own.run()(event) === true && other.run()(event) === false) return true
  }
  return false
}

const ATTEMPTS = 2

/** Most containment is plain to see; the rest is for the proof. Both in normal form. */
function isInside(a: Condition, b: Condition): boolean | 'unknown' {
  return isPlainlyInside(a, b) || implies(a, b, { shortcut: false, budget: BUDGET }).implied
}

/** Every part of b follows from the tests of a, or from each alternative of one of its groups. */
function isPlainlyInside(a: Condition, b: Condition): boolean {
  const parts = partsOf(a, 'And')
  const groups = parts.filter(({ kind }) => kind === 'Or').map((group) => partsOf(group, 'Or'))
  return partsOf(b, 'And').every(
    (wanted) =>
      isSettled(wanted, parts) ||
      groups.some((ways) => {
        const work = ways.length * partsOf(wanted, 'Or').length
        return work <= MOST_WORK && ways.every((way) => isSettled(wanted, [...parts, ...partsOf(way, 'And')]))
      }),
  )
}

const MOST_WORK = 10_000

function partsOf(node: Condition, kind: 'And' | 'Or'): readonly Condition[] {
  return node.kind === kind ? node.children : [node]
}

/** Of many pairs none may take the time of a thousand: what is not decided soon is reported as undecided. */
const BUDGET = { searchNodes: 10_000, automatonStates: 20_000 }

interface Index {
  /** The rules that may fire on an event. */
  readonly candidates: (event: JsonValue | undefined) => readonly number[]
}

/** Each rule stands under what it cannot fire without: of all that, under what is rarest in the events of the others. */
function indexOf(rules: readonly ReadRule[]): Index {
  const holding = new Map<string, number>()
  for (const { first } of rules) {
    if (first !== undefined) for (const key of keysHeld(first)) holding.set(key, (holding.get(key) ?? 0) + 1)
  }
  const byKey = new Map<string, number[]>()
  const anywhere: number[] = []
  rules.forEach(({ condition }, i) => {
    const keys = requiredKeys(condition, (key) => holding.get(key) ?? 0)
    if (keys === undefined) anywhere.push(i)
    else {
      for (const key of new Set(keys)) {
        const own = byKey.get(key)
        if (own === undefined) byKey.set(key, [i])
        else own.push(i)
      }
    }
  })
  return {
    candidates: (event) => {
      if (event === undefined) return []
      const found = new Set(anywhere)
      for (const key of keysHeld(event)) for (const i of byKey.get(key) ?? []) found.add(i)
      return [...found].sort((a, b) => a - b)
    },
  }
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

/** Whether two log sources may hold the same event, as far as both say: what one leaves open rules nothing out. */
function meet(a: LogSource, b: LogSource): boolean {
  for (const key of ['category', 'product', 'service'] as const) {
    if (a[key] !== undefined && b[key] !== undefined && a[key] !== b[key]) return false
  }
  for (const key of ['logTypes', 'integration', 'index'] as const) {
    const [own, other] = [a[key], b[key]]
    if (own !== undefined && other !== undefined && own.length > 0 && other.length > 0) {
      if (!own.some((one) => other.includes(one))) return false
    }
  }
  return true
}
