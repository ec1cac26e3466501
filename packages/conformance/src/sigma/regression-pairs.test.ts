import { evaluate, type JsonValue } from '@ruleglot/core'
import { describe, expect, test } from 'vitest'
import { hasPython } from '../python.js'
import { runPanther } from '../run-panther.js'
import { javascriptOf, pantherPythonOf, readRegressionPairs } from './regression-pairs.js'

/**
 * SigmaHQ keeps recorded events beside 202 of its rules: each must fire, in the IR and in every output that runs. The
 * same in front of panther-core itself: packages/conformance/src/real-tools/sigma-regression.ts.
 */
const pairs = readRegressionPairs()

describe.skipIf(pairs === undefined)("SigmaHQ's recorded events fire", () => {
  const all = pairs ?? []

  test('in evaluate', () => {
    expect(all.length).toBeGreaterThan(200)
    const missed = all.filter(({ rule, events }) => !events.some((event) => evaluate(rule.condition, event) === true))
    expect(missed.map(({ path }) => path)).toEqual([])
  })

  test('in the emitted JavaScript', async () => {
    const missed: string[] = []
    for (const pair of all) {
      const text = javascriptOf(pair)
      const module = (await import(`data:text/javascript,${encodeURIComponent(text)}`)) as {
        readonly matches: (event: JsonValue) => boolean
      }
      if (!pair.events.some((event) => module.matches(event))) missed.push(pair.path)
    }
    expect(missed).toEqual([])
  })

  test.skipIf(!hasPython())('in the emitted Python', () => {
    const results = runPanther(all.map((pair) => ({ code: pantherPythonOf(pair), events: pair.events })))
    const missed = all.filter((_, i) => results[i]?.every((result) => result !== true))
    expect(missed.map(({ path }, i) => [path, results[i]])).toEqual([])
  })
})
