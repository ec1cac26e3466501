import type { Field, Path, PathSegment, Pattern, PatternPart, ValueExpression } from '@ruleglot/core'
import fc from 'fast-check'
import { scalar, text } from './literals.js'

/** Few keys, in dotted and nested spelling, and the fields over them. */

export const KEYS = ['a', 'b', 'c', 'A', 'a.b', 'b.c', 'A.b', 'a.b.c', '', 'a.', '__proto__', 'constructor', '0']

const segment: fc.Arbitrary<PathSegment> = fc.oneof(
  { weight: 10, arbitrary: fc.constantFrom('a', 'b', 'c') },
  { weight: 2, arbitrary: fc.constantFrom(...KEYS) },
  { weight: 1, arbitrary: fc.constantFrom('a', 'B', 'A.b').map((key) => ({ key, ignoreCase: true as const })) },
)
export const path: fc.Arbitrary<Path> = fc.oneof(
  { weight: 5, arbitrary: segment.map((one) => [one]) },
  { weight: 3, arbitrary: fc.tuple(segment, segment) },
  { weight: 1, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.array(segment, { minLength: 3, maxLength: 3 }) },
)

const part: fc.Arbitrary<PatternPart> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('a', 'b', 'B', '.', 'ab', '1', '.0', '\n', '\u03c3', '\ud83d', '\ude00', '\u212a', ''),
  },
  { weight: 2, arbitrary: fc.constant({ wildcard: 'many' as const }) },
  { weight: 1, arbitrary: fc.constant({ wildcard: 'one' as const }) },
)
export const pattern: fc.Arbitrary<Pattern> = fc.oneof(
  { weight: 4, arbitrary: fc.array(part, { maxLength: 4 }) },
  text.map((whole) => [whole, { wildcard: 'many' as const }]),
  text.map((whole) => [whole]),
)

const argument: fc.Arbitrary<ValueExpression['args'][number]> = fc.oneof(
  { weight: 4, arbitrary: path },
  scalar.map((literal) => ({ literal })),
)
const textCall = fc
  .tuple(fc.constantFrom('lower' as const, 'upper' as const, 'trim' as const, 'base64Decode' as const), argument)
  .map(([call, arg]): ValueExpression => ({ call, args: [arg] }))
const expression: fc.Arbitrary<ValueExpression> = fc.oneof(
  textCall,
  fc
    .tuple(
      fc.constantFrom('length' as const, 'number' as const, 'string' as const, 'jsonDecode' as const),
      fc.oneof(argument, textCall),
    )
    .map(([call, arg]): ValueExpression => ({ call, args: [arg] })),
  fc
    .tuple(argument, fc.constantFrom('/', 'a', ' ', '', '\ude00'), fc.constantFrom(0, 1, -1, -2, 9, 0.5))
    .map(([arg, by, at]): ValueExpression => ({ call: 'split', args: [arg, { literal: by }, { literal: at }] })),
  fc.array(argument, { minLength: 1, maxLength: 3 }).map((args): ValueExpression => ({ call: 'concat', args })),
  fc
    .tuple(
      fc.constantFrom('add' as const, 'subtract' as const, 'multiply' as const, 'divide' as const, 'modulo' as const),
      fc.oneof(
        argument,
        argument.map((arg): ValueExpression => ({ call: 'number', args: [arg] })),
      ),
      argument,
    )
    .map(([call, left, right]): ValueExpression => ({ call, args: [left, right] })),
  fc
    .tuple(argument, fc.constantFrom('year', 'month', 'day', 'hour', 'millisecond', 'weekday', 'epoch', 'toString'))
    .map(([arg, of]): ValueExpression => ({ call: 'timestampPart', args: [arg, { literal: of }] })),
  argument.map((arg): ValueExpression => ({ call: 'jsonDecode', args: [arg, { literal: 'a.b' }] })),
)

export const field: fc.Arbitrary<Field> = fc.oneof(
  { weight: 12, arbitrary: path },
  { weight: 2, arbitrary: pattern.map((of) => ({ pattern: of })) },
  { weight: 2, arbitrary: expression },
)
