import { describe, expect, it } from 'vitest'
import { hasLoneSurrogate, writeGuide, writeKey, writeString } from './escape.js'

describe('strings', () => {
  it.each([
    ['plain', 'basic', '"plain"'],
    ['a "b" \\c\t\n', 'basic', '"a \\"b\\" \\\\c\\t\\n"'],
    ['\u0000\u007f\u2028\u202e\ufeff', 'basic', '"\\u0000\\u007f\\u2028\\u202e\\ufeff"'],
    ['tag \u{e0001}', 'basic', '"tag \\U000e0001"'],
    ['one line', 'prose', '"one line"'],
    ['two\nlines\n', 'prose', '"""\ntwo\nlines\n"""'],
    ['\nfirst', 'prose', '"""\n\nfirst"""'],
    ['say """hi"""\n"', 'prose', '"""\nsay \\"\\"\\"hi\\"\\"\\"\n\\""""'],
    ['C:\\temp\r\n', 'prose', '"""\nC:\\\\temp\\r\n"""'],
    ['a:1\n', 'query', "'''\na:1\n'''"],
    ['a:1', 'query', '"a:1"'],
    ['a:"\\x"', 'query', "'''a:\"\\x\"'''"],
    ["a:'''\n", 'query', '"""\na:\'\'\'\n"""'],
    ['a:"x\'', 'query', '"a:\\"x\'"'],
    ['a:\u202e\n', 'query', '"""\na:\\u202e\n"""'],
    ['', 'query', '""'],
  ] as const)('%j as %s', (text, form, expected) => {
    expect(writeString(text, form)).toBe(expected)
  })

  it('guides begin beside their key', () => {
    expect(writeGuide('## T\n\nx\n')).toBe('"""## T\n\nx\n"""')
    expect(writeGuide('\nx')).toBe('"""\n\nx"""')
    expect(writeGuide('x')).toBe('"x"')
  })

  it('keys are bare where they can be', () => {
    expect(['a_b-9', 'file.path', '$state', '', '__proto__', 'é'].map(writeKey)).toEqual([
      'a_b-9',
      '"file.path"',
      '"$state"',
      '""',
      '__proto__',
      '"é"',
    ])
  })

  it('knows halves of characters', () => {
    expect(['a', '😀', '\ud83d', '\ude00a'].map(hasLoneSurrogate)).toEqual([false, false, true, true])
  })
})
