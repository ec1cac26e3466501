import { isIn } from '@ruleglot/core'
import { expect, test, vi } from 'vitest'
import { constant, newWriter } from './javascript/writer.js'
import { newModule, useConstant } from './panther/constants.js'
import { localName } from './panther/names.js'
import { newWriting } from './panther/writing.js'
import { sigma } from './sigma/index.js'

/** Names and spellings are not looked for from the start again for each of many: looks are counted. */
const N = 2000
const places = Array.from({ length: N }, (_, i) => i)

test('Panther: fields that end alike', () => {
  const given = new Set<string>()
  let looks = 0
  const taken = { has: (name: string) => looks++ >= 0 && given.has(name) }
  for (const i of places) given.add(localName([`f${i}`, 'name', 'name'], taken))
  expect(given.size).toBe(N)
  expect(looks).toBeLessThan(8 * N)
})

test('Panther: lists of one field', () => {
  let looks = 0
  const constants = new (class extends Map<string, readonly string[]> {
    override has(key: string): boolean {
      looks++
      return super.has(key)
    }
    override [Symbol.iterator](): MapIterator<[string, readonly string[]]> {
      looks += this.size
      return super[Symbol.iterator]()
    }
    override keys(): MapIterator<string> {
      looks += this.size
      return super.keys()
    }
  })()
  const prospect = { options: {}, foldedFields: new Set(), lists: new Set(), otherTypes: new Set(), isTest: false }
  const drafted = { named: new Set<string>(), sharedBy: new Map() }
  const writing = newWriting(prospect as never, drafted, { ...newModule(), constants })
  const names = places.map((i) => useConstant(writing, ['a'], 'S', [`"v${i}"`, '"w"']))
  expect([names[1], names.at(-1), new Set(names).size]).toEqual(['AS_2', `AS_${N}`, N])
  expect(useConstant(writing, ['a'], 'S', ['"v1"', '"w"'])).toBe('AS_2')
  expect(looks).toBeLessThan(8 * N)
})

test('JavaScript: constants of one field', () => {
  let looks = 0
  const taken = new (class extends Map<string, number> {
    override has(name: string): boolean {
      looks++
      return super.has(name)
    }
  })()
  const writer = { ...newWriter({}), constants: { names: new Map<string, string>(), taken } }
  const names = places.map((i) => constant(writer, `[${i}]`, 'a', 'GLOB'))
  expect([names[0], names[1], names.at(-1)]).toEqual(['A_GLOB', 'A_GLOB_2', `A_GLOB_${N}`])
  expect(looks).toBeLessThan(4 * N)
})

test('Sigma: numbers beside texts that are numbers', () => {
  const trim = vi.spyOn(String.prototype, 'trim')
  const values = places.map((i) => (i % 2 === 0 ? i : `${i - 1}.0`))
  const emitted = sigma.emitCondition?.(isIn(['a'], values), {})
  const trims = trim.mock.calls.length
  trim.mockRestore()
  expect(emitted?.ok === true && emitted.value.text.includes('- 2.0')).toBe(true)
  expect(trims).toBeLessThan(8 * N)
})
