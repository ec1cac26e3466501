import type { Condition } from '@ruleglot/core'
import { expect, test } from 'vitest'
import { compileMatcher } from './compile-matcher.js'

const contains = (field: readonly string[], text: string): Condition => ({
  kind: 'Match',
  field: [...field],
  pattern: [{ wildcard: 'many' }, text, { wildcard: 'many' }],
  ignoreCase: true,
  on: 'scalar',
})
const keyword = (text: string): Condition => ({ kind: 'Search', scope: [], condition: contains([], text) })

const EVENTS = [
  { name: 'in a field that rules look into', event: { image: 'C:\\mimilib.dll', other: 'x' } },
  { name: 'in a field that they do not', event: { image: 'x', other: 'C:\\MIMILIB.DLL' } },
  { name: 'beside text that is not ASCII', event: { image: 'ü', other: 'ü mimilib.dll ü' } },
  { name: 'after the sign for kelvin', event: { image: '\u212a', other: '\u212aimilib.dll mimilib.dll' } },
  { name: 'below a field that they look into', event: { image: { path: ['a', { b: 'mimilib.dll' }] } } },
  { name: 'in a list', event: { image: ['a', 'b mimilib.dll'] } },
  { name: 'in a list elsewhere', event: { other: [['mimilib.dll']] } },
]

test.each(EVENTS)('finds what may stand anywhere $name, again and again', ({ event }) => {
  const matcher = compileMatcher([
    { id: 'image', condition: contains(['image'], 'powershell') },
    { id: 'keyword', condition: keyword('mimilib.dll') },
    { id: 'number', condition: keyword('4711') },
  ])
  for (let i = 0; i < 3; i++) expect(matcher.match(event)).toEqual(['keyword'])
  expect(matcher.match({ image: 'x', other: 'y' })).toEqual([])
  expect(matcher.match({ image: 47111, other: 'y' })).toEqual(['number'])
  expect(matcher.match({ image: 'x', other: 14711 })).toEqual(['number'])
})

test('a keyword comes and goes', () => {
  const matcher = compileMatcher([{ id: 'image', condition: contains(['image'], 'powershell') }])
  const [inside, outside] = [{ image: 'a secret' }, { other: 'a secret' }]
  for (let i = 0; i < 3; i++) expect(matcher.match(inside)).toEqual([])
  matcher.add({ id: 'keyword', condition: keyword('secret') })
  for (let i = 0; i < 3; i++)
    expect([matcher.match(inside), matcher.match(outside)]).toEqual([['keyword'], ['keyword']])
  matcher.remove('keyword')
  for (let i = 0; i < 3; i++) expect([matcher.match(inside), matcher.match(outside)]).toEqual([[], []])
})
