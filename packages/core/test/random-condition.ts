import * as fc from 'fast-check'
import type { JsonValue } from '../src/diagnostics/diagnostic.js'
import type { Condition, Domain, Field, Scalar, ShapeKind } from '../src/ir/node.js'
import type { Path } from '../src/ir/path.js'
import { ANY_MANY, ANY_ONE, type Pattern } from '../src/ir/pattern.js'
import { ANY_CODE_POINT, ANY_TEXT, type RegexTree } from '../src/ir/regex.js'
import { mapChildren } from '../src/ir/transform.js'

/**
 * Random conditions and events that collide: few fields, few values that are prefixes, foldings and other types of each
 * other. What two leaves say about one field is where mistakes are.
 */
const SCALARS: readonly Scalar[] = [
  1,
  0,
  2,
  10,
  -1,
  1.5,
  1e21,
  1e-7,
  true,
  false,
  '1',
  '0',
  '10',
  '1.0',
  '1.5',
  'true',
  'false',
  'TRUE',
  '',
  'x',
  'X',
  'xy',
  'xyz',
  'Xy',
  'k',
  '\u212a',
  'σ',
  'ς',
  '\n',
  'x\ny',
  '😀',
  '\ud83d',
  '10.0.0.1',
  '10.0.0.7',
  '10.0.1.0',
  '::1',
  '0:0::1',
  '2024-01-02T00:00:00Z',
  '2024-01-02',
  '1e+21',
  'infinity',
]
const PATHS: readonly Path[] = [
  ['a'],
  ['b'],
  ['a', 'b'],
  ['a.b'],
  ['c', 'd'],
  ['a', 'b', 'c'],
  [{ key: 'A', ignoreCase: true }],
  [{ key: 'a', ignoreCase: true }, 'b'],
  ['__proto__'],
]
const INNER_PATHS: readonly Path[] = [[], [], ['b'], ['d'], ['b', 'c'], ['c'], [{ key: 'B', ignoreCase: true }]]

export const scalar: fc.Arbitrary<Scalar> = fc.constantFrom(...SCALARS)
const text = fc.constantFrom('x', 'y', 'X', 'xy', '1', '.', 'tr', 'true', 'k', 'σ', 'e', '10.', '😀', '')
const path = (inner: boolean): fc.Arbitrary<Path> => fc.constantFrom(...(inner ? INNER_PATHS : PATHS))
const flag = fc.boolean()
const readAs = fc.constantFrom<'string' | 'scalar'>('string', 'scalar')

const pattern: fc.Arbitrary<Pattern> = fc.array(fc.oneof(text, fc.constantFrom(ANY_ONE, ANY_MANY)), { maxLength: 4 })

const tree: fc.Arbitrary<RegexTree> = fc.letrec<{ tree: RegexTree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(
      text.map((t): RegexTree => ({ type: 'text', text: t })),
      fc.constantFrom<RegexTree>(
        { type: 'empty' },
        ANY_TEXT,
        ANY_CODE_POINT,
        { type: 'set', ranges: [] },
        { type: 'set', ranges: [[0x78, 0x79]] },
        { type: 'set', ranges: [[0x61, 0x7a]] },
        { type: 'set', ranges: [[0x58, 0x58]] },
        {
          type: 'set',
          ranges: [
            [0x4b, 0x4b],
            [0x6b, 0x6b],
          ],
        },
        {
          type: 'set',
          ranges: [
            [0, 9],
            [11, 0x10ffff],
          ],
        },
        { type: 'set', ranges: [[0x30, 0x39]] },
        { type: 'set', ranges: [[10, 10]] },
        {
          type: 'set',
          ranges: [
            [10, 10],
            [0x78, 0x78],
          ],
        },
      ),
      fc
        .constantFrom('start', 'end', 'lineStart', 'lineEnd', 'wordBoundary', 'notWordBoundary')
        .map((at): RegexTree => ({ type: 'assert', at: at as 'start' })),
    ),
    fc.array(tie('tree'), { maxLength: 4 }).map((parts): RegexTree => ({ type: 'concat', parts })),
    fc.array(tie('tree'), { maxLength: 3 }).map((options): RegexTree => ({ type: 'alternate', options })),
    fc
      .tuple(tie('tree'), fc.constantFrom(0, 1, 2), fc.constantFrom(null, 0, 1, 2, 3))
      .map(([part, min, max]): RegexTree => ({ type: 'repeat', part, min, max })),
  ),
})).tree

