import type { RegexTree } from '@ruleglot/core'
import fc from 'fast-check'

/** Regex trees over the letters of the pool, assertions and odd repetitions included. */

const leafTree: fc.Arbitrary<RegexTree> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .constantFrom('a', 'b', 'A', 'ab', '1', '.', ' ', '\n', '\u212a', '\u03c2', '\ud83d', '')
      .map((of): RegexTree => ({ type: 'text', text: of })),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom<RegexTree>(
      { type: 'set', ranges: [[0, 0x10ffff]] },
      { type: 'set', ranges: [[0x61, 0x7a]] },
      { type: 'set', ranges: [[0x41, 0x5a]] },
      {
        type: 'set',
        ranges: [
          [0x30, 0x39],
          [0x2126, 0x2130],
          [0xd800, 0xdfff],
        ],
      },
      {
        type: 'set',
        ranges: [
          [0, 0x60],
          [0x62, 0x10ffff],
        ],
      },
      { type: 'set', ranges: [] },
      { type: 'empty' },
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('start', 'end', 'lineStart', 'lineEnd', 'wordBoundary', 'notWordBoundary')
      .map((at): RegexTree => ({ type: 'assert', at: at as 'start' })),
  },
)
const REPEATS: readonly (readonly [number, number | null])[] = [
  [0, null],
  [1, null],
  [0, 1],
  [2, 3],
  [0, 2],
  [3, null],
  [2, 1],
  [0, 0],
  [1000000, 1000001],
  [0, 1000000],
]
export const { regexTree } = fc.letrec<{ regexTree: RegexTree }>((tie) => ({
  regexTree: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'regex' },
    { weight: 2, arbitrary: leafTree },
    {
      weight: 3,
      arbitrary: fc
        .array(tie('regexTree'), { maxLength: 3, depthIdentifier: 'regex' })
        .map((parts): RegexTree => ({ type: 'concat', parts })),
    },
    {
      weight: 2,
      arbitrary: fc
        .array(tie('regexTree'), { maxLength: 3, depthIdentifier: 'regex' })
        .map((options): RegexTree => ({ type: 'alternate', options })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('regexTree'), fc.constantFrom(...REPEATS))
        .map(([inner, [min, max]]): RegexTree => ({ type: 'repeat', part: inner, min, max })),
    },
  ),
}))
