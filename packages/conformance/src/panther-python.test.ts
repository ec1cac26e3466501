import {
  type Assumption,
  assumptionHolds,
  type Condition,
  dotted,
  evaluate,
  type FieldSchema,
  type JsonValue,
} from '@ruleglot/core'
import { panther } from '@ruleglot/emitters/panther'
import { panther as reader } from '@ruleglot/parsers/panther'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as random from '../../core/test/random-condition.js'
import { hasPython } from './python.js'
import { runPanther } from './run-panther.js'

/** One field that the schema knows to be a list, so that the list form is written too. */
const SCHEMA: FieldSchema = {
  id: 'test',
  lookup: (path) => (dotted(path) === 'c.d' ? { type: 'keyword', array: true } : undefined),
}

interface Written {
  readonly condition: Condition
  readonly code: string
  readonly assumptions: readonly Assumption[]
}

function write(conditions: readonly Condition[], guards: 'assume' | 'explicit'): readonly Written[] {
  return conditions.flatMap((condition) => {
    const emitted = panther.emitCondition?.(condition, { guards, schema: SCHEMA })
    return emitted?.ok ? [{ condition, code: emitted.value.text, assumptions: emitted.value.assumptions }] : []
  })
}

/** The Python gives a bool on every event, and the verdict of the evaluator where its assumptions hold. */
function check(written: readonly Written[], events: readonly JsonValue[]): number {
  const results = runPanther(written.map(({ code }) => ({ code, events })))
  const problems: string[] = []
  let compared = 0
  for (const [i, { condition, code, assumptions }] of written.entries()) {
    for (const [j, event] of events.entries()) {
      const result = results[i]?.[j]
      const problem = (what: string): void => {
        const named = assumptions.map(({ kind, path }) => `${kind} ${dotted(path)}`)
        problems.push([what, JSON.stringify(condition), JSON.stringify(event), named.join(), code].join('\n'))
      }
      if (typeof result !== 'boolean') problem(JSON.stringify(result))
      else if (assumptions.every((assumption) => assumptionHolds(assumption, event))) {
        const truth = evaluate(condition, event)
        if (truth === 'unknown') continue
        compared++
        if (truth !== result) problem(`Python says ${result}, the evaluator ${truth}`)
      }
    }
  }
  if (problems.length === 0) return compared
  return expect.fail(`${problems.length} problems, the shortest:\n${problems.sort((a, b) => a.length - b.length)[0]}`)
}

/** More of them by hand: SEED=2 vitest run packages/conformance/src/panther-python.test.ts */
describe.runIf(hasPython())('Panther Python', () => {
  const objects = random.event.filter((event) => typeof event === 'object' && event !== null && !Array.isArray(event))
  const seed = Number(process.env['SEED'] ?? 1)
  const conditions = fc.sample(random.condition, { numRuns: 600, seed })
  const events = fc.sample(objects, { numRuns: 80, seed })

  test.each(['explicit', 'assume'] as const)('random conditions on random events, guards: %s', (guards) => {
    const written = write(conditions, guards)
    expect(written.length).toBeGreaterThan(conditions.length / 3)
    expect(check(written, events)).toBeGreaterThan(5_000)
  })

  test.each(['explicit', 'assume'] as const)('what is read back is what CPython does, guards: %s', (guards) => {
    const read = write(conditions, guards).flatMap(({ code }) => {
      const back = reader.parseCondition?.(code, {})
      if (back?.ok !== true || back.value.condition.kind === 'Opaque') return []
      return [{ code, condition: back.value.condition, assumptions: back.value.assumptions }]
    })
    expect(read.length).toBeGreaterThan(conditions.length / 4)
    expect(check(read, events)).toBeGreaterThan(5_000)
  })
})
