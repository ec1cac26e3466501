import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Assumption } from '../assumptions/assumption.js'
import { assumptionHolds } from '../assumptions/assumption-holds.js'
import { factsOf } from '../compare/assumed-facts.js'
import type { JsonValue } from '../diagnostics/diagnostic.js'
import { evaluator } from '../evaluate/evaluate.js'
import { and, cidr, compare, exists, isIn, match, not, or, regex, shape, some } from '../ir/build.js'
import type { CompareOperator, Condition } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { ANY_MANY, ANY_ONE, type Pattern } from '../ir/pattern.js'
import { dropSettled } from './drop-settled.js'
import { normalise } from './normalise.js'

/** Two or three leaves on one field, where every rule about implication, contradiction and merging has its say. */

const RUNS = Number(process.env['RULEGLOT_PROPERTY_RUNS'] ?? 1000)

const OPERATORS: readonly CompareOperator[] = ['eq', 'lt', 'le', 'gt', 'ge']
const PATTERNS: readonly Pattern[] = [
  [ANY_MANY],
  [ANY_ONE],
  [ANY_ONE, ANY_MANY],
  ['x', ANY_MANY],
  ['X', ANY_MANY],
  ['xy', ANY_MANY],
  [ANY_MANY, 'y'],
  [ANY_MANY, 'x', ANY_MANY],
  ['x', ANY_ONE],
  ['1', ANY_MANY],
  ['t', ANY_MANY],
  ['x'],
  ['true'],
]

function leavesOn(path: Path): readonly Condition[] {
  const patterns = PATTERNS.flatMap((pattern) =>
    (['string', 'scalar'] as const).flatMap((on) =>
      [true, false].map((ignoreCase) => match(path, pattern, { ignoreCase, on })),
    ),
  )
  const orders = OPERATORS.flatMap((op) => [
    ...[1, 2].map((bound) => compare(path, op, bound, { domain: 'number' })),
    ...['x', 'xy'].map((bound) => compare(path, op, bound, { domain: 'text' })),
    ...[1, '2'].map((bound) => compare(path, op, bound, { domain: 'numeric' })),
    compare(path, op, '10.0.0.7', { domain: 'ip' }),
    compare(path, op, Date.UTC(2024, 0, 2), { domain: 'instant' }),
  ])
  return [
    ...[1, 2, '1', 'x', 'X', 'xy', true, 'true', ''].map((value) => compare(path, 'eq', value)),
    ...[
      [1, '1'],
      ['x', 'xy'],
      [1, 2],
      ['x', 1, true],
      [true, false],
    ].map((values) => isIn(path, values)),
    ...patterns,
    ...orders,
    ...['10.0.0.0/24', '10.0.0.0/29', '10.0.0.7/32', '::/0'].map((network) => cidr(path, network)),
    ...(
      ['missing', 'null', 'boolean', 'number', 'string', 'array', 'emptyArray', 'object', 'emptyObject'] as const
    ).map((kind) => shape(path, [kind])),
    shape(path, ['missing', 'null']),
    shape(path, ['string', 'number', 'boolean', 'object']),
    shape(path, ['string', 'number', 'boolean', 'object', 'array']),
    shape(path, ['string', 'array']),
    shape(path, ['boolean', 'number', 'array', 'emptyArray', 'object', 'emptyObject', 'string']),
    exists(path),
    exists(path),
    exists(path),
    regex(path, { type: 'set', ranges: [[0x78, 0x79]] }, { on: 'scalar' }),
    { kind: 'CompareFields', left: path, op: 'eq', right: ['c'], ignoreCase: false, on: 'string' },
  ]
}

const VALUES: readonly JsonValue[] = [
  1,
  2,
  1.5,
  '1',
  '2',
  'x',
  'X',
  'xy',
  'xyz',
  'y',
  '',
  true,
  false,
  'true',
  'TRUE',
  '10.0.0.7',
  '10.0.0.9',
  '::1',
  '2024-01-02',
  null,
  {},
  [],
  { z: 1 },
  { z: null },
  [1, 2],
  ['x', 1],
  ['x', 'xy'],
  [[true]],
  [null, 'x'],
  [{}, 1],
  [null],
  [{ z: 1 }, {}],
]

