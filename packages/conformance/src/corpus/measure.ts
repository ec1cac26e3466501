import {
  type Assumption,
  type AssumptionKind,
  assumptionHolds,
  type Condition,
  dotted,
  ecsSchema,
  evaluate,
  fieldsRead,
  type JsonValue,
  sampleEvents,
  type Verdict,
} from '@ruleglot/core'
import { emitters } from '@ruleglot/emitters'
import { emitCondition, toPredicate } from 'ruleglot'
import { runPythonEvaluator } from '../python.js'
import { runPanther } from '../run-panther.js'
import type { CorpusRule } from './elastic-corpus.js'
import type { CorpusTarget } from './targets.js'

/** What one target did with all rules. */
export interface TargetRow {
  readonly target: string
  readonly exact: { readonly none: number; readonly one: number; readonly more: number }
  readonly wider: number
  readonly narrower: number
  readonly different: number
  readonly unproven: number
  readonly refused: Readonly<Record<string, number>>
  /** Events on which the executed output was compared with `evaluate`. */
  readonly eventsRun: number
  /** Events the output decides otherwise and that break an assumption it names, by kind. */
  readonly excused: Readonly<Partial<Record<AssumptionKind, number>>>
  /** Matching events that lose a named assumption when a field is deleted or nulled: must be none. */
  readonly excusesAbsence: number
  /** Events the output decides otherwise with every assumption kept: must be none. */
  readonly wrong: readonly Disagreement[]
  readonly unprovenRules: readonly { readonly rule: string; readonly why: string }[]
}

export interface Disagreement {
  readonly rule: string
  readonly event: JsonValue
  readonly expected: JsonValue
  readonly got: JsonValue
}

/** Events made from the rule's own literals, with each field of a matching one deleted and nulled besides. */
export function eventsFor(condition: Condition): readonly JsonValue[] {
  const events = sampleEvents([condition], { limit: 60, schema: ecsSchema })
  const match = events.find((event) => evaluate(condition, event) === true)
  return match === undefined ? events : [...events, ...strippedFrom(condition, match)]
}

function strippedFrom(condition: Condition, match: JsonValue): readonly JsonValue[] {
  return fieldsRead(condition)
    .slice(0, 20)
    .flatMap((path) => [
      without(match, dotted(path).split('.'), undefined),
      without(match, dotted(path).split('.'), null),
    ])
}

function without(event: JsonValue, path: readonly string[], replacement: null | undefined): JsonValue {
  const copy = structuredClone(event) as Record<string, unknown>
  let at: unknown = copy
  for (const key of path.slice(0, -1)) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return copy as JsonValue
    at = (at as Record<string, unknown>)[key]
  }
  const last = path.at(-1) as string
  if (typeof at !== 'object' || at === null || Array.isArray(at)) return copy as JsonValue
  if (replacement === undefined) delete (at as Record<string, unknown>)[last]
  else if (Object.hasOwn(at, last)) (at as Record<string, unknown>)[last] = null
  return copy as JsonValue
}

/** The reference verdicts, and how the second evaluator and the closures stand to them. */
export async function measureEvaluators(rules: readonly CorpusRule[]): Promise<{
  readonly events: readonly (readonly JsonValue[])[]
  readonly expected: readonly (readonly (boolean | 'unknown')[])[]
  readonly evaluations: number
  readonly wrong: readonly (Disagreement & { readonly by: string })[]
}> {
  const events = rules.map(({ condition }) => eventsFor(condition))
  const expected = rules.map(({ condition }, i) => (events[i] ?? []).map((event) => evaluate(condition, event)))
  const wrong: (Disagreement & { by: string })[] = []
  const python = await runPythonEvaluator(rules.map(({ condition }, i) => ({ ir: condition, events: events[i] ?? [] })))
  rules.forEach(({ path, condition }, i) => {
    const predicate = toPredicate(condition)
    events[i]?.forEach((event, k) => {
      const want = expected[i]?.[k] as boolean | 'unknown'
      const second = python[i]?.[k] as JsonValue
      if (second !== want) wrong.push({ by: 'python evaluator', rule: path, event, expected: want, got: second })
      const third = predicate(event)
      if (want !== 'unknown' && third !== want)
        wrong.push({ by: 'closures', rule: path, event, expected: want, got: third })
    })
  })
  return { events, expected, evaluations: expected.reduce((sum, list) => sum + list.length, 0), wrong }
}

