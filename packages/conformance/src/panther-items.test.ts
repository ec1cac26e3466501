import {
  and,
  assumptionHolds,
  type Condition,
  compare,
  count,
  dotted,
  evaluate,
  every,
  exists,
  isIn,
  type JsonValue,
  match,
  not,
  or,
  type Path,
  regex,
  some,
  TRUE,
} from '@ruleglot/core'
import { panther } from '@ruleglot/emitters/panther'
import { panther as reader } from '@ruleglot/parsers/panther'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasPython } from './python.js'
import { runPanther } from './run-panther.js'

/** Loops over the items of lists that a pack knows, written, read back and executed. */

const LISTS = { a: ['x', 'y.z'], 'b.c': ['x'], 'a.d': ['x', 'n'] }

const text = fc.constantFrom('p', 'P', 'pq', 'None', '0', '')
const many = { wildcard: 'many' } as const

function leafOn(field: Path): fc.Arbitrary<Condition> {
  return fc.oneof(
    text.map((value) => compare(field, 'eq', value)),
    fc.constantFrom(0, 1, 2.5, true, false).map((value) => compare(field, 'eq', value)),
    fc.subarray(['p', 1, true, 'None', ''], { minLength: 2 }).map((values) => isIn(field, values)),
    fc.constant(exists(field)),
    fc
      .record({ value: text, ignoreCase: fc.boolean() })
      .map(({ value, ignoreCase }) => match(field, [many, value, many], { ignoreCase })),
    fc
      .record({ value: text, ignoreCase: fc.boolean() })
      .map(({ value, ignoreCase }) => match(field, [value, many], { ignoreCase })),
    fc.constantFrom(0, 1, 3).map((value) => compare(field, 'ge', value, { domain: 'number' })),
    fc.constant(regex(field, { type: 'concat', parts: [{ type: 'text', text: 'p' }] })),
    fc.constant(and([compare(field, 'gt', 0, { domain: 'number' }), compare(field, 'lt', 3, { domain: 'number' })])),
    fc.constant(and([exists(field), not(isIn(field, ['', 0, false]))])),
  )
}

function inside(fields: readonly Path[], depth = 2): fc.Arbitrary<Condition> {
  const leaf = fc.constantFrom(...fields).chain(leafOn)
  if (depth === 0) return leaf
  const inner = inside(fields, depth - 1)
  return fc.oneof(
    leaf,
    inner.map(not),
    fc.array(inner, { minLength: 2, maxLength: 3 }).map((parts) => and(parts)),
    fc.array(inner, { minLength: 2, maxLength: 3 }).map((parts) => or(parts)),
  )
}

const below = inside([['x'], ['n']])
const nested = fc.oneof(
  below.map((inner) => some(['d'], inner)),
  below.map((inner) => every(['d'], inner)),
  below.map((inner) => count(['d'], inner, 'ge', 2)),
  fc.constant(count(['d'], TRUE, 'eq', 1)),
)
const ofA = fc.oneof(
  inside([['x'], ['y', 'z']]),
  nested,
  fc.tuple(inside([['x']], 0), nested).map((two) => and(two)),
)

const condition: fc.Arbitrary<Condition> = fc.oneof(
  ofA.map((inner) => some(['a'], inner)),
  ofA.map((inner) => every(['a'], inner)),
  ofA.map((inner) => not(some(['a'], inner))),
  inside([['x']]).map((inner) => some(['b', 'c'], inner)),
  below.map((inner) => some(['a', 'd'], inner)),
  below.map((inner) => every(['a', 'd'], inner)),
  fc
    .record({ op: fc.constantFrom('eq', 'ge', 'lt'), n: fc.nat(2) })
    .map(({ op, n }) => count(['a'], TRUE, op as 'eq', n)),
  fc.nat(2).map((n) => count(['a', 'd'], TRUE, 'le', n)),
  fc.tuple(leafOn(['x']), leafOn(['y', 'z']), leafOn(['y', 'z']), fc.boolean()).map(([shared, one, other, behind]) => {
    const asked = [one, other].map((last) => some(['a'], and([shared, last])))
    return or(behind ? asked.map((scope) => and([compare(['k'], 'eq', 'p'), scope])) : asked)
  }),
  inside([['x']]).map((inner) => count(['a'], inner, 'eq', 1)),
  fc
    .tuple(inside([['x']], 1), inside([['x']], 1))
    .map(([one, other]) => and([compare(['k'], 'eq', 'p'), some(['a'], one), some(['a'], other)])),
)

