import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeJsonString, jsonPlaces } from './json-places.js'
import { readJson } from './read-json.js'

describe('JSON texts', () => {
  it.each([
    ['one object', '{"a":1}', 1],
    ['one object over lines', '{\n  "a": 1\n}\n', 1],
    ['a list', '[{"a":1}, {"b":2}, 3]', 2],
    ['lines', '{"a":1}\n\n{"b":2}\r\n', 2],
    ['a byte order mark', '\ufeff{"a":1}', 1],
    ['nothing', '[]', 0],
  ])('%s', (_, text, count) => {
    const { documents, diagnostics } = readJson(text, undefined)
    expect(documents).toHaveLength(count)
    expect(diagnostics).toEqual([])
  })

  it('places values of every line in the file', () => {
    const text = '{"a":"x"}\n{"query":"a\\u003ab"}\n'
    const second = readJson(text, undefined).documents[1]
    expect(second).toBeDefined()
    const { start, end } = second!.spanOf(['query'])
    expect(text.slice(start, end)).toBe('"a\\u003ab"')
    const inside = second!.spanInside(['query'], { start: 1, end: 3 })
    expect(text.slice(inside.start, inside.end)).toBe('\\u003ab')
  })

  it('says where a line is no JSON and reads the others', () => {
    const text = '{"a":1}\n{"b":tru}\n{"c":3}'
    const { documents, diagnostics } = readJson(text, 'x.ndjson')
    expect(documents.map(({ root }) => root)).toEqual([{ a: 1 }, { c: 3 }])
    expect(diagnostics.map(({ code, span }) => [code, span])).toEqual([
      ['syntax/json', { start: 13, end: 14, file: 'x.ndjson' }],
    ])
  })

  it('keeps __proto__ as an ordinary key, and tables that look like literals apart from them', () => {
    const [document] = readJson('{"__proto__":{"x":1},"a":{"$toml":"1"}}', undefined).documents
    expect(Object.keys(document?.root ?? {})).toEqual(['__proto__', 'a'])
    expect(document?.root['a']).toEqual({ $toml: { $toml: '1' } })
  })

  it('agrees with JSON.parse on what is JSON', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      'a',
      '\\',
      'n',
      '1',
      '-',
      '.',
      'e5',
      'true',
      'null',
      ' ',
      '"k":',
      '\u0001',
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
        ),
        (text) => {
          let valid = true
          try {
            JSON.parse(text)
          } catch {
            valid = false
          }
          expect('root' in jsonPlaces(text)).toBe(valid)
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('decodes what JSON.parse decodes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const text = JSON.stringify(value)
        const { value: decoded, offsets } = decodeJsonString(text, { start: 0, end: text.length })
        expect(decoded).toBe(value)
        expect(offsets).toHaveLength(value.length + 1)
      }),
    )
  })

  it('stops at depth, not at the stack', () => {
    const deep = readJson(`${'['.repeat(100_000)}`, undefined)
    expect(deep.diagnostics.map(({ code }) => code)).toEqual(['limit/nesting'])
    expect(readJson(`{"a":"${'x'.repeat(5_000_000)}"}`, undefined).documents).toHaveLength(1)
  })
})

it('keeps numbers beyond every double as TOML has them', () => {
  const [document] = readJson('{"a":1e999,"b":[-1e999]}', undefined).documents
  expect(document?.root).toEqual({ a: { $toml: 'inf' }, b: [{ $toml: '-inf' }] })
})
