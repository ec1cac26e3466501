import {
  type Assumption,
  type Condition,
  type Emission,
  type EmitOptions,
  emitVerifiedCondition,
  evaluate,
  type JsonValue,
} from '@ruleglot/core'
import { type CaseLanguage, schemaOfTypes, type Way } from './case-languages.js'
import type { Failure } from './failure.js'
import { type Case, spellings } from './load-cases.js'
import { clock, keeps } from './read-step.js'

/** An output that was proven exact, for running it where its language runs. */
export interface WrittenText {
  readonly text: string
  readonly assumptions: readonly Assumption[]
}

/**
 * Writes the condition one way. Anything but `exact` is a failure that a gap may excuse. That a verdict is untrue, or
 * that an output relies on what it may not, is an Error: no gap excuses it.
 */
export function writeCase(
  language: CaseLanguage,
  [name, way]: readonly [string, Way],
  one: Case,
  ir: Condition,
): WrittenText | Failure | undefined {
  const options = optionsOf(language, way, one)
  const emitted = emitVerifiedCondition(ir, { emitter: language.emitter, reader: language.reader }, options)
  if (!emitted.ok) {
    const [first] = emitted.diagnostics
    if (way.lossy === true) return undefined
    return { step: 'emit', way: name, gives: first?.code ?? 'no reason', detail: first?.message ?? '' }
  }
  const { verdict, text, assumptions } = emitted.value
  if (!way.assumes && assumptions.length > 0) throw new Error(`${text}\nrelies on ${JSON.stringify(assumptions)}`)
  checkVerdict(language, one, ir, emitted.value, options)
  if (verdict === 'exact') return { text, assumptions }
  if (way.lossy === true) return undefined
  return { step: 'emit', way: name, gives: verdict, detail: `${emitted.value.unproven ?? 'has a witness'}\n${text}` }
}

/** Types that the case's own text needs are known to the writer too. */
function optionsOf({ id }: CaseLanguage, { options }: Way, one: Case): EmitOptions {
  const fieldTypes = spellings(one, id)[0]?.fieldTypes ?? {}
  return Object.keys(fieldTypes).length === 0 ? options : { ...options, schema: schemaOfTypes(fieldTypes) }
}

/** The verdict holds on the events of the case and on its own witness. */
function checkVerdict(
  language: CaseLanguage,
  one: Case,
  ir: Condition,
  { text, verdict, assumptions, witness }: Emission,
  { schema }: EmitOptions,
): void {
  const read = language.reader.parseCondition?.(text, schema === undefined ? {} : { schema })
  if (read?.ok !== true) {
    if (verdict === 'unproven') return
    throw new Error(`${verdict}, but not read back: ${text}`)
  }
  const relied = [...assumptions, ...read.value.assumptions]
  const output = (event: JsonValue) => evaluate(read.value.condition, event, clock(one))
  const source = (event: JsonValue) => evaluate(ir, event, clock(one))
  for (const { event, match } of one.events) {
    // What the source leaves unknown may be anything: no decided output contradicts it.
    if (!keeps(relied, event) || output(event) === match || match === 'unknown') continue
    const sides = match === true ? EXCUSES.onlyA : EXCUSES.onlyB
    if (!sides.includes(verdict))
      throw new Error(`${verdict} is refuted by ${JSON.stringify({ event, match })}\n${text}`)
  }
  const shown = (event: JsonValue | undefined, fires: boolean): boolean =>
    event !== undefined && keeps(relied, event) && source(event) === fires && output(event) === !fires
  const onlyA = shown(witness?.onlyA, true)
  const onlyB = shown(witness?.onlyB, false)
  const needed = { exact: true, unproven: true, wider: onlyB, narrower: onlyA, different: onlyA && onlyB }[verdict]
  if (!needed) throw new Error(`${verdict} is not shown by ${JSON.stringify(witness)}\n${text}`)
}

/** The verdicts that allow an event to fire one side alone. */
const EXCUSES = { onlyA: ['narrower', 'different', 'unproven'], onlyB: ['wider', 'different', 'unproven'] }