const EVENTS: readonly JsonValue[] = [
  {},
  { a: {} },
  { a: null },
  { a: [] },
  ...VALUES.flatMap((value): JsonValue[] => [
    { a: { b: value }, c: 'x' },
    { 'a.b': value },
    { 'a.b': value, a: { b: null } },
    { 'a.b': value, a: { b: 'x' } },
    { a: [{ b: value }, { b: 2 }] },
    { a: [{ b: value }, {}], c: 'xy' },
  ]),
]

const SCALAR: readonly Assumption[] = [
  { kind: 'scalar', path: ['a', 'b'], why: 'test' },
  { kind: 'scalar', path: ['a'], why: 'test' },
]
const SCALAR_EVENTS = EVENTS.filter((event) => SCALAR.every((one) => assumptionHolds(one, event)))

const literal = (path: Path): fc.Arbitrary<Condition> =>
  fc.tuple(fc.constantFrom(...leavesOn(path)), fc.boolean()).map(([leaf, negated]) => (negated ? not(leaf) : leaf))

const joined = (...paths: readonly Path[]): fc.Arbitrary<Condition> =>
  fc
    .tuple(fc.boolean(), fc.array(fc.oneof(...paths.map(literal)), { minLength: 2, maxLength: 3 }))
    .map(([all, parts]) => (all ? and(parts) : or(parts)))

/** Tests beside groups of tests of the same field, at any depth. */
const grouped = (depth: number, ...paths: readonly Path[]): fc.Arbitrary<Condition> => {
  const part = fc.oneof(...paths.map(literal))
  if (depth === 0) return part
  const group = grouped(depth - 1, ...paths)
  return fc
    .tuple(
      fc.boolean(),
      fc.array(part, { minLength: 1, maxLength: 2 }),
      fc.array(group, { maxLength: 2 }),
      fc.boolean(),
    )
    .map(([all, parts, groups, negated]) => {
      const whole = all ? and([...parts, ...groups]) : or([...groups, ...parts])
      return negated ? not(whole) : whole
    })
}

test.each<[string, fc.Arbitrary<Condition>]>([
  ['a field', joined(['a', 'b'])],
  ['a field and what is above it', joined(['a', 'b'], ['a'])],
  ['an element', joined([]).map((inner) => some(['a', 'b'], inner))],
  ['a field of an element', joined(['b'], []).map((inner) => some(['a'], inner))],
])('leaves on %s', (_name, conditions) => check(conditions, RUNS))

test.each<[string, fc.Arbitrary<Condition>]>([
  ['a field', grouped(2, ['a', 'b'])],
  ['an element', grouped(2, ['b'], []).map((inner) => and([some(['a'], inner), exists(['a', 'b'])]))],
])('leaves on %s beside groups', (_name, conditions) => check(conditions, RUNS / 5))

function check(conditions: fc.Arbitrary<Condition>, numRuns: number): void {
  fc.assert(
    fc.property(conditions, (c) => {
      const normal = normalise(c)
      const expected = evaluator(c)
      const actual = evaluator(normal)
      for (const event of EVENTS) if (actual(event) !== expected(event)) throw refuted(c, normal, event)
      const normalIfScalar = normalise(c, factsOf(SCALAR))
      const shorter = dropSettled(c)
      const actualIfShorter = evaluator(shorter)
      for (const event of EVENTS) if (actualIfShorter(event) !== expected(event)) throw refuted(c, shorter, event)
      const actualIfScalar = evaluator(normalIfScalar)
      for (const event of SCALAR_EVENTS) {
        if (actualIfScalar(event) !== expected(event)) throw refuted(c, normalIfScalar, event)
      }
      expect(normalise(normal)).toEqual(normal)
    }),
    { numRuns },
  )
}

function refuted(source: Condition, normal: Condition, event: JsonValue): Error {
  return new Error(JSON.stringify({ source, normal, event }, null, 1))
}
