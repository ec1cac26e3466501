import type { JsonValue } from '@ruleglot/core'
import fc from 'fast-check'
import type { MatchExpression } from './plain-match.js'

/** Match expressions and events over few keys and few values, so that they meet. */
const text = fc.constantFrom('', 'a', 'A', 'ab', 'b', '10.0.0.1', '::1', '5')
const scalar: fc.Arbitrary<JsonValue> = fc.oneof(text, fc.constantFrom<JsonValue>(0, 1, 5, -2.5, true, false))

const key: fc.Arbitrary<MatchExpression> = fc.constantFrom<MatchExpression>(
  { Key: 'a' },
  { Key: 'B' },
  { KeyPath: 'c' },
  { KeyPath: 'a.b' },
  { DeepKey: ['a', 'c'] },
  { KeyPath: 'b.a.c' },
)
const keyPath = fc.constantFrom<MatchExpression>({ KeyPath: 'a' }, { KeyPath: 'a.b' }, { KeyPath: 'c' })

const of = (conditions: readonly string[], operands: fc.Arbitrary<MatchExpression>, keys = key) =>
  fc
    .tuple(keys, fc.constantFrom(...conditions), operands)
    .map(([own, Condition, operand]): MatchExpression => ({ ...own, Condition, ...operand }))

const TEXT_CONDITIONS = ['StartsWith', 'EndsWith', 'Contains'].flatMap((name) => [name, `I${name}`])
const TEXT_INVERSES = ['StartWith', 'EndWith', 'Contain'].flatMap((name) => [`DoesNot${name}`, `IDoesNot${name}`])
const ORDERS = ['IsGreaterThan', 'IsGreaterThanOrEquals', 'IsLessThan', 'IsLessThanOrEquals']
const BARE = ['Exists', 'DoesNotExist', 'IsNull', 'IsNotNull', 'IsNullOrEmpty', 'IsNotNullOrEmpty', 'IsIPAddress']

const oneKey = (keys = key): fc.Arbitrary<MatchExpression> =>
  fc.oneof(
    of(
      ['Equals', 'DoesNotEqual', 'Has', 'DoesNotHave'],
      scalar.map((Value) => ({ Value })),
      keys,
    ),
    of(
      ['IEquals', 'IDoesNotEqual', ...TEXT_CONDITIONS, ...TEXT_INVERSES],
      text.map((Value) => ({ Value })),
      keys,
    ),
    of(
      ['IsIn', 'IsNotIn'],
      fc.array(text, { maxLength: 3 }).map((Values) => ({ Values })),
      keys,
    ),
    of(
      ORDERS,
      fc.oneof(text, fc.constantFrom<JsonValue>(0, 1, 5)).map((Value) => ({ Value })),
      keys,
    ),
    of([...BARE, 'IsIPv4Address', 'IsIPv6Address'], fc.constant({}), keys),
    of(['IsIPAddressInCIDR', 'IsIPAddressNotInCIDR'], fc.constantFrom({ Value: '10.0.0.0/8' }), keys),
  )

const pair = fc
  .tuple(fc.constantFrom('Equals', 'DoesNotEqual', 'StartsWith', 'DoesNotContain', 'IEndsWith', 'IEquals'), key, key)
  .map(([Condition, a, b]): MatchExpression => ({ Condition, Values: [a, b] }))

const constant = fc.constantFrom<MatchExpression>({ Condition: 'AlwaysTrue' }, { Condition: 'AlwaysFalse' })

const { expression } = fc.letrec<{ expression: MatchExpression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 6, arbitrary: oneKey() },
    { weight: 1, arbitrary: pair },
    { weight: 1, arbitrary: constant },
    {
      weight: 3,
      arbitrary: fc
        .tuple(fc.constantFrom('All', 'Any', 'OnlyOne', 'None'), fc.array(tie('expression'), { maxLength: 3 }))
        .map(([name, expressions]): MatchExpression => ({ [name]: expressions })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          key,
          fc.constantFrom('AnyElement', 'AllElements', 'NoElement', 'OnlyOneElement'),
          fc.array(tie('expression'), { minLength: 1, maxLength: 2 }),
        )
        .map(([own, Condition, Expressions]): MatchExpression => ({ ...own, Condition, Expressions })),
    },
  ),
}))

export const detection: fc.Arbitrary<readonly MatchExpression[]> = fc.array(expression, { minLength: 1, maxLength: 3 })

export const inlineFilters: fc.Arbitrary<readonly MatchExpression[]> = fc.array(
  fc.oneof(
    oneKey(keyPath),
    fc
      .tuple(fc.constantFrom('All', 'Any'), fc.array(oneKey(keyPath), { maxLength: 3 }))
      .map(([name, expressions]): MatchExpression => ({ [name]: expressions })),
  ),
  { minLength: 1, maxLength: 3 },
)

const { value } = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { weight: 4, arbitrary: fc.oneof(scalar, fc.constant(null)) },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }) as fc.Arbitrary<JsonValue> },
    {
      weight: 4,
      arbitrary: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'A', 'a.b'), tie('value'), {
        maxKeys: 4,
      }) as fc.Arbitrary<JsonValue>,
    },
  ),
}))

export const matchEvent: fc.Arbitrary<JsonValue> = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'A', 'B', 'C', 'a.b'),
  value,
  { maxKeys: 5 },
) as fc.Arbitrary<JsonValue>
