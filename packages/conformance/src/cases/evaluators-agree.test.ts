import { type Condition, evaluator, type JsonValue, type Truth } from '@ruleglot/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryCondition, arbitraryEvent } from '../arbitraries.js'
import { hasPython, type PythonBatch, runPythonEvaluator } from '../python.js'

const CONDITIONS = 6000
const EVENTS_EACH = 6
const SEED = 20240102

/** A different seed for a longer look: RULEGLOT_SEED=1 vitest run ... */
const seed = Number(process.env['RULEGLOT_SEED'] ?? SEED)

/** Half of them single leaves, where every pair says something about that leaf; the others trees of up to four levels. */
function draw(): readonly PythonBatch[] {
  const leaves = fc.sample(arbitraryCondition({ depth: 0 }), { seed, numRuns: CONDITIONS / 2 })
  const trees = fc.sample(arbitraryCondition(), { seed, numRuns: CONDITIONS / 2 })
  return [...leaves, ...trees].map((ir, i) => ({
    ir,
    // Once through JSON: a Python process cannot be handed -0.
    events: JSON.parse(
      JSON.stringify(fc.sample(arbitraryEvent(ir), { seed: seed + i, numRuns: EVENTS_EACH })),
    ) as JsonValue[],
    ...(i % 2 === 0 ? { now: 1704164645678 + i * 86_400_000 } : {}),
  }))
}

function verdicts({ ir, events, now }: PythonBatch): readonly Truth[] {
  const test = evaluator(ir)
  return events.map((event) => test(event, now === undefined ? {} : { now }))
}

interface Disagreement {
  readonly ir: Condition
  readonly event: JsonValue
  readonly now: number | undefined
  readonly core: Truth
  readonly python: Truth
}

test.skipIf(!hasPython())('both evaluators give the same verdicts on random conditions and events', async () => {
  const batches = draw()
  const python = await runPythonEvaluator(batches)
  const disagreements: Disagreement[] = []
  const seen: Record<string, number> = {}
  for (const [i, batch] of batches.entries()) {
    for (const [k, core] of verdicts(batch).entries()) {
      const other = python[i]?.[k] as Truth
      seen[String(core)] = (seen[String(core)] ?? 0) + 1
      if (core !== other) {
        disagreements.push({ ir: batch.ir, event: batch.events[k] as JsonValue, now: batch.now, core, python: other })
      }
    }
  }
  const shortest = disagreements.sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length).slice(0, 5)
  expect(shortest.map((one) => JSON.stringify(one))).toEqual([])
  // Agreement says little where everything is false.
  expect(seen['true']).toBeGreaterThan(CONDITIONS)
  expect(seen['false']).toBeGreaterThan(CONDITIONS)
  expect(seen['unknown']).toBeGreaterThan(CONDITIONS / 10)
})
