import {
  type Assumption,
  assumptionHolds,
  type Condition,
  equals,
  evaluate,
  type JsonValue,
  normalise,
} from '@ruleglot/core'
import type { CaseLanguage } from './case-languages.js'
import type { Failure } from './failure.js'
import { type Case, spellings } from './load-cases.js'

/** A text of a case that was read, for running it where its language runs. */
export interface ReadText {
  readonly text: string
  readonly assumptions: readonly Assumption[]
}

/** Reads every text of the case; each must mean `ir`, and say so of the events that keep what the reading relies on. */
export function readTexts(
  language: CaseLanguage,
  one: Case,
  ir: Condition,
): { readonly read: readonly ReadText[]; readonly failures: readonly Failure[] } {
  const read: ReadText[] = []
  const failures: Failure[] = []
  for (const { text, fieldTypes } of spellings(one, language.id)) {
    const parsed = language.reader.parseCondition?.(text, { fieldTypes })
    if (parsed?.ok !== true) {
      failures.push({ step: 'parse', detail: `${text}\nis not read: ${JSON.stringify(parsed?.diagnostics)}` })
      continue
    }
    const { condition, assumptions } = parsed.value
    if (!equals(normalise(condition), normalise(ir))) {
      failures.push({ step: 'parse', detail: `${text}\nis read as ${JSON.stringify(normalise(condition))}` })
      continue
    }
    const wrong = one.events.find(({ event, match }) => {
      return keeps(assumptions, event) && evaluate(condition, event, clock(one)) !== match
    })
    if (wrong !== undefined) failures.push({ step: 'parse', detail: `${text}\non ${JSON.stringify(wrong)}` })
    read.push({ text, assumptions })
  }
  return { read, failures }
}

export function keeps(assumptions: readonly Assumption[], event: JsonValue): boolean {
  return assumptions.every((assumption) => assumptionHolds(assumption, event))
}

export function clock({ now }: Case): { readonly now?: number } {
  return now === undefined ? {} : { now }
}