const SHAPES: readonly ShapeKind[] = [
  'missing',
  'null',
  'boolean',
  'number',
  'string',
  'array',
  'emptyArray',
  'object',
  'emptyObject',
]

function field(inner: boolean): fc.Arbitrary<Field> {
  return fc.oneof(
    { weight: 12, arbitrary: path(inner) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Field>(
        { pattern: ['a', ANY_MANY] },
        { pattern: ['a.b'] },
        { pattern: [ANY_MANY, 'b'] },
      ),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom('lower', 'length', 'string', 'number'), path(inner))
        .map(([call, arg]): Field => ({ call: call as 'lower', args: [arg] })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(path(inner), path(inner), flag)
        .map(([a, b, both]): Field => ({ call: 'concat', args: both ? [a, b] : [{ literal: 'x' }, { literal: '' }] })),
    },
  )
}

const DOMAIN_VALUES: Readonly<Record<Domain, readonly Scalar[]>> = {
  number: [0, 1, 2, 10, 1.5, 'x'],
  text: ['x', 'xy', '1', '', 1],
  numeric: [1, '1', '1.0', 10, 'x'],
  instant: [Date.UTC(2024, 0, 2), 0, 'x'],
  ip: ['10.0.0.1', '::1', '0:0::1', 'x', 1],
}

function leaf(inner: boolean): fc.Arbitrary<Condition> {
  const f = field(inner)
  const equality = fc.record({
    kind: fc.constant('Compare' as const),
    field: f,
    op: fc.constant('eq' as const),
    value: scalar,
  })
  return fc.oneof(
    { weight: 8, arbitrary: equality },
    {
      weight: 4,
      arbitrary: fc.constantFrom<Domain>('number', 'text', 'numeric', 'instant', 'ip').chain((domain) =>
        fc.record({
          kind: fc.constant('Compare' as const),
          field: f,
          op: fc.constantFrom('eq' as const, 'lt' as const, 'le' as const, 'gt' as const, 'ge' as const),
          value: fc.constantFrom(...DOMAIN_VALUES[domain]),
          domain: fc.constant(domain),
        }),
      ),
    },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('In' as const), field: f, values: fc.array(scalar, { maxLength: 4 }) }),
    },
    {
      weight: 8,
      arbitrary: fc.record({ kind: fc.constant('Match' as const), field: f, pattern, ignoreCase: flag, on: readAs }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant('Regex' as const), field: f, tree, ignoreCase: flag, on: readAs }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('Cidr' as const),
        field: f,
        network: fc.constantFrom('10.0.0.0/24', '10.0.0.9/24', '10.0.0.1/32', '10.0.0.0/29', '::/0', '0.0.0.0/0', 'x'),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('Shape' as const),
        field: path(inner),
        kinds: fc.subarray([...SHAPES]),
      }),
    },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('Exists' as const), field: f }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('CompareFields' as const),
        left: f,
        op: fc.constantFrom('eq' as const, 'ne' as const),
        right: f,
        ignoreCase: flag,
        on: readAs,
      }),
    },
    { weight: 1, arbitrary: fc.constantFrom<Condition>({ kind: 'True' }, { kind: 'False' }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom<Condition>(
        { kind: 'Opaque', language: 'test', text: 'one', reads: [] },
        { kind: 'Compare', field: ['a'], op: 'gt', value: { now: -1000 }, domain: 'instant' },
        { kind: 'Tokens', field: ['a'], analyzer: 'standard', query: { mode: 'any', text: 'x' } },
      ),
    },
  )
}

