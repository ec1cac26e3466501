import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { condition, event } from '../../test/random-condition.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { evaluator } from '../evaluate/evaluate.js'
import { and, cidr, compare, exists, isIn, match, not, or, some } from '../ir/build.js'
import type { Condition, Scalar } from '../ir/node.js'
import { ANY_MANY } from '../ir/pattern.js'
import { mapChildren } from '../ir/transform.js'
import { visit } from '../ir/visit.js'
import { compareConditions } from './compare-conditions.js'
import { implies } from './implies.js'
import { sampleEvents } from './sample-events.js'

/** A condition beside itself with one thing changed: what the change can show, the verdict must not deny. */

const RUNS = Number(process.env['RULEGLOT_PROPERTY_RUNS'] ?? 300)

type Change = (node: Condition) => Condition | undefined

const otherCase = (text: string): string => (text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase())
const changed = (value: Scalar): Scalar =>
  typeof value === 'string' ? otherCase(value) : typeof value === 'number' ? value + 1 : !value

const CHANGES: readonly Change[] = [
  (node) => (node.kind === 'In' && node.values.length > 0 ? { ...node, values: node.values.slice(1) } : undefined),
  (node) =>
    (node.kind === 'And' || node.kind === 'Or') && node.children.length > 1
      ? { ...node, children: node.children.slice(1) }
      : undefined,
  (node) => (node.kind === 'And' ? { ...node, kind: 'Or' } : node.kind === 'Or' ? { ...node, kind: 'And' } : undefined),
  (node) => (node.kind === 'Not' ? node.child : not(node)),
  (node) => (node.kind === 'Match' ? { ...node, ignoreCase: !node.ignoreCase } : undefined),
  (node) => (node.kind === 'Match' ? { ...node, on: node.on === 'string' ? 'scalar' : 'string' } : undefined),
  (node) => (node.kind === 'Match' ? { ...node, pattern: [...node.pattern, ANY_MANY] } : undefined),
  (node) =>
    node.kind === 'Compare' && typeof node.value !== 'object' ? { ...node, value: changed(node.value) } : undefined,
  (node) =>
    node.kind === 'Compare' && node.domain === undefined && typeof node.value === 'string'
      ? match(node.field, [node.value], { ignoreCase: true, on: 'scalar' })
      : undefined,
  (node) => (node.kind === 'Compare' && node.domain === 'number' ? { ...node, domain: 'numeric' } : undefined),
  (node) => (node.kind === 'Compare' && node.op === 'gt' ? { ...node, op: 'ge' } : undefined),
  (node) => (node.kind === 'Some' ? node.condition : undefined),
]

/** The node at this place, in source order, changed; undefined where the change says nothing about it. */
function mutant(whole: Condition, at: number, change: Change): Condition | undefined {
  let number = -1
  let done = false
  const walk = (node: Condition): Condition => {
    number++
    if (number !== at) return mapChildren(node, walk)
    const next = change(node)
    done = next !== undefined
    return next ?? node
  }
  const result = walk(whole)
  return done ? result : undefined
}

function sizeOf(whole: Condition): number {
  let size = 0
  visit(whole, () => size++)
  return size
}

const FIELDS = ['a', 'b', 'c'] as const
const leaf: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom(...FIELDS), fc.constantFrom('x', 'X', 'xy', '10.0.0.1', '1'), fc.nat(8))
  .map(([field, text, form]): Condition => {
    const path = [field]
    return [
      compare(path, 'eq', text),
      isIn(path, [text, 'y', 1]),
      match(path, [text, ANY_MANY]),
      match(path, [ANY_MANY, text, ANY_MANY], { ignoreCase: true }),
      match(path, [text], { ignoreCase: true, on: 'scalar' }),
      compare(path, 'gt', 1, { domain: 'number' }),
      cidr(path, '10.0.0.0/24'),
      exists(path),
      some(path, compare([], 'eq', text)),
    ][form] as Condition
  })

