import { expect, test } from 'vitest'
import type { RegexTree } from '../ir/regex.js'
import { backtracksBadly } from './backtracks-badly.js'

const text = (value: string): RegexTree => ({ type: 'text', text: value })
const set = (...points: readonly string[]): RegexTree => ({
  type: 'set',
  ranges: points.map((point) => [
    point.codePointAt(0) as number,
    (point.codePointAt(2) ?? point.codePointAt(0)) as number,
  ]),
})
const any = set('\0-\u{ffff}')
const concat = (...parts: RegexTree[]): RegexTree => ({ type: 'concat', parts })
const either = (...options: RegexTree[]): RegexTree => ({ type: 'alternate', options })
const many = (part: RegexTree, min = 0, max: number | null = null): RegexTree => ({ type: 'repeat', part, min, max })

test.each<[string, RegexTree]>([
  ['(a|a)*', many(either(text('a'), text('a')))],
  ['(a|aa)+', many(either(text('a'), text('aa')), 1)],
  ['(a+b?)+', many(concat(many(text('a'), 1), many(text('b'), 0, 1)), 1)],
  ['(a{1,30}b?){1,30}', many(concat(many(text('a'), 1, 30), many(text('b'), 0, 1)), 1, 30)],
  ['([a-z]+[a-m]*x?)+', many(concat(many(set('a-z'), 1), many(set('a-m')), many(text('x'), 0, 1)), 1)],
  ['(.*a){12,}', many(concat(many(any), text('a')), 12)],
  ['(ab|a|b)*', many(either(text('ab'), text('a'), text('b')))],
  ['loops in loops of thousands of letters', many(concat(many(text('a'.repeat(3000)), 1), many(text('b'))))],
])('%s', (_, tree) => {
  expect(backtracksBadly(concat(tree, text('!')))).toBe(true)
})

test.each<[string, RegexTree]>([
  ['abc', text('abc')],
  ['.*a.*b.*', concat(many(any), text('a'), many(any), text('b'), many(any))],
  ['(ab)*', many(text('ab'))],
  ['(a|b)*', many(either(text('a'), text('b')))],
  ['(a+b)+', many(concat(many(text('a'), 1), text('b')), 1)],
  ['(a+)+, written as one loop', many(many(text('a'), 1), 1)],
  ['(\\\\[^\\\\]+)*', many(concat(text('\\'), many(set('a-z'), 1)))],
  ['a long text', many(text('a'.repeat(5000)))],
  ['nothing', { type: 'empty' }],
])('not %s', (_, tree) => {
  expect(backtracksBadly(tree)).toBe(false)
})