const scalar = fc.oneof(text, fc.constantFrom(0, 1, 2, 2.5, true, false, null))
const odd = fc.oneof(
  { weight: 9, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constantFrom<JsonValue>(['p'], [], {}, { q: 'p' }) },
)
const optional = { requiredKeys: [] } as const
const list = (item: fc.Arbitrary<JsonValue>): fc.Arbitrary<JsonValue> =>
  fc.oneof(
    { weight: 12, arbitrary: fc.array(item, { maxLength: 3 }) as fc.Arbitrary<JsonValue> },
    { weight: 1, arbitrary: item },
    { weight: 1, arbitrary: fc.constantFrom<JsonValue>(null, 'p', 1, [null], ['p'], [[{ x: 'p' }]], {}) },
  )
const d = list(fc.record({ x: odd, n: odd, X: scalar }, { requiredKeys: [] }) as fc.Arbitrary<JsonValue>)
const item = fc.record({ x: odd, y: fc.record({ z: odd }, optional), d }, optional) as fc.Arbitrary<JsonValue>
const event = fc.record(
  { k: text, a: list(item), b: fc.oneof(fc.record({ c: list(item) }, optional), scalar) },
  optional,
) as fc.Arbitrary<JsonValue>

interface Asked {
  readonly condition: Condition
  readonly code: string
  readonly assumptions: readonly Parameters<typeof assumptionHolds>[0][]
}

/** How many verdicts of Python were compared; where the assumptions hold it raises nothing and says the same. */
function compared(asked: readonly Asked[], events: readonly JsonValue[]): number {
  const results = runPanther(asked.map(({ code }) => ({ code, events })))
  let n = 0
  const problems: string[] = []
  for (const [i, { condition: wanted, code, assumptions }] of asked.entries()) {
    for (const [j, one] of events.entries()) {
      if (!assumptions.every((assumption) => assumptionHolds(assumption, one))) continue
      n++
      if (results[i]?.[j] !== evaluate(wanted, one)) {
        const named = assumptions.map(({ kind, path }) => `${kind} ${dotted(path)}`)
        problems.push(
          [JSON.stringify(results[i]?.[j]), JSON.stringify(wanted), JSON.stringify(one), named, code].join('\n'),
        )
      }
    }
  }
  if (problems.length > 0) expect.fail(`${problems.length} differ\n${problems.sort((p, q) => p.length - q.length)[0]}`)
  return n
}

describe('loops over the items of known lists', () => {
  const conditions = fc.sample(condition, { numRuns: 120, seed: Number(process.env['SEED'] ?? 1) })
  const written = conditions.map((one): Asked => {
    const emitted = panther.emitCondition?.(one, { target: { lists: LISTS } })
    if (!emitted?.ok) return expect.fail(JSON.stringify(emitted?.diagnostics))
    return { condition: one, code: emitted.value.text, assumptions: emitted.value.assumptions }
  })
  const read = written.map(({ code }): Asked => {
    const back = reader.parseCondition?.(code, {})
    if (back?.ok !== true) return expect.fail(JSON.stringify(back?.diagnostics))
    return { condition: back.value.condition, code, assumptions: back.value.assumptions }
  })

  test('no helper is needed, and the reader takes all of it', () => {
    expect(written.filter(({ code }) => /^def _/m.test(code))).toEqual([])
    expect(read.filter(({ condition: back }) => JSON.stringify(back).includes('Opaque'))).toEqual([])
  })

  test.runIf(hasPython())('Python says what the condition and what its reading say', () => {
    const events = fc.sample(event, { numRuns: 80, seed: Number(process.env['SEED'] ?? 1) })
    expect(compared(written, events)).toBeGreaterThan(2_000)
    expect(compared(read, events)).toBeGreaterThan(2_000)
  })
})

test('what is not known of the items is left to helpers', () => {
  const emit = (one: Condition, lists: Record<string, readonly string[]>): string => {
    const emitted = panther.emitCondition?.(one, { target: { lists } })
    return emitted?.ok === true ? emitted.value.text : ''
  }
  const asked = some(['a'], compare(['x'], 'eq', 'p'))
  expect(emit(asked, { a: ['x'] })).toBe(
    'def rule(event):\n    return any(item.get("x") == "p" for item in event.deep_get("a", default=[]))\n',
  )
  expect(emit(asked, { a: [] })).toContain('_elements(event, "a")')
  expect(emit(asked, {})).toContain('_elements(event, "a")')
  expect(emit(some(['a', 'b'], compare(['x'], 'eq', 'p')), { a: ['x'] })).toContain('_elements(event, "a.b")')
  const anyCase = some([{ key: 'a', ignoreCase: true }], compare(['x'], 'eq', 'p'))
  expect(emit(anyCase, { a: ['x'] })).not.toContain('default=[]')
})