/** As rules are: tests of a few fields, joined three deep. */
const rule: fc.Arbitrary<Condition> = fc
  .array(fc.tuple(fc.boolean(), fc.array(fc.tuple(leaf, fc.boolean()), { minLength: 1, maxLength: 3 })), {
    minLength: 1,
    maxLength: 4,
  })
  .map((groups) =>
    and(
      groups.map(([negated, parts]) => {
        const alternatives = or(parts.map(([part, denied]) => (denied ? not(part) : part)))
        return negated ? not(alternatives) : alternatives
      }),
    ),
  )

const pair: fc.Arbitrary<readonly [Condition, Condition]> = fc
  .tuple(
    fc.oneof(rule, condition),
    fc.array(fc.tuple(fc.nat(60), fc.constantFrom(...CHANGES)), { minLength: 1, maxLength: 8 }),
  )
  .map(([whole, tries]) => {
    const size = sizeOf(whole)
    for (const [at, change] of tries) {
      const other = mutant(whole, at % size, change)
      if (other !== undefined) return [whole, other]
    }
    return [whole, not(whole)]
  })

const VALUES: readonly JsonValue[] = [
  'x',
  'X',
  'xy',
  'XY',
  'xyz',
  'y',
  'Y',
  1,
  2,
  1.5,
  '1',
  '2',
  '10.0.0.1',
  '10.0.1.1',
  true,
  'true',
  '',
  null,
]
const flat: fc.Arbitrary<JsonValue> = fc
  .array(
    fc.tuple(
      fc.constantFrom(...FIELDS),
      fc.oneof(fc.constantFrom(...VALUES), fc.array(fc.constantFrom(...VALUES), { maxLength: 2 })),
    ),
    { maxLength: 3 },
  )
  .map((entries) => Object.fromEntries(entries) as JsonValue)

describe('a condition and a mutant of it', () => {
  test('no random event refutes what is said of them', () => {
    let unproven = 0
    fc.assert(
      fc.property(pair, fc.array(fc.oneof(flat, event), { minLength: 30, maxLength: 60 }), ([a, b], random) => {
        const { verdict } = compareConditions(a, b)
        const [runA, runB] = [evaluator(a), evaluator(b)]
        // Says nothing, so that nothing refutes it.
        if (verdict === 'unproven') {
          unproven++
          return
        }
        for (const e of [...random, ...sampleEvents([a, b], { limit: 100, seed: 7 })]) {
          const [inA, inB] = [runA(e), runB(e)]
          if (inA === true && inB === false) expect(['narrower', 'different'], shown(a, b, e)).toContain(verdict)
          if (inB === true && inA === false) expect(['wider', 'different'], shown(a, b, e)).toContain(verdict)
          if (verdict === 'equivalent') expect(inB, shown(a, b, e)).toBe(inA)
        }
      }),
      { numRuns: RUNS },
    )
    expect(unproven).toBeLessThan(RUNS / 3)
  })

  test('no random event refutes an entailment', () => {
    let entailed = 0
    fc.assert(
      fc.property(pair, fc.array(fc.oneof(flat, event), { minLength: 30, maxLength: 60 }), ([a, b], random) => {
        const [runA, runB] = [evaluator(a), evaluator(b)]
        const events = [...random, ...sampleEvents([a, b], { limit: 100, seed: 7 })]
        for (const [holds, given, wanted] of [
          [implies(a, b).implied === true, runA, runB],
          [implies(b, a).implied === true, runB, runA],
        ] as const) {
          if (!holds) continue
          entailed++
          for (const e of events) expect(given(e) === true && wanted(e) === false, shown(a, b, e)).toBe(false)
        }
      }),
      { numRuns: RUNS * 3 },
    )
    expect(entailed).toBeGreaterThan(RUNS / 4)
  })
})

function shown(a: Condition, b: Condition, e: JsonValue): string {
  return JSON.stringify({ a, b, e })
}
