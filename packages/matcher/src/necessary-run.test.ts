import { evaluate, regex } from '@ruleglot/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileMatcher } from './compile-matcher.js'
import { valueTest } from './leaf-test.js'
import { necessaryRun, runTest } from './necessary-run.js'

const HEX = [
  [48, 57],
  [97, 102],
] as const

test('A run is found wherever it stands', () => {
  const isHex = (text: string): boolean => /[0-9a-f]{8}/.test(text)
  const hasRun = runTest({ length: 8, ranges: HEX })
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', '7', 'f0', 'deadbeef', 'x', ' '), { maxLength: 30 }), (parts) => {
      const text = parts.join('')
      expect(hasRun(text)).toBe(isHex(text))
    }),
  )
})

test('Only what every match holds counts', () => {
  const set = { type: 'set', ranges: HEX } as const
  const eight = { type: 'repeat', part: set, min: 8, max: null } as const
  const blank = { type: 'text', text: ' ' } as const
  expect(necessaryRun({ type: 'concat', parts: [blank, eight, blank] })).toEqual({ length: 8, ranges: HEX })
  expect(necessaryRun({ type: 'alternate', options: [eight, blank] })).toBeUndefined()
  expect(necessaryRun({ type: 'repeat', part: eight, min: 0, max: 1 })).toBeUndefined()
  const astral = { type: 'set', ranges: [[0x1f600, 0x1f64f]] } as const
  expect(necessaryRun({ type: 'repeat', part: astral, min: 8, max: 8 })).toBeUndefined()
})

test('A regular expression with a run says what evaluate says', () => {
  const set = { type: 'set', ranges: HEX } as const
  const some = { type: 'repeat', part: { type: 'set', ranges: [[0, 0x10ffff]] }, min: 0, max: null } as const
  const eight = { type: 'repeat', part: set, min: 8, max: 8 } as const
  const node = regex([], { type: 'concat', parts: [some, { type: 'text', text: ' ' }, eight, some] })
  if (node.kind !== 'Regex') throw new Error('a regex')
  const { test: holds } = valueTest(node)
  for (const text of ['x deadbeef', ' deadbeefx', 'deadbeef', ' deadbee', '', ' 0123456789']) {
    expect([text, holds(text)]).toEqual([text, evaluate(node, text)])
  }
})

test('A regular expression of more parts than a call takes arguments is a rule as any other', () => {
  const any = { type: 'set', ranges: [[0, 0x10ffff]] } as const
  const wide = {
    type: 'concat',
    parts: Array.from({ length: 130_000 }, () => [{ type: 'text', text: 'x' }, any]).flat(),
  } as const
  const some = { type: 'repeat', part: any, min: 0, max: null } as const
  const condition = regex(['a'], {
    type: 'alternate',
    options: [
      { type: 'concat', parts: [wide, some] },
      { type: 'text', text: 'y' },
    ],
  })
  const matcher = compileMatcher([{ id: 'wide', condition }])
  expect([matcher.match({ a: 'y' }), matcher.match({ a: 'z' })]).toEqual([['wide'], []])
})
