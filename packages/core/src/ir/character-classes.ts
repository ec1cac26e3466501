import { type CodePointSet, codePointSet } from './code-point-set.js'
import { UNICODE_DIGITS, UNICODE_WORDS } from './unicode-classes.generated.js'

/** The sets behind \d, \w and \s, which dialects of regular expressions define differently. */
export interface CharacterClasses {
  readonly digit: CodePointSet
  readonly word: CodePointSet
  readonly space: CodePointSet
}

const ASCII_DIGIT: CodePointSet = [[0x30, 0x39]]
const ASCII_WORD: CodePointSet = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]

/** RE2 and Go: \s has no vertical tab. */
export const RE2_CLASSES: CharacterClasses = {
  digit: ASCII_DIGIT,
  word: ASCII_WORD,
  space: [
    [0x09, 0x0a],
    [0x0c, 0x0d],
    [0x20, 0x20],
  ],
}

/** PCRE without its Unicode option, Lucene, Python with (?a). */
export const ASCII_CLASSES: CharacterClasses = {
  digit: ASCII_DIGIT,
  word: ASCII_WORD,
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
}

/** ECMAScript: \s is WhiteSpace and LineTerminator. */
export const JAVASCRIPT_CLASSES: CharacterClasses = {
  digit: ASCII_DIGIT,
  word: ASCII_WORD,
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
    [0xa0, 0xa0],
    [0x1680, 0x1680],
    [0x2000, 0x200a],
    [0x2028, 0x2029],
    [0x202f, 0x202f],
    [0x205f, 0x205f],
    [0x3000, 0x3000],
    [0xfeff, 0xfeff],
  ],
}

let python: CharacterClasses | undefined

/** CPython 3.11, str patterns: Unicode 14.0 decimal digits, alphanumerics and white space. */
export function pythonClasses(): CharacterClasses {
  python ??= {
    digit: decode(UNICODE_DIGITS),
    word: decode(UNICODE_WORDS),
    space: codePointSet([
      [0x09, 0x0d],
      [0x1c, 0x20],
      [0x85, 0x85],
      [0xa0, 0xa0],
      [0x1680, 0x1680],
      [0x2000, 0x200a],
      [0x2028, 0x2029],
      [0x202f, 0x202f],
      [0x205f, 0x205f],
      [0x3000, 0x3000],
    ]),
  }
  return python
}

function decode(packed: string): CodePointSet {
  let end = 0
  return packed.split(' ').map((range) => {
    const [gap = '0', length = '0'] = range.split('.')
    const from = end + Number.parseInt(gap, 36)
    end = from + Number.parseInt(length, 36)
    return [from, end] as const
  })
}
