import {
  ASCII_CLASSES,
  type CharacterClasses,
  type CodePointSet,
  JAVASCRIPT_CLASSES,
  pythonClasses,
  RE2_CLASSES,
} from '@ruleglot/core'

export type PrintedRegexDialect = 'python' | 'javascript' | 'sigma' | 're2'

/** How a dialect writes what a tree holds. JavaScript is written for the `u` flag. */
export interface PrintDialect {
  readonly classes: () => CharacterClasses
  readonly dotExcludes: CodePointSet
  /** Any character at all. */
  readonly any: string
  /** The largest count of a repetition that its engines take. */
  readonly mostCount?: number
  readonly never: string
  readonly asserts: {
    readonly start: string
    readonly end: string
    readonly lineStart: string
    readonly lineEnd: string
    readonly wordBoundary: string
    readonly notWordBoundary: string
  }
  /** Characters beside letters, digits and blanks that need a backslash outside a class. */
  readonly special: string
  /** A character that is not printed as it is; undefined where the dialect has no way to write it. */
  readonly escape: (code: number) => string | undefined
}

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0')

const CONTROLS: Readonly<Record<number, string>> = { 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r' }

export const PRINT_DIALECTS: Readonly<Record<PrintedRegexDialect, PrintDialect>> = {
  python: {
    classes: pythonClasses,
    dotExcludes: [[10, 10]],
    any: '(?s:.)',
    never: '(?!)',
    asserts: {
      start: '\\A',
      end: '\\Z',
      lineStart: '(?m:^)',
      lineEnd: '(?m:$)',
      wordBoundary: '(?a:\\b)',
      // \B fails on empty text.
      notWordBoundary: '(?!(?a:\\b))',
    },
    special: '.^$*+?{}[]\\|()',
    escape: (code) => {
      const control = CONTROLS[code]
      if (control !== undefined) return control
      return code <= 0xff ? `\\x${hex(code, 2)}` : code <= 0xffff ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
    },
  },
  javascript: {
    classes: () => JAVASCRIPT_CLASSES,
    dotExcludes: [
      [10, 10],
      [13, 13],
      [0x2028, 0x2029],
    ],
    any: '[^]',
    never: '[]',
    asserts: {
      start: '^',
      end: '$',
      lineStart: '(?<![^\\n])',
      lineEnd: '(?![^\\n])',
      wordBoundary: '\\b',
      notWordBoundary: '\\B',
    },
    special: '.^$*+?{}[]\\|()/',
    escape: (code) => {
      const control = CONTROLS[code]
      if (control !== undefined) return control
      return code <= 0xff ? `\\x${hex(code, 2)}` : code <= 0xffff ? `\\u${hex(code, 4)}` : `\\u{${hex(code, 1)}}`
    },
  },
  sigma: {
    classes: () => ASCII_CLASSES,
    dotExcludes: [[10, 10]],
    any: '[\\s\\S]',
    never: '[^\\s\\S]',
    asserts: {
      start: '^',
      end: '$',
      lineStart: '(?m:^)',
      lineEnd: '(?m:$)',
      wordBoundary: '\\b',
      notWordBoundary: '\\B',
    },
    special: '.^$*+?{}[]\\|()',
    // Beyond \xFF engines write code points differently, so the character itself stands there; YAML can hold it.
    escape: (code) => {
      if (code >= 0xd800 && code <= 0xdfff) return undefined
      const control = CONTROLS[code]
      if (control !== undefined) return control
      return code <= 0xff ? `\\x${hex(code, 2)}` : String.fromCodePoint(code)
    },
  },
  re2: {
    classes: () => RE2_CLASSES,
    dotExcludes: [[10, 10]],
    any: '(?s:.)',
    mostCount: 1000,
    never: '[^\\x00-\\x{10ffff}]',
    asserts: {
      start: '\\A',
      end: '\\z',
      lineStart: '(?m:^)',
      lineEnd: '(?m:$)',
      wordBoundary: '\\b',
      notWordBoundary: '\\B',
    },
    special: '.^$*+?{}[]\\|()',
    escape: (code) => CONTROLS[code] ?? (code <= 0xff ? `\\x${hex(code, 2)}` : `\\x{${hex(code, 1)}}`),
  },
}
