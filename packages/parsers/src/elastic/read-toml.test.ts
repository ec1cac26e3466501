import parseToml from '@iarna/toml/parse-string.js'
import type { JsonValue } from '@ruleglot/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DocumentPath, valueAt } from './document.js'
import { readToml } from './read-toml.js'
import { decodeTomlString, tomlStringEnd } from './toml-string.js'

const read = (text: string) => {
  const result = readToml(text, undefined)
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics))
  return result.value
}

/** The text that the value at a path stands in. */
const placed = (text: string, path: DocumentPath): string => {
  const { start, end } = read(text).spanOf(path)
  return text.slice(start, end)
}

describe('places of values', () => {
  it.each<[string, DocumentPath, string]>([
    ['a = "x" # y = "z"\n', ['a'], '"x"'],
    ["a = '''\nx'y'''\n", ['a'], "'''\nx'y'''"],
    ['a = """x\\"" """\nb = 1', ['a'], '"""x\\"" """'],
    ['a = """""x"""""', ['a'], '"""""x"""""'],
    ["a = ''''x'''''", ['a'], "''''x'''''"],
    ['[t]\n"a.b".c = [1, 2.5 , "z"]', ['t', 'a.b', 'c', 2], '"z"'],
    ['x = { y = { z = true }, w = [ 1 ] }', ['x', 'y', 'z'], 'true'],
    ['[[r]]\na = 1\n[[r]]\n[r.s]\nb = 7 # no', ['r', 1, 's', 'b'], '7'],
    ['[[r]]\n[[r.q]]\nk = 1\n[[r.q]]\nk = 2\n[[r]]\n[[r.q]]\nk = 3', ['r', 1, 'q', 0, 'k'], '3'],
    ['a = 1979-05-27 07:32:00Z\nb = 3', ['a'], '1979-05-27 07:32:00Z'],
    ['a = [ # c ]\n  1,\n  # d\n  2,\n]\nb = 5', ['b'], '5'],
    ['a.b.c = 1\na.b.d = 2', ['a', 'b', 'd'], '2'],
    ['\'k "\' = 4\n"\\u0041" = 5', ['A'], '5'],
    ['[a.b]\nx = 1\n[a]\ny = 2', ['a', 'b', 'x'], '1'],
    ['\ufeff[a]\nb = "q"', ['a', 'b'], '"q"'],
    ['a = "x"\r\nb = "y"\r\n', ['b'], '"y"'],
    ['[__proto__]\nx = 9', ['__proto__', 'x'], '9'],
  ])('%j', (text, path, expected) => {
    expect(placed(text, path)).toBe(expected)
  })

  it('gives the nearest thing around what has no place', () => {
    expect(placed('[rule]\nname = "x"\n', ['rule', 'query'])).toBe('[rule]')
    expect(placed('a = 1\n', ['rule'])).toBe('a = 1\n')
  })
})

