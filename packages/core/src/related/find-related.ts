import { implies } from '../compare/implies.js'
import { isObject } from '../compare/place-value.js'
import { satisfiable } from '../compare/satisfiable.js'
import { compareTriggers } from '../compare-rules/compare-triggers.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { type Evaluator, evaluator } from '../evaluate/evaluate.js'
import { exampleEvent } from '../generate-tests/example-event.js'
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
  /** Pairs that one event did not rule out and the proof could not decide. */
  readonly undecided: number
}

/** Events of each rule that every rule around it has to fire on. */
const EVENTS = 3

/**
 * Finds duplicates and containment among many rules. A rule that contains another fires on every event of the other,
 * so each rule is compared only with those that fire on events made for it, found by an index on what each rule cannot
 * fire without. Every pair reported is proven. Rules whose log sources cannot meet are not related.
 */
export function findRelated(rules: readonly Rule[], onProgress?: (done: number) => void): RelatedReport {
  const conditions = rules.map(wholeCondition)
  const index = new Map<string, number[]>()
  const anywhere: number[] = []
  conditions.forEach((condition, i) => {
    const keys = requiredKeys(condition)
    if (keys === undefined) anywhere.push(i)
    else for (const key of new Set(keys)) index.set(key, [...(index.get(key) ?? []), i])
  })
  const runs = new Map<number, Evaluator>()
  const runOf = (i: number): Evaluator => {
    const run = runs.get(i) ?? evaluator(conditions[i] as (typeof conditions)[number])
    runs.set(i, run)
    return run
  }
  const inside = new Map<string, true>()
  const found: [number, number][] = []
  let compared = 0
  let undecided = 0
  conditions.forEach((condition, i) => {
    onProgress?.(i)
    const events = eventsOf(condition, runOf(i))
    const [first] = events
    if (first === undefined) return
    const candidates = new Set(anywhere)
    for (const key of keysHeld(first)) for (const j of index.get(key) ?? []) candidates.add(j)
    for (const j of [...candidates].sort((a, b) => a - b)) {
      if (i === j || !meet((rules[i] as Rule).logSource, (rules[j] as Rule).logSource)) continue
      if (events.some((event) => runOf(j)(event) !== true)) continue
      compared++
      const { implied } = implies(condition, conditions[j] as typeof condition)
      if (implied === 'unknown') undecided++
      if (implied !== true) continue
      inside.set(`${i} ${j}`, true)
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

function eventsOf(condition: Rule['condition'], run: Evaluator): readonly JsonValue[] {
  const events: JsonValue[] = []
  for (let turn = 0; turn < EVENTS; turn++) {
    const event = exampleEvent(condition, turn)
    if (isObject(event) && run(event) === true) events.push(event)
  }
  if (events.length > 0) return events
  const model = satisfiable(condition)
  return model.sat === true ? [model.event] : []
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
