import { type Condition, transform } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { CASE_LANGUAGES } from './case-languages.js'
import type { Failure } from './failure.js'
import { caseId, loadSuites } from './load-cases.js'
import { type Gap, gapsOf, loadGaps } from './load-gaps.js'
import { skipsRuns, tryCases } from './try-cases.js'

/**
 * Every case of spec/cases in every language: its texts are read as its condition, the condition is written exactly,
 * and what runs gives the verdicts. What a language does not do is listed in spec/gaps, and only that.
 */
const suites = loadSuites()

/** Once as it stands, once with every node copied: nothing may hang on which object a node is. */
const TIMES = { plain: (ir: Condition) => ir, copied: (ir: Condition) => transform(ir, (node) => ({ ...node })) }

describe.each(CASE_LANGUAGES.map((language) => [language.id, language] as const))('%s', (id, language) => {
  const gaps = loadGaps(id)

  describe.each(Object.entries(TIMES))('%s', (_, change) => {
    const outcomes = tryCases(language, suites, change)
    for (const suite of suites) {
      for (const one of suite.cases) {
        test(caseId(suite, one), () => {
          const outcome = outcomes.get(one)
          expect(outcome?.untrue).toEqual([])
          const listed = gapsOf(gaps, suite.suite, one.name)
          const failures = outcome?.failures ?? []
          const open = failures.filter((failure) => !listed.some((gap) => excuses(gap, failure)))
          expect(open, 'failures that no gap lists').toEqual([])
          const closed = listed.filter((gap) => !failures.some((failure) => excuses(gap, failure)))
          if (!skipsRuns(language)) expect(closed, 'gaps that have been closed').toEqual([])
        })
      }
    }
  })

  test('gaps are about cases that there are', () => {
    const cases = new Set(suites.flatMap((suite) => suite.cases.map((one) => caseId(suite, one))))
    const names = new Set(suites.map(({ suite }) => suite))
    expect(Object.keys(gaps.cases ?? {}).filter((name) => !cases.has(name))).toEqual([])
    expect(Object.keys(gaps.suites ?? {}).filter((name) => !names.has(name))).toEqual([])
  })

  if (skipsRuns(language)) test.skip('what is written is run: there is no python3 on this machine', () => {})
})

function excuses(gap: Gap, failure: Failure): boolean {
  if (gap.step !== failure.step || (gap.with !== undefined && gap.with !== failure.way)) return false
  return gap.gives === undefined || gap.gives === failure.gives
}