/** `inner`: inside an element. `names`: bound by a Let around. */
function tree_(depth: number, inner: boolean, names: readonly string[]): fc.Arbitrary<Condition> {
  const leaves =
    names.length === 0
      ? leaf(inner)
      : fc.oneof(
          { weight: 4, arbitrary: leaf(inner) },
          { weight: 1, arbitrary: fc.constantFrom(...names).map((name): Condition => ({ kind: 'Ref', name })) },
        )
  if (depth === 0) return leaves
  const part = tree_(depth - 1, inner, names)
  const element = tree_(depth - 1, true, names)
  const children = fc.array(part, { maxLength: 4 })
  return fc.oneof(
    { weight: 3, arbitrary: leaves },
    { weight: 4, arbitrary: children.map((c): Condition => ({ kind: 'And', children: c })) },
    { weight: 4, arbitrary: children.map((c): Condition => ({ kind: 'Or', children: c })) },
    { weight: 3, arbitrary: part.map((child): Condition => ({ kind: 'Not', child })) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(path(inner), element)
        .map(([p, condition]): Condition => ({ kind: 'Some', path: p, condition })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(path(inner), element)
        .map(([p, condition]): Condition => ({ kind: 'Every', path: p, condition })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(path(inner), element, fc.constantFrom('eq', 'lt', 'le', 'gt', 'ge'), fc.constantFrom(0, 1, 2, 0.5, -1))
        .map(([p, condition, op, count]): Condition => ({ kind: 'Count', path: p, condition, op: op as 'eq', count })),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(path(inner), element)
        .map(([scope, condition]): Condition => ({ kind: 'Search', scope, condition })),
    },
    {
      weight: 1,
      arbitrary: fc
        .constantFrom('p', 'q')
        .chain((name) =>
          fc
            .tuple(tree_(depth - 1, inner, names), tree_(depth - 1, inner, [...names, name]))
            .map(([value, body]): Condition => ({ kind: 'Let', name, value, body })),
        ),
    },
  )
}

const anyCondition: fc.Arbitrary<Condition> = fc.oneof(tree_(1, false, []), tree_(2, false, []), tree_(3, false, []))

/** Every leaf on the same field, so that each pair of leaves collides. */
const focused: fc.Arbitrary<Condition> = fc
  .tuple(anyCondition, fc.constantFrom(...PATHS))
  .map(([c, on]) => focus(c, on, false))

function focus(node: Condition, on: Path, inner: boolean): Condition {
  const field = inner ? [] : on
  const moved = 'field' in node ? { ...node, field } : node
  const opens = node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count' || node.kind === 'Search'
  return mapChildren(moved as Condition, (child) => focus(child, on, inner || opens))
}

/** A connective of several leaves: where merging and dropping happen. */
const flat: fc.Arbitrary<Condition> = fc
  .tuple(
    fc.constantFrom('And', 'Or'),
    fc.array(fc.tuple(leaf(false), flag), { minLength: 2, maxLength: 5 }),
    fc.constantFrom(...PATHS),
  )
  .map(([kind, leaves, on]) => {
    const children = leaves.map(([node, negated]): Condition => (negated ? { kind: 'Not', child: node } : node))
    return focus({ kind: kind as 'And', children }, on, false)
  })
const flatInElement: fc.Arbitrary<Condition> = fc
  .tuple(flat, path(false))
  .map(([inner, p]): Condition => ({ kind: 'Some', path: p, condition: focus(inner, [], true) }))

export const condition: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 3, arbitrary: anyCondition },
  { weight: 2, arbitrary: focused },
  { weight: 2, arbitrary: flat },
  { weight: 1, arbitrary: flatInElement },
)

const KEYS = ['a', 'b', 'c', 'd', 'A', 'B', 'a.b', 'b.c', 'a.b.c', '__proto__', 'c.d']

const value = fc.letrec<{ value: JsonValue; object: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 8, arbitrary: scalar as fc.Arbitrary<JsonValue> },
    { weight: 1, arbitrary: fc.constantFrom<JsonValue>(null, [], {}, [null], [[]], { b: null }) },
    { weight: 3, arbitrary: fc.array(tie('value'), { maxLength: 3 }) as fc.Arbitrary<JsonValue> },
    { weight: 3, arbitrary: tie('object') },
  ),
  object: fc
    .uniqueArray(fc.tuple(fc.constantFrom(...KEYS), tie('value')), { maxLength: 4, selector: ([key]) => key })
    .map((entries) => Object.fromEntries(entries) as JsonValue),
}))

export const event: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 30, arbitrary: value.object },
  { weight: 1, arbitrary: value.value },
)
