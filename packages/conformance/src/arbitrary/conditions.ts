import type { CompareOperator, Condition, Domain, Kind, Scalar, ShapeKind } from '@ruleglot/core'
import fc from 'fast-check'
import { bindRefs } from './bind-refs.js'
import { field, path, pattern } from './fields.js'
import { ADDRESS_TEXTS, number, scalar, TYPED_TEXTS, text, WORD_TEXTS } from './literals.js'
import { regexTree } from './regex-trees.js'

export interface ConditionChoices {
  /** The kinds that may occur; without it all. `True` and `False` always may. */
  readonly kinds?: readonly Kind[]
  /** Levels of connectives and scopes above the leaves. Default 3. */
  readonly depth?: number
}

export function arbitraryCondition({ kinds, depth = 3 }: ConditionChoices = {}): fc.Arbitrary<Condition> {
  const wanted = (kind: Kind): boolean => kinds === undefined || kinds.includes(kind)
  const leafKinds = [...LEAVES].filter(([kind]) => wanted(kind)).map(([, arbitrary]) => arbitrary)
  const leaf = leafKinds.length === 0 ? constant : fc.oneof(...leafKinds)
  let condition: fc.Arbitrary<Condition> = leaf
  for (let level = 0; level < depth; level++) {
    const inner = condition
    const around = [...BRANCHES].filter(([kind]) => wanted(kind)).map(([, make]) => make(inner))
    condition = fc.oneof({ weight: 2, arbitrary: leaf }, ...around)
  }
  return condition.map(bindRefs)
}

const operator = fc.constantFrom<CompareOperator>('eq', 'lt', 'le', 'gt', 'ge')
const reading = fc.record({ ignoreCase: fc.boolean(), on: fc.constantFrom('string' as const, 'scalar' as const) })
const constant = fc.constantFrom<Condition>({ kind: 'True' }, { kind: 'False' })
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
const BOUNDS: { readonly [D in Domain]: fc.Arbitrary<Scalar> } = {
  number,
  text,
  numeric: fc.oneof(number, fc.constantFrom(...TYPED_TEXTS)),
  instant: fc.constantFrom(0, 1704153600000, 1704164645000, 1704157445678, -1800001),
  ip: fc.constantFrom(...ADDRESS_TEXTS),
}
const ordered = fc.oneof(
  ...(Object.keys(BOUNDS) as Domain[]).map((domain) =>
    fc
      .record({ field, op: operator, value: fc.oneof({ weight: 9, arbitrary: BOUNDS[domain] }, scalar) })
      .map((parts): Condition => ({ kind: 'Compare', domain, ...parts })),
  ),
)
const relative = fc
  .record({
    field,
    op: operator,
    now: fc.constantFrom(0, -3600000, -86400000, 90000),
    floor: fc.constantFrom(undefined, 'minute', 'hour', 'day', 'week', 'month', 'year'),
  })
  .map(
    ({ now, floor, ...parts }): Condition => ({
      kind: 'Compare',
      domain: 'instant',
      ...parts,
      value: floor === undefined ? { now } : { now, floor: floor as 'day' },
    }),
  )
const NETWORKS = [
  '10.0.0.0/8',
  '10.0.0.1/31',
  '0.0.0.0/0',
  '::/0',
  '::ffff:0:0/96',
  '::1/128',
  '10.0.0.0/33',
  '10.0.0.1',
  '',
]

