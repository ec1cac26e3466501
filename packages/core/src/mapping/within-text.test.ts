import { expect, test } from 'vitest'
import { compare, exists, isIn, match, not, or, regex } from '../ir/build.js'
import { ANY_MANY } from '../ir/pattern.js'
import type { Pack } from './pack.js'
import { packIndex } from './pack-index.js'
import { withinFacts, withinText } from './within-text.js'

const line = ['line']

test('a test of values is one of the text in which they stand', () => {
  const stands = (...texts: string[]) => match(line, [ANY_MANY, ...texts, ANY_MANY])
  expect(withinText(compare(['words'], 'eq', 'a'), line)).toEqual(stands('a'))
  expect(withinText(isIn(['words'], ['a', 'b']), line)).toEqual(or([stands('a'), stands('b')]))
  expect(withinText(match(['words'], [ANY_MANY, 'a'], { ignoreCase: true }), line)).toEqual({
    ...stands('a'),
    ignoreCase: true,
  })
  expect(withinText(exists(['words']), line)).toEqual(exists(line))
})

test.each([
  compare(['words'], 'eq', ''),
  compare(['words'], 'eq', 4),
  compare(['words'], 'gt', 'a'),
  isIn(['words'], ['a', '']),
  match(['words'], [ANY_MANY]),
  regex(['words'], { type: 'text', text: 'a' }),
])('of %j nothing is said', (leaf) => {
  expect(withinText(leaf, line)).toBeUndefined()
})

test('each test of such values is a fact about events, once', () => {
  const pack: Pack = {
    id: 'log',
    platforms: {},
    fields: [{ path: 'words[]', within: { text: 'line', unless: { quoted: true } } }, { path: 'other' }],
  }
  const leaf = compare(['words'], 'eq', 'a')
  const facts = withinFacts([not(leaf), or([leaf, compare(['other'], 'eq', 'a')])], packIndex(pack))
  expect(facts).toEqual([or([not(leaf), match(line, [ANY_MANY, 'a', ANY_MANY]), compare(['quoted'], 'eq', true)])])
})
