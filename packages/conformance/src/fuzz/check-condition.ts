import { runInThisContext } from 'node:vm'
import {
  anyCaseFields,
  assumptionHolds,
  type Condition,
  type Emission,
  emitVerifiedCondition,
  evaluate,
  type JsonValue,
  lintCondition,
  normalise,
  planTests,
  readCondition,
  sampleEvents,
  type Truth,
} from '@ruleglot/core'
import { toPredicate } from '@ruleglot/emitters/javascript'
import { compileMatcher } from '@ruleglot/matcher'
import fc from 'fast-check'
import { arbitraryEvent } from '../arbitraries.js'
import { CASE_LANGUAGES, type CaseLanguage, type Way } from '../cases/case-languages.js'
import { checkDiagnostics } from './check-diagnostics.js'

/**
 * What must hold of every condition, wherever it came from: it is a document, unless it counts beyond a bound, all
 * paths of evaluation agree on events
 * made from it, and in the language that `choice` picks the verdict on its output is one that no such event refutes.
 */
export function checkCondition(
  condition: Condition,
  choice: number,
  files: Readonly<Record<string, string>> = {},
): void {
  const document = readCondition(JSON.parse(JSON.stringify(condition)))
  if (!document.ok && document.diagnostics.some(({ code }) => code !== 'limit/nodes'))
    throw new Error(`no IR document: ${JSON.stringify(document.diagnostics)}`)
  const ways = CASE_LANGUAGES.flatMap((language) => Object.values(language.ways).map((way) => ({ language, way })))
  const { language, way } = ways[choice % ways.length] as (typeof ways)[number]
  const emitted = emitVerifiedCondition(condition, { emitter: language.emitter, reader: language.reader }, way.options)
  checkDiagnostics(emitted.diagnostics, files, emitted.ok)
  if (!emitted.ok) {
    checkPaths(condition, eventsFor([condition], choice))
    return
  }
  const read = readBack(language, emitted.value, condition)
  const events = eventsFor(read === undefined ? [condition] : [condition, read], choice)
  checkPaths(condition, events)
  if (read !== undefined) checkVerdict(condition, read, emitted.value, events)
  if (language.id === 'javascript') checkRun(condition, emitted.value, way, events)
  if (choice % 7 === 0) checkTests(condition)
}

function readBack(language: CaseLanguage, { text, verdict }: Emission, source: Condition): Condition | undefined {
  const read = language.reader.parseCondition?.(text, { anyCase: anyCaseFields(source) })
  if (read?.ok === true) return read.value.condition
  if (verdict === 'unproven' && OWN_WORDS.test(text)) return undefined
  if (verdict !== 'unproven') throw new Error(`${verdict}, but not read back: ${text}`)
  throw new Error(`${language.id} does not read what was written: ${text}\n${JSON.stringify(read?.diagnostics)}`)
}

/** Words of opaque parts that the generator made: they stand verbatim in the output and are no language's. */
const OWN_WORDS = /[fg]\(x\)/

/** Events that make the leaves true and just not true, with a few random ones that hold the same literals. */
export function eventsFor(conditions: readonly Condition[], seed: number): readonly JsonValue[] {
  const own = sampleEvents(conditions, { limit: 60, seed: seed + 1 })
  const aimed = fc.sample(arbitraryEvent(conditions[seed % conditions.length]), { numRuns: 20, seed })
  // Languages that write code take an event to be an object.
  return [...own, ...aimed].filter((event) => !Array.isArray(event))
}

/** The evaluator, the closures, the normal form and the matcher say the same. */
function checkPaths(condition: Condition, events: readonly JsonValue[]): void {
  const predicate = toPredicate(condition)
  const matcher = compileMatcher([{ id: 'r', condition }])
  const normal = normalise(condition)
  for (const event of events) {
    const truth = evaluate(condition, event)
    expectSame('toPredicate', predicate(event), truth === true, event)
    expectSame('the matcher', matcher.match(event).length === 1, truth === true, event)
    const other = evaluate(normal, event)
    if (truth !== 'unknown' && other !== 'unknown') expectSame('the normal form', other, truth, event)
  }
  lintCondition(condition)
}

/** No event that keeps the assumptions refutes the verdict, and its witnesses are true. */
export function checkVerdict(
  source: Condition,
  output: Condition,
  emission: VerdictOf,
  events: readonly JsonValue[],
): void {
  const { verdict, assumptions, witness } = emission
  const kept = (event: JsonValue): boolean => assumptions.every((assumption) => assumptionHolds(assumption, event))
  for (const event of events) {
    const [wanted, got] = [evaluate(source, event), evaluate(output, event)]
    if (wanted === 'unknown' || got === 'unknown' || wanted === got || !kept(event)) continue
    const allowed = ALLOWED[verdict]
    if (!allowed.includes(got ? 'wider' : 'narrower'))
      throw new Error(`${verdict}, but ${JSON.stringify(event)} gives ${wanted} and ${got}: ${emission.text}`)
  }
  for (const [event, wanted, got] of [
    [witness?.onlyA, true, false],
    [witness?.onlyB, false, true],
  ] as const) {
    if (event === undefined) continue
    const truths: readonly Truth[] = [evaluate(source, event), evaluate(output, event)]
    if (truths[0] !== wanted || truths[1] !== got || !kept(event))
      throw new Error(`a witness that shows nothing: ${JSON.stringify(event)} gives ${truths.join(' and ')}`)
  }
}

type VerdictOf = Pick<Emission, 'verdict' | 'assumptions' | 'witness' | 'text'>

const ALLOWED: { readonly [V in Emission['verdict']]: readonly ('wider' | 'narrower')[] } = {
  exact: [],
  wider: ['wider'],
  narrower: ['narrower'],
  different: ['wider', 'narrower'],
  unproven: ['wider', 'narrower'],
}

/** Emitted JavaScript is run. */
function checkRun(
  condition: Condition,
  { text, verdict, assumptions }: Emission,
  way: Way,
  events: readonly JsonValue[],
): void {
  if (way.lossy === true || verdict !== 'exact') return
  const matches = runInThisContext(`(() => {\n${text}\nreturn matches;\n})()`) as (event: JsonValue) => boolean
  for (const event of events) {
    const truth = evaluate(condition, event)
    const got = matches(event)
    if (truth !== 'unknown' && assumptions.every((assumption) => assumptionHolds(assumption, event)))
      expectSame('emitted JavaScript', got, truth, event)
  }
}

/** Generated tests expect what the condition says. */
function checkTests(condition: Condition): void {
  for (const { event, expected } of planTests(condition).tests)
    expectSame('a generated test', expected, evaluate(condition, event), event)
}

function expectSame(what: string, got: unknown, wanted: unknown, event: JsonValue): void {
  if (got !== wanted) throw new Error(`${what} says ${got}, not ${wanted}, of ${JSON.stringify(event)}`)
}
