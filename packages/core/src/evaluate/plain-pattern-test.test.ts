import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ANY_MANY, ANY_ONE, type Pattern } from '../ir/pattern.js'
import { patternIncludes } from '../normalise/pattern-inclusion.js'
import { codePoints } from './code-points.js'
import { patternStepper } from './match-pattern.js'
import { plainPatternTest } from './plain-pattern-test.js'

const text = fc.string({ unit: fc.constantFrom('a', 'b', '\u{1f600}', '\ud83d', '\ude00'), maxLength: 6 })
const pattern: fc.Arbitrary<Pattern> = fc.array(fc.oneof(text, fc.constant(ANY_MANY)), { maxLength: 5 })

function byCodePoints(parts: Pattern, value: string): boolean {
  const stepper = patternStepper(parts)
  let places = stepper.start
  for (const point of codePoints(value)) places = stepper.step(places, point)
  return stepper.accepts(places)
}

test('patterns without wildcards for one character: the same as code point by code point', () => {
  let decided = 0
  fc.assert(
    fc.property(pattern, text, text, text, (parts, a, b, c) => {
      const plain = plainPatternTest(parts)
      const filled = parts.map((part, i) => (typeof part === 'string' ? part : [a, b, c][i % 3])).join('')
      if (plain !== undefined) decided++
      for (const value of [a, a + b + c, filled]) {
        if (plain !== undefined) expect([value, plain(value)]).toEqual([value, byCodePoints(parts, value)])
      }
    }),
    { numRuns: 2000, seed: 1 },
  )
  expect(decided).toBeGreaterThan(500)
})

test('one pattern in another: never where a text fits the inner one alone', () => {
  const any = fc.array(fc.oneof(fc.constantFrom('a', 'ab', 'b'), fc.constantFrom(ANY_ONE, ANY_MANY)), { maxLength: 5 })
  fc.assert(
    fc.property(any, any, fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 }), (outer, inner, value) => {
      if (patternIncludes(outer, inner) && byCodePoints(inner, value)) expect(byCodePoints(outer, value)).toBe(true)
    }),
    { numRuns: 5000, seed: 1 },
  )
  expect(patternIncludes([ANY_MANY, 'b', ANY_MANY], ['a', ANY_ONE, 'b'])).toBe(true)
  expect(patternIncludes(['a', ANY_MANY, 'b'], ['a', ANY_MANY])).toBe(false)
  expect(patternIncludes([ANY_ONE, ANY_MANY], [ANY_MANY])).toBe(false)
})
