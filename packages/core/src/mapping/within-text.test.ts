import { expect, test } from 'vitest'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { compare, exists, isIn, match, not, or, regex } from '../ir/build.js'
import { ANY_MANY } from '../ir/pattern.js'
import type { MappingContext } from './mapping-context.js'
import type { Pack } from './pack.js'
import { packIndex } from './pack-index.js'
import { toPlatform } from './to-platform.js'
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

test('of values that may be quoted in the text nothing is a fact, unless the pack says where', () => {
  const pack = (unless?: { quoted: boolean }): Pack => ({
    id: 'log',
    platforms: {},
    fields: [{ path: 'words[]', within: { text: 'line', ...(unless === undefined ? {} : { unless }) } }],
  })
  const leaf = compare(['words'], 'eq', 'a"b')
  expect(withinFacts([leaf], packIndex(pack()))).toEqual([])
  expect(withinFacts([leaf], packIndex(pack({ quoted: true })))).toHaveLength(1)
})

test('texts that stand in each other are not followed round', () => {
  const pack: Pack = {
    id: 'log',
    platforms: { sigma: { unlisted: 'absent' } },
    fields: [
      { path: 'a', within: { text: 'b' } },
      { path: 'b', within: { text: 'a' } },
      { path: 'c', within: { text: 'c' } },
    ],
  }
  for (const field of ['a', 'c']) {
    const diagnostics: Diagnostic[] = []
    const context: MappingContext = {
      ...{ index: packIndex(pack), platform: 'sigma', logTypes: [] },
      ...{ unmapped: 'refuse', diagnostics },
    }
    toPlatform(compare([field], 'eq', 'x'), context)
    expect(diagnostics.map(({ code }) => code)).toEqual(['mapping/unmapped-field'])
  }
})