describe('values that JSON has not', () => {
  it.each<[string, JsonValue]>([
    ['1979-05-27', { $toml: '1979-05-27' }],
    ['1979-05-27T07:32:00.123456-07:00', { $toml: '1979-05-27T07:32:00.123456-07:00' }],
    ['1979-05-27 07:32:00', { $toml: '1979-05-27 07:32:00' }],
    ['07:32:00', { $toml: '07:32:00' }],
    ['9223372036854775807', { $toml: '9223372036854775807' }],
    ['9007199254740993', { $toml: '9007199254740993' }],
    ['1.0', { $toml: '1.0' }],
    ['1e3', { $toml: '1e3' }],
    ['-0.0', { $toml: '-0.0' }],
    ['inf', { $toml: 'inf' }],
    ['-nan', { $toml: '-nan' }],
    ['0xEE', 0xee],
    ['1_000', 1000],
    ['-7', -7],
    ['2.5', 2.5],
    ['[1.0, 1]', [{ $toml: '1.0' }, 1]],
    ['{ "$toml" = "1" }', { $toml: { $toml: '1' } }],
    ['{ "$toml" = { a = 1 } }', { $toml: { $toml: { a: 1 } } }],
    ['{ "$toml" = 1, b = 2 }', { $toml: 1, b: 2 }],
  ])('%s', (text, expected) => {
    const { root } = read(`x = ${text}\n`)
    expect(root['x']).toEqual(expected)
    expect(JSON.parse(JSON.stringify(root))).toEqual(root)
  })

  it('keeps __proto__ as an ordinary key', () => {
    const { root } = read('[a]\n__proto__ = { polluted = true }\n[__proto__]\nx = 1\n')
    expect(Object.keys(root)).toEqual(['a', '__proto__'])
    expect(valueAt(root, ['a', '__proto__', 'polluted'])).toBe(true)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('strings, character by character', () => {
  const forms: readonly ((text: string) => string)[] = [
    (text) => JSON.stringify(text).replace(/\u007f/g, '\\u007f'),
    (text) =>
      `"""\n${text.replace(/[\\"]/g, '\\$&').replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, (c) => `\\U${c.charCodeAt(0).toString(16).padStart(8, '0')}`)}"""`,
    (text) =>
      `"""\\\n   ${text
        .trimStart()
        .replace(/[\\"]/g, '\\$&')
        .replace(
          /[\u0000-\u0008\u000b-\u001f\u007f]/g,
          (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
        )}"""`,
    (text) => `'''\n${text.replace(/[\u0000-\u0008\u000b-\u001f\u007f']/g, '')}'''`,
    (text) => `'${text.replace(/[\u0000-\u0008\u000a-\u001f\u007f']/g, '')}'`,
  ]
  const text = fc.string({
    unit: fc.constantFrom(
      'a',
      '"',
      "'",
      '\\',
      '\n',
      '\r',
      '\t',
      ' ',
      '\u0000',
      '\u007f',
      '\u2028',
      'é',
      '😀',
      'u',
      '{',
    ),
  })

  it('decodes what the TOML parser decodes, and every offset is where the character stands', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...forms), (value, write) => {
        const written = write(value)
        const source = `a = 1\nb = ${written}   # end\n`
        const start = source.indexOf(written)
        const end = tomlStringEnd(source, start)
        expect(source.slice(start, end)).toBe(written)
        const decoded = decodeTomlString(source, start, end)
        expect(decoded.value).toBe((parseToml(source) as { b: string }).b)
        expect(decoded.offsets.length).toBe(decoded.value.length + 1)
        decoded.offsets.forEach((offset, i) => {
          const unit = decoded.value[i]
          if (unit !== undefined && source[offset] !== '\\') expect(source[offset] === unit || i > 0).toBe(true)
          expect(offset >= start && offset < end && (i === 0 || offset >= (decoded.offsets[i - 1] as number))).toBe(
            true,
          )
        })
      }),
      { numRuns: 500 },
    )
  })
})

describe('hostile text', () => {
  it.each([
    ['lists', `a = ${'['.repeat(100_000)}`],
    ['closed lists', `a = ${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['tables', `a = ${'{a='.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['dotted keys', `${'a.'.repeat(100_000)}b = 1`],
    ['headers', `[${'a.'.repeat(100_000)}b]`],
    ['quotes', `a = ${'"'.repeat(100_001)}`],
    ['not TOML', '\u0000\ud800\u0000'],
  ])('%s: a diagnostic', (_, text) => {
    const result = readToml(text, 'x.toml')
    expect(result.ok).toBe(false)
    expect(result.diagnostics[0]?.span?.file).toBe('x.toml')
  })

  it('reads long strings and wide tables', () => {
    expect(read(`a = '''${'x'.repeat(5_000_000)}'''`).root['a']).toHaveLength(5_000_000)
    expect(Object.keys(read(Array.from({ length: 50_000 }, (_, i) => `k${i} = "v"`).join('\n')).root)).toHaveLength(
      50_000,
    )
  })
})
