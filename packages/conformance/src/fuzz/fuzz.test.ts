import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fuzzTargets } from './targets.js'

/**
 * Random input in front of every reader and writer: a short run with a fixed seed. RULEGLOT_PROPERTY_RUNS and
 * RULEGLOT_SEED make it longer or another; `fuzz/main.ts` runs for as long as it is told and stops what hangs.
 */
const RUNS = Number(process.env['RULEGLOT_PROPERTY_RUNS'] ?? 25)
const SEED = Number(process.env['RULEGLOT_SEED'] ?? 1)

/** KQL, EQL, conditions, Sigma, JavaScript and their rules; see check-condition.ts. */
const CHOICES = [1, 2, 5, 8, 9]

describe.each(fuzzTargets().map((target) => [target.id, target] as const))('%s', (_, target) => {
  test('texts of the corpus', () => {
    for (const [i, text] of target.seeds.entries()) target.check(text, i + 1)
    for (const text of target.failed) for (const choice of CHOICES) target.check(text, choice)
    expect(target.seeds.length + target.failed.length).toBeGreaterThan(0)
  })

  test('random texts', () => {
    fc.assert(
      fc.property(target.input, fc.nat(1000), (text, choice) => target.check(text, choice)),
      { seed: SEED, numRuns: RUNS, endOnFailure: true },
    )
  })
})
