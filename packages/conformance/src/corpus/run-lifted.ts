import { assumptionHolds, evaluate, type JsonValue, wholeCondition } from '@ruleglot/core'
import { panther as writer } from '@ruleglot/emitters/panther'
import type { PantherRule } from '../panther-analysis.js'
import { alteredEvents } from '../panther-lift/altered-events.js'
import { runPanther } from '../run-panther.js'
import { listsOf } from './python-trips.js'

/** What the Python written from lifted rules says of events. */
export interface LiftedRuns {
  readonly modules: number
  readonly events: number
  /** Decided otherwise than by the condition, on events that break an assumption. */
  readonly excused: number
  /** The same on events that break none, and answers that are no bool. One line each. */
  readonly wrong: readonly string[]
}

/** Runs it in CPython, on the events of the rule's first tests and on those with parts taken away, nulled, retyped, in lists. */
export function runLifted(rules: readonly PantherRule[]): LiftedRuns {
  const written = rules.flatMap(({ rule, file, whole }) => {
    const condition = wholeCondition(rule)
    const assumed = rule.assumptions ?? []
    const emitted = whole ? writer.emitCondition?.(condition, { schema: listsOf(assumed) }) : undefined
    if (emitted?.ok !== true) return []
    const { text: code, assumptions } = emitted.value
    const said = JSON.stringify(condition)
    const events = rule.tests
      .slice(0, MOST_TESTS)
      .flatMap(({ event }): readonly JsonValue[] => alteredEvents(event, (key) => said.includes(key)))
      .slice(0, MOST_EVENTS)
    return [{ file, code, condition, events, named: [...assumptions, ...assumed] }]
  })
  const answers = runPanther(written.map(({ code, events }) => ({ code, events })))
  const wrong: string[] = []
  let excused = 0
  for (const [i, { file, condition, events, named }] of written.entries()) {
    for (const [k, event] of events.entries()) {
      const expected = evaluate(condition, event)
      const answer = answers[i]?.[k]
      if (typeof answer === 'boolean' && (expected === 'unknown' || answer === expected)) continue
      const isExcused = typeof answer === 'boolean' && named.some((assumption) => !assumptionHolds(assumption, event))
      if (isExcused) excused++
      else wrong.push(`${file}: ${JSON.stringify(answer)} on ${JSON.stringify(event)}`)
    }
  }
  return {
    modules: written.length,
    events: written.reduce((sum, { events }) => sum + events.length, 0),
    excused,
    wrong,
  }
}

const MOST_TESTS = 3
const MOST_EVENTS = 150