export async function measureTarget(
  target: CorpusTarget,
  rules: readonly CorpusRule[],
  events: readonly (readonly JsonValue[])[],
  expected: readonly (readonly (boolean | 'unknown')[])[],
): Promise<TargetRow> {
  const verdicts: Record<Verdict, number> = { exact: 0, wider: 0, narrower: 0, different: 0, unproven: 0 }
  const exact = { none: 0, one: 0, more: 0 }
  const refused: Record<string, number> = {}
  const unprovenRules: { rule: string; why: string }[] = []
  const written: { readonly at: number; readonly text: string; readonly assumptions: readonly Assumption[] }[] = []
  rules.forEach(({ path, condition }, at) => {
    const emitted = emitCondition(target.language, condition, target.options)
    if (!emitted.ok) {
      const reason = emitted.diagnostics.find((problem) => problem.severity === 'error')?.code ?? 'none'
      refused[reason] = (refused[reason] ?? 0) + 1
      return
    }
    const { text, verdict, assumptions, unproven } = emitted.value
    const named = namedAssumptions(target, condition)
    verdicts[verdict]++
    if (verdict === 'exact') exact[assumptions.length === 0 ? 'none' : assumptions.length === 1 ? 'one' : 'more']++
    if (verdict === 'unproven') unprovenRules.push({ rule: path, why: unproven ?? '' })
    written.push({ at, text, assumptions: named })
  })
  const run = await runWritten(target, written, events)
  const excused: Partial<Record<AssumptionKind, number>> = {}
  const wrong: Disagreement[] = []
  let eventsRun = 0
  let excusesAbsence = 0
  written.forEach(({ at, assumptions }, i) => {
    excusesAbsence += absencesExcused(rules[at]?.condition as Condition, assumptions, events[at] ?? [])
    run?.[i]?.forEach((got, k) => {
      const event = events[at]?.[k] as JsonValue
      const want = expected[at]?.[k] as boolean | 'unknown'
      eventsRun++
      if (got === want || want === 'unknown') return
      const broken =
        target.everyEvent === true ? [] : assumptions.filter((assumption) => !assumptionHolds(assumption, event))
      if (broken.length === 0) wrong.push({ rule: rules[at]?.path ?? '', event, expected: want, got })
      for (const kind of new Set(broken.map((assumption) => assumption.kind))) excused[kind] = (excused[kind] ?? 0) + 1
    })
  })
  const { wider, narrower, different, unproven } = verdicts
  return {
    target: target.name,
    exact,
    wider,
    narrower,
    different,
    unproven,
    refused,
    eventsRun,
    excusesAbsence,
    excused,
    wrong,
    unprovenRules,
  }
}

/** How often an assumption that a matching event keeps is broken by deleting or nulling one field of that event. */
function absencesExcused(
  condition: Condition,
  assumptions: readonly Assumption[],
  events: readonly JsonValue[],
): number {
  const keeps = (event: JsonValue): boolean => assumptions.every((assumption) => assumptionHolds(assumption, event))
  const match = events.find((event) => evaluate(condition, event) === true && keeps(event))
  return match === undefined ? 0 : strippedFrom(condition, match).filter((event) => !keeps(event)).length
}

/** All that the output relies on, those included that the schema settles: events are made to break them too. */
export function namedAssumptions({ language, options }: CorpusTarget, condition: Condition): readonly Assumption[] {
  const { schema: _, ...rest } = options
  const emitted = emitters.find(({ id }) => id === language)?.emitCondition?.(condition, { ...rest, schema: ecsSchema })
  return emitted?.ok === true ? emitted.value.assumptions : []
}

async function runWritten(
  target: CorpusTarget,
  written: readonly { readonly at: number; readonly text: string }[],
  events: readonly (readonly JsonValue[])[],
): Promise<readonly (readonly JsonValue[])[] | undefined> {
  if (target.run === 'python') {
    return runPanther(
      written.map(({ at, text }) => ({ code: text, events: events[at] ?? [] })),
    ) as readonly (readonly JsonValue[])[]
  }
  if (target.run === 'javascript') {
    return Promise.all(
      written.map(async ({ at, text }) => {
        const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as {
          matches: (event: JsonValue) => boolean
        }
        return (events[at] ?? []).map((event) => runOne(module.matches, event))
      }),
    )
  }
  return undefined
}

function runOne(matches: (event: JsonValue) => boolean, event: JsonValue): JsonValue {
  try {
    return matches(event)
  } catch (error) {
    return { error: String(error) }
  }
}
