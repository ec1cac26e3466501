import { evaluate } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { caseId, loadSuites } from './load-cases.js'

describe('evaluate gives the verdicts of spec/cases', () => {
  for (const suite of loadSuites()) {
    for (const one of suite.cases) {
      test(caseId(suite, one), () => {
        const options = one.now === undefined ? {} : { now: one.now }
        expect(one.events.map(({ event }) => ({ event, match: evaluate(one.ir, event, options) }))).toEqual(one.events)
      })
    }
  }
})
