import type { Condition } from '@ruleglot/core'
import { hasPython } from '../python.js'

import type { CaseLanguage } from './case-languages.js'
import type { Failure } from './failure.js'
import type { Case, Suite } from './load-cases.js'
import { readTexts } from './read-step.js'
import { type Runnable, runPredicate, runTexts } from './run-step.js'
import { writeCase } from './write-step.js'

export interface Outcome {
  readonly failures: Failure[]
  /** What is wrong whatever the gaps say. */
  readonly untrue: string[]
}

/** All cases at once, so that a language that runs outside of Node starts once. */
export function tryCases(
  language: CaseLanguage,
  suites: readonly Suite[],
  change: (ir: Condition) => Condition,
): ReadonlyMap<Case, Outcome> {
  const outcomes = new Map<Case, Outcome>()
  const texts: Runnable[] = []
  for (const one of suites.flatMap(({ cases }) => cases)) {
    const outcome: Outcome = { failures: [], untrue: [] }
    outcomes.set(one, outcome)
    const ir = change(one.ir)
    const { read, failures } = readTexts(language, one, ir)
    outcome.failures.push(...failures)
    texts.push(...read.map((text) => ({ one, way: 'source', ...text })))
    for (const way of Object.entries(language.ways)) {
      try {
        const written = writeCase(language, way, one, ir)
        if (written === undefined) continue
        if ('step' in written) outcome.failures.push(written)
        else texts.push({ one, way: way[0], ...written })
      } catch (error) {
        outcome.untrue.push(`${way[0]}: ${error instanceof Error ? error.message : String(error)}`)
      }
    }
    if (language.id === 'javascript') outcome.failures.push(...runPredicate(one, ir))
  }
  if (skipsRuns(language)) return outcomes
  for (const [i, failures] of runTexts(language.id, texts).entries()) {
    outcomes.get((texts[i] as Runnable).one)?.failures.push(...failures)
  }
  return outcomes
}

/** Whether what the language writes cannot be run on this machine. */
export function skipsRuns({ id }: CaseLanguage): boolean {
  return id === 'panther' && !hasPython()
}
