import { runInThisContext } from 'node:vm'
import type { Assumption, Condition, JsonValue, Truth } from '@ruleglot/core'
import { toPredicate } from '@ruleglot/emitters/javascript'
import { runPanther } from '../run-panther.js'
import type { Failure } from './failure.js'
import type { Case } from './load-cases.js'
import { keeps } from './read-step.js'

/** A text to run on the events of a case that keep what it relies on. */
export interface Runnable {
  readonly one: Case
  readonly way: string
  readonly text: string
  readonly assumptions: readonly Assumption[]
}

/** Runs every text in its language; the failures of each, in the same order. Languages that run nowhere have none. */
export function runTexts(language: string, texts: readonly Runnable[]): readonly (readonly Failure[])[] {
  const run = RUNNERS[language]
  if (run === undefined) return texts.map(() => [])
  const events = texts.map(eventsOf)
  const verdicts = run(texts, events)
  return texts.map(({ one, way, text }, i) =>
    (events[i] ?? []).flatMap((event, k) => {
      const match = one.events.find((entry) => entry.event === event)?.match
      const got = verdicts[i]?.[k]
      if (match === 'unknown' || got === match) return []
      const detail = `${JSON.stringify(got)} on ${JSON.stringify({ event, match })}\n${text}`
      return [{ step: 'run', way, detail } as const]
    }),
  )
}

function eventsOf({ one, assumptions }: Runnable): readonly JsonValue[] {
  return one.events.map(({ event }) => event).filter((event) => keeps(assumptions, event))
}

type Verdicts = readonly (readonly unknown[])[]
type Run = (texts: readonly Runnable[], events: readonly (readonly JsonValue[])[]) => Verdicts

const RUNNERS: Readonly<Record<string, Run | undefined>> = {
  javascript: (texts, events) =>
    texts.map(({ one, text }, i) => {
      const code = /^function /m.test(text) ? `(() => {\n${text}\nreturn matches;\n})()` : `(event) => ${text}`
      const matches = runInThisContext(code) as (event: JsonValue) => unknown
      return atTime(one.now, () => (events[i] ?? []).map((event) => matches(event)))
    }),
  // Panther hands rules objects; any other event stands for itself and is not asked about.
  panther: (texts, events) => {
    const objects = events.map((list) => list.filter(isObject))
    const results = runPanther(texts.map(({ text }, i) => ({ code: text, events: objects[i] ?? [] })))
    return texts.map(({ one }, i) =>
      (events[i] ?? []).map((event) => {
        const at = objects[i]?.indexOf(event) ?? -1
        return at < 0 ? one.events.find((entry) => entry.event === event)?.match : results[i]?.[at]
      }),
    )
  },
}

/** With the clock of the case standing still. */
function atTime<T>(now: number | undefined, run: () => T): T {
  const real = Date.now
  if (now !== undefined) Date.now = () => now
  try {
    return run()
  } finally {
    Date.now = real
  }
}

function isObject(event: JsonValue): boolean {
  return typeof event === 'object' && event !== null && !Array.isArray(event)
}

/** The closure that needs no text: what is unknown is what it was told to say. */
export function runPredicate(one: Case, ir: Condition): readonly Failure[] {
  const clock = one.now === undefined ? {} : { now: () => one.now as number }
  const [low, high] = [false, true].map((unknown) => toPredicate(ir, { unknown, ...clock }))
  return one.events.flatMap(({ event, match }) => {
    const got: Truth = low?.(event) === high?.(event) ? low?.(event) === true : 'unknown'
    return got === match
      ? []
      : [{ step: 'run', way: 'predicate', detail: JSON.stringify({ event, match, got }) } as const]
  })
}
