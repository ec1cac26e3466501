import { ANY_MANY, ANY_ONE, type Assumption, type Condition, type RegexTree } from '@ruleglot/core'
import fc from 'fast-check'

/** Two conditions on one field that holds one string, or one number, or nothing: what another solver can be asked too. */
export interface SingleFieldPair {
  readonly type: 'string' | 'number'
  readonly a: Condition
  readonly b: Condition
}

const SINGLE_FIELD = ['x']

/** What the other solver takes for granted of the field. */
export function assumptionsFor({ type }: SingleFieldPair): readonly Assumption[] {
  const of = (kind: Assumption['kind']): Assumption => ({ kind, path: SINGLE_FIELD, why: 'generated' })
  return [of('scalar'), of(type === 'string' ? 'stringWhenPresent' : 'numberWhenPresent')]
}

/** Half of them on strings. Letters are few, so that tests collide, and fold to nothing else. */
export function singleFieldPairs(count: number, seed: number): readonly SingleFieldPair[] {
  const pair = (type: SingleFieldPair['type'], leaf: fc.Arbitrary<Condition>): fc.Arbitrary<SingleFieldPair> =>
    fc.tuple(treesOf(leaf), treesOf(leaf)).map(([a, b]) => ({ type, a, b }))
  return fc.sample(fc.oneof(pair('string', stringLeaf), pair('number', numberLeaf)), { numRuns: count, seed })
}

const field = SINGLE_FIELD
const text = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '1', '.'), maxLength: 3 })
const op = fc.constantFrom('lt', 'le', 'gt', 'ge')
const flag = fc.boolean()

const { tree } = fc.letrec<{ tree: RegexTree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    text.map((value): RegexTree => ({ type: 'text', text: value })),
    fc.constantFrom<RegexTree>(
      { type: 'set', ranges: [[0x61, 0x62]] },
      {
        type: 'set',
        ranges: [
          [0x2e, 0x2e],
          [0x31, 0x31],
        ],
      },
    ),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((parts): RegexTree => ({ type: 'concat', parts })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((options): RegexTree => ({ type: 'alternate', options })),
    fc
      .tuple(tie('tree'), fc.constantFrom([0, 1], [0, null], [1, null], [2, 3], [0, 2]))
      .map(
        ([part, [min, max]]): RegexTree => ({ type: 'repeat', part, min: min as number, max: max as number | null }),
      ),
  ),
}))

const stringLeaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.uniqueArray(text, { minLength: 1, maxLength: 4 }).map((values): Condition => ({ kind: 'In', field, values })),
  fc
    .tuple(fc.array(fc.oneof(text, fc.constantFrom(ANY_MANY, ANY_ONE)), { minLength: 1, maxLength: 4 }), flag)
    .map(([pattern, ignoreCase]): Condition => ({ kind: 'Match', field, pattern, ignoreCase, on: 'string' })),
  fc
    .tuple(tree, flag)
    .map(([own, ignoreCase]): Condition => ({ kind: 'Regex', field, tree: own, ignoreCase, on: 'string' })),
  fc.tuple(op, text).map(([own, value]): Condition => ({ kind: 'Compare', field, op: own, value, domain: 'text' })),
  fc.constant<Condition>({ kind: 'Exists', field }),
)

const number = fc.integer({ min: -6, max: 6 }).map((value) => value / 2 + 0)
const numberLeaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.uniqueArray(number, { minLength: 1, maxLength: 4 }).map((values): Condition => ({ kind: 'In', field, values })),
  fc.tuple(op, number).map(([own, value]): Condition => ({ kind: 'Compare', field, op: own, value, domain: 'number' })),
  fc.constant<Condition>({ kind: 'Exists', field }),
)

function treesOf(leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  return fc.letrec<{ tree: Condition }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 2, depthSize: 'medium' },
      leaf,
      tie('tree').map((child): Condition => ({ kind: 'Not', child })),
      fc
        .tuple(fc.constantFrom('And', 'Or'), fc.array(tie('tree'), { minLength: 2, maxLength: 3 }))
        .map(([kind, children]): Condition => ({ kind, children })),
    ),
  })).tree
}
