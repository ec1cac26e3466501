import { evaluate, type RegexTree, regex } from '@ruleglot/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { valueTest } from './leaf-test.js'
import { holdsChain, necessaryChain } from './necessary-chain.js'

const plus: RegexTree = { type: 'text', text: '+' }
const some: RegexTree = { type: 'repeat', part: { type: 'set', ranges: [[0, 0x10ffff]] }, min: 0, max: null }
const repeated = (part: RegexTree, min: number): RegexTree => ({ type: 'repeat', part, min, max: null })
const concat = (...parts: readonly RegexTree[]): RegexTree => ({ type: 'concat', parts })

test('Only what every match holds counts', () => {
  const word: RegexTree = { type: 'text', text: 'Ab' }
  expect(necessaryChain(concat(plus, some, word, plus), false)).toEqual(['+', 'Ab', '+'])
  expect(necessaryChain(concat(word, some), true)).toEqual(['ab'])
  expect(necessaryChain(repeated(concat(plus, word), 2), false)).toEqual(['+', 'Ab', '+', 'Ab'])
  expect(necessaryChain(repeated(plus, 0), false)).toEqual([])
  expect(necessaryChain({ type: 'alternate', options: [plus, word] }, false)).toEqual([])
  expect(necessaryChain(repeated(repeated(plus, 1000), 1000), false).length).toBeLessThan(100)
})

test('Texts do not overlap', () => {
  expect([holdsChain('+a+', ['+', '+']), holdsChain('a+', ['+', '+'])]).toEqual([true, false])
  expect(holdsChain('aaa', ['aa', 'aa'])).toBe(false)
})

test('A regular expression with a chain says what evaluate says', () => {
  const node = regex([], concat(some, repeated(concat(plus, some), 3), { type: 'text', text: 'x' }, some))
  if (node.kind !== 'Regex') throw new Error('a regex')
  const { test: holds } = valueTest(node)
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('+', 'x', 'a'), maxLength: 12 }), (text) => {
      expect([text, holds(text)]).toEqual([text, evaluate(node, text)])
    }),
  )
})
