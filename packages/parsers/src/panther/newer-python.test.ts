import { parser } from '@lezer/python'
import { describe, expect, test } from 'vitest'
import { newerFormats } from './newer-python.js'

const said = (format: string): number => {
  const text = `x = ${format}\n`
  return newerFormats(parser.parse(text), text, 'a.py').length
}

describe('f-strings that Python 3.11 does not read', () => {
  test.each([
    'f"{a["b"]}"',
    `f'{"\\n".join(a)}'`,
    'f"{a!r:>{w["x"]}}"',
    `f"{f"{a}"}"`,
    'f"{a\n}"',
    `F"{a['x']}{b["y"]}"`,
  ])('%s', (format) => expect(said(format)).toBe(1))
  test.each([
    `f"{a['b']}"`,
    'f"{a:\\n}"',
    'f"""{a["b"]}"""',
    `f"{'#'}"`,
    'f"{a}" "b"',
    `f'{f"{a}"}'`,
    'rf"{a}\\d"',
    'f"{a}\\n"',
    'f"""{a\n}"""',
    `f"{{'a'}}"`,
  ])('but %s', (format) => expect(said(format)).toBe(0))
})
