import type { Scalar } from '@ruleglot/core'
import fc from 'fast-check'

/** One pool of literals for conditions and events, chosen for what goes wrong: types that look alike, odd letters. */

const PLAIN_TEXTS = ['', 'a', 'b', 'A', 'ab', 'aB', 'abc', 'ba', 'a b', 'a\nb', 'a/b/a', 'x-a_b.c']
const LETTER_TEXTS = ['\u0130', 'i\u0307', '\u0131', '\u03a3', '\u03c2', '\u03c3', '\u212a', 'k', '\u00df', '\u1e9e']
const UNICODE_TEXTS = [
  '\ud83d\ude00',
  '\ud83d',
  '\ude00',
  'a\ud83d',
  '\ude00a',
  '\uff5e',
  '\u{10400}',
  '\u{10428}',
  'a\uff5e',
  'a\ud83d\ude00',
]
export const TYPED_TEXTS = [
  '1',
  '0',
  '-0',
  '01',
  '1.0',
  '1.50',
  '10',
  '5',
  '+1',
  '1e3',
  ' 1',
  'true',
  'True',
  'null',
  '1e-7',
]
export const ADDRESS_TEXTS = [
  '10.0.0.1',
  '10.0.0.01',
  '9.9.9.9',
  '::1',
  '0:0::1',
  '::ffff:10.0.0.1',
  '::FFFF:a00:1',
  'fe80::1%e',
]
const INSTANT_TEXTS = [
  '2024-01-02',
  '2024-01-02T03:04:05Z',
  '2024-01-02T03:04:05.6789+02:00',
  '2024-01-02T03:04',
  '2024-02-30',
  '2024-01-02 03:04:05',
  '1969-12-31T23:59:59.999-0030',
]
export const WORD_TEXTS = ["it's a.b", 'A,B a:b', '1,000.5 a1.b', '_a_ __ b', 'caf\u00e9 a', 'a b c', 'b a']
const CODED_TEXTS = ['{"a":{"b":1},"a.b":"a"}', '[1,["a"],null]', '"a"', '{a:1}', 'YQ==', 'YWI=', 'gIA=', 'YR==']

export const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...PLAIN_TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom(...LETTER_TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom(...UNICODE_TEXTS) },
  { weight: 3, arbitrary: fc.constantFrom(...TYPED_TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom(...ADDRESS_TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom(...INSTANT_TEXTS) },
  { weight: 2, arbitrary: fc.constantFrom(...WORD_TEXTS) },
  { weight: 1, arbitrary: fc.constantFrom(...CODED_TEXTS) },
)
const NUMBERS = [
  0,
  -0,
  1,
  -1,
  5,
  10,
  0.1,
  1.5,
  -1.5,
  0.30000000000000004,
  1e21,
  1e20,
  1e-7,
  1e-6,
  2 ** 53,
  1704164645000,
]
export const number = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...NUMBERS) },
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
export const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 3, arbitrary: number },
  { weight: 1, arbitrary: fc.boolean() },
)
