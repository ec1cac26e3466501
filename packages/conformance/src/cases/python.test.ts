import { expect, test } from 'vitest'
import { hasPython, runPythonEvaluator } from '../python.js'
import { caseId, loadSuites } from './load-cases.js'

test.skipIf(!hasPython())('the second evaluator gives the verdicts of spec/cases', async () => {
  const all = loadSuites().flatMap((suite) => suite.cases.map((one) => ({ id: caseId(suite, one), ...one })))
  const verdicts = await runPythonEvaluator(
    all.map(({ ir, events, now }) => ({
      ir,
      events: events.map(({ event }) => event),
      ...(now === undefined ? {} : { now }),
    })),
  )
  const given = all.map(({ id }, i) => ({ id, verdicts: verdicts[i] }))
  expect(given).toEqual(all.map(({ id, events }) => ({ id, verdicts: events.map(({ match }) => match) })))
})