const LEAVES: ReadonlyMap<Kind, fc.Arbitrary<Condition>> = new Map<Kind, fc.Arbitrary<Condition>>([
  ['True', constant],
  [
    'Compare',
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ field, value: scalar }).map((of): Condition => ({ kind: 'Compare', op: 'eq', ...of })),
      },
      { weight: 3, arbitrary: ordered },
      { weight: 1, arbitrary: relative },
    ),
  ],
  [
    'In',
    fc.record({ field, values: fc.array(scalar, { maxLength: 4 }) }).map((of): Condition => ({ kind: 'In', ...of })),
  ],
  [
    'Match',
    fc
      .tuple(field, pattern, reading)
      .map(([of, fit, how]): Condition => ({ kind: 'Match', field: of, pattern: fit, ...how })),
  ],
  [
    'Regex',
    fc
      .tuple(field, regexTree, reading)
      .map(([of, tree, how]): Condition => ({ kind: 'Regex', field: of, tree, ...how })),
  ],
  [
    'Cidr',
    fc.record({ field, network: fc.constantFrom(...NETWORKS) }).map((of): Condition => ({ kind: 'Cidr', ...of })),
  ],
  [
    'Shape',
    fc.record({ field: path, kinds: fc.subarray([...SHAPES]) }).map((of): Condition => ({ kind: 'Shape', ...of })),
  ],
  ['Exists', field.map((of): Condition => ({ kind: 'Exists', field: of }))],
  [
    'CompareFields',
    fc
      .tuple(
        fc.record({ left: field, right: field }),
        reading,
        fc.oneof(
          fc.constantFrom('eq', 'ne', 'contains', 'startsWith', 'endsWith').map((op) => ({ op: op as 'eq' })),
          fc.record({
            op: fc.constantFrom<CompareOperator | 'ne' | 'contains'>('eq', 'lt', 'le', 'gt', 'ge', 'ne', 'contains'),
            domain: fc.constantFrom<Domain>('number', 'text', 'numeric', 'instant', 'ip'),
          }),
        ),
      )
      .map(([sides, how, relation]): Condition => ({ kind: 'CompareFields', ...sides, ...how, ...relation })),
  ],
  [
    'Tokens',
    fc.oneof(
      fc
        .tuple(
          field,
          fc.constantFrom('any' as const, 'all' as const, 'phrase' as const),
          fc.oneof(text, fc.constantFrom(...WORD_TEXTS)),
        )
        .map(
          ([of, mode, words]): Condition => ({
            kind: 'Tokens',
            field: of,
            analyzer: 'standard',
            query: { mode, text: words },
          }),
        ),
      fc.tuple(field, pattern).map(
        ([of, fit]): Condition => ({
          kind: 'Tokens',
          field: of,
          analyzer: 'standard',
          query: { mode: 'pattern', pattern: fit },
        }),
      ),
    ),
  ],
  [
    'Opaque',
    fc.constantFrom('f(x)', 'g(x)').map((of): Condition => ({ kind: 'Opaque', language: 'kql', text: of, reads: [] })),
  ],
  ['Ref', fc.constantFrom('x', 'y').map((name): Condition => ({ kind: 'Ref', name }))],
])

const BRANCHES: ReadonlyMap<Kind, (inner: fc.Arbitrary<Condition>) => fc.Arbitrary<Condition>> = new Map([
  ['And', (inner) => fc.array(inner, { maxLength: 3 }).map((children): Condition => ({ kind: 'And', children }))],
  ['Or', (inner) => fc.array(inner, { maxLength: 3 }).map((children): Condition => ({ kind: 'Or', children }))],
  ['Not', (inner) => inner.map((child): Condition => ({ kind: 'Not', child }))],
  ['Some', (inner) => fc.record({ path, condition: inner }).map((of): Condition => ({ kind: 'Some', ...of }))],
  ['Every', (inner) => fc.record({ path, condition: inner }).map((of): Condition => ({ kind: 'Every', ...of }))],
  [
    'Count',
    (inner) =>
      fc
        .record({ path, condition: inner, op: operator, count: fc.nat(3) })
        .map((of): Condition => ({ kind: 'Count', ...of })),
  ],
  [
    'Search',
    (inner) => fc.record({ scope: path, condition: inner }).map((of): Condition => ({ kind: 'Search', ...of })),
  ],
  [
    'Let',
    (inner) =>
      fc
        .record({ name: fc.constantFrom('x', 'y'), value: inner, body: inner })
        .map((of): Condition => ({ kind: 'Let', ...of })),
  ],
] as [Kind, (inner: fc.Arbitrary<Condition>) => fc.Arbitrary<Condition>][])
