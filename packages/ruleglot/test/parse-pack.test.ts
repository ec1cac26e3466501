import { expect, test } from 'vitest'
import { parsePack } from '../src/index.js'

const GOOD = `id: shop.audit
platforms:
  elastic: { unlisted: absent }
fields:
  - path: type
    case: lower
    names: { elastic: event.action }
`

/** The line and the text at the place of the first mistake. */
function mistake(text: string): readonly [number, string, string] {
  const read = parsePack(text, 'shop.yaml')
  const [problem] = read.diagnostics
  if (read.ok || problem?.span === undefined) throw new Error(JSON.stringify(read))
  const { start, end, file } = problem.span
  expect(file).toBe('shop.yaml')
  return [text.slice(0, start).split('\n').length, text.slice(start, end), problem.message]
}

test('a good pack is read', () => {
  expect(parsePack(GOOD, 'shop.yaml').ok).toBe(true)
})

const ELASTIC = '    names: { elastic: event.action }'

test.each([
  ['unknown transform', ELASTIC, '    names:\n      elastic: { name: a, transform: rot13 }', 8, /rot13/],
  [
    'a map that claims to invert and does not',
    ELASTIC,
    '    names:\n      elastic:\n        name: a\n        transform: { map: { x: 1, y: 1 }, inverts: true }',
    10,
    /does not invert/,
  ],
  ['wrong type', '    case: lower', '    case: lower\n    closed: sometimes', 7, /true or false/],
  ['unknown type of a field', '    case: lower', '    type: string', 6, /one of keyword/],
  ['unknown key', '    case: lower', '    casing: lower', 6, /casing/],
  ['no name', ELASTIC, '    names: { elastic: [event.action, ""] }', 7, /a field name/],
  ['a row twice', ELASTIC, '    names: {}\n  - path: type', 8, /named once/],
] as const)('%s', (_, before, after, line, message) => {
  const found = mistake(GOOD.replace(before, after))
  expect(found[2]).toMatch(message)
  expect(found[0]).toBe(line)
})

test('a derived field that is defined by itself', () => {
  const [line, , message] = mistake(
    `${GOOD}derived:\n  - platform: elastic\n    field: event.outcome\n    cases:\n      - is:\n          failure: { event.outcome: failure }\n`,
  )
  expect([line, message]).toEqual([13, expect.stringContaining('cycle')])
})

test('a text that is no YAML', () => {
  expect(mistake('id: a\n b: c\n')[0]).toBe(2)
})
