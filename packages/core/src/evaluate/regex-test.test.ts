import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RegexTree } from '../ir/regex.js'
import { regexProgram } from './regex-program.js'
import { regexStepper, regexTest } from './regex-test.js'

const a: RegexTree = { type: 'text', text: 'a' }
const b: RegexTree = { type: 'text', text: 'b' }
const repeat = (part: RegexTree, min: number, max: number | null): RegexTree => ({ type: 'repeat', part, min, max })
const concat = (...parts: RegexTree[]): RegexTree => ({ type: 'concat', parts })
const any = repeat({ type: 'set', ranges: [[0, 0x10ffff]] }, 0, null)

test('counts in counts on a long text end: the same sets of states are moved once', () => {
  const nested = concat(any, repeat(concat(repeat(a, 1, 31), repeat(b, 0, 1)), 1, 31), { type: 'text', text: 'c' })
  const matches = regexTest(nested, false)
  expect(matches('a'.repeat(100_000))).toBe(false)
  expect(matches(`${'ab'.repeat(50_000)}c`)).toBe(true)
})

/** Texts above and below the length from which sets are remembered, over a tree that the engine can be asked about. */
test('long texts are decided as the engine decides them', () => {
  const trees: readonly (readonly [RegexTree, RegExp])[] = [
    [
      concat(any, repeat(concat(a, repeat(b, 0, 2)), 2, 3), { type: 'assert', at: 'wordBoundary' }, any),
      /(ab{0,2}){2,3}\b/u,
    ],
    [repeat({ type: 'alternate', options: [a, concat(a, b), b] }, 0, null), /^[ab]*$/u],
    [concat(any, { type: 'assert', at: 'lineStart' }, a, b, { type: 'assert', at: 'lineEnd' }, any), /^ab$/mu],
    [concat(repeat(a, 3, 250), repeat(b, 0, null)), /^a{3,250}b*$/u],
    [concat(any, repeat(a, 130, null), b, any), /a{130,}b/u],
    [concat(any, repeat(concat(a, repeat(b, 0, 1)), 30, 40), b, a, any), /(ab?){30,40}ba/u],
    [concat(repeat(a, 4, null), repeat(b, 2, 5), a), /^a{4,}b{2,5}a$/u],
    [concat(any, repeat({ type: 'alternate', options: [a, b] }, 9, 12), { type: 'text', text: ' ' }), /[ab]{9,12} $/u],
  ]
  const text = fc
    .array(fc.tuple(fc.constantFrom('a', 'b', 'ab', '\n', ' '), fc.nat(120)), { maxLength: 6 })
    .map((parts) => parts.map(([part, times]) => part.repeat(times)).join(''))
  for (const [tree, engine] of trees) {
    const matches = regexTest(tree, false)
    fc.assert(
      fc.property(text, (value) => matches(value) === engine.test(value)),
      { numRuns: 150, seed: 1 },
    )
  }
})

test('a loop that may begin anywhere is at one count at a time', () => {
  const { start, step, accepts } = regexStepper(regexProgram(concat(any, repeat(a, 1000, null), any), false))
  let states = start
  for (let i = 0; i < 1500; i++) {
    states = step(states, undefined, 0x61)
    expect(states.size).toBeLessThan(4)
  }
  expect(accepts(states, 0x61)).toBe(true)
})
