import { type Condition, compareConditions, ecsSchema, type Verdict } from '@ruleglot/core'
import { emitters } from '@ruleglot/emitters'
import { parsers } from '@ruleglot/parsers'
import { emitCondition, type LanguageId, type WriteOptions } from 'ruleglot'

/** A way to write conditions that is read back. */
export interface TripTarget {
  readonly name: string
  readonly language: LanguageId
  readonly options: WriteOptions
}

export const TRIP_TARGETS: readonly TripTarget[] = [
  { name: 'kql', language: 'kql', options: {} },
  { name: 'eql', language: 'eql', options: {} },
  { name: 'panther-condition', language: 'panther-condition', options: {} },
  { name: 'panther', language: 'panther', options: {} },
  { name: 'sigma', language: 'sigma', options: {} },
  { name: 'sigma, exact case', language: 'sigma', options: { case: 'exact' } },
  { name: 'javascript', language: 'javascript', options: { as: 'module' } },
]

/** What became of one condition in one language. */
export interface RoundTrip {
  /** The verdict that users see; absent where the language cannot say the condition. */
  readonly written?: Verdict
  /** The same question again, put to the decision procedure alone: equal normal forms are not taken for a proof. */
  readonly searched?: ReturnType<typeof compareConditions>['verdict']
  /** What stopped either proof. */
  readonly why?: string
}

/** Writes the condition, reads the output back and compares. The search is asked only where the writer says exact or knows nothing. */
export function roundTrip({ language, options }: TripTarget, condition: Condition, search: boolean): RoundTrip {
  const own = { ...options, schema: ecsSchema }
  const emission = emitCondition(language, condition, own)
  if (!emission.ok) return {}
  const { verdict, unproven } = emission.value
  const written = { written: verdict, ...(unproven === undefined ? {} : { why: unproven }) }
  if (!search || (verdict !== 'exact' && verdict !== 'unproven')) return written
  const emitted = emitters.find(({ id }) => id === language)?.emitCondition?.(condition, own)
  const reader = parsers.find(({ id }) => id === language)
  const back = emitted?.ok ? reader?.parseCondition?.(emitted.value.text, own) : undefined
  if (!emitted?.ok || !back?.ok) return written
  const searched = compareConditions(condition, back.value.condition, {
    assumptions: [...emitted.value.assumptions, ...back.value.assumptions],
    shortcut: false,
    leastAssumptions: false,
  })
  return {
    ...written,
    searched: searched.verdict,
    ...(searched.unproven === undefined ? {} : { why: searched.unproven }),
  }
}
