import {
  ASCII_CLASSES,
  type CharacterClasses,
  type CodePointSet,
  JAVASCRIPT_CLASSES,
  pythonClasses,
  RE2_CLASSES,
} from '@ruleglot/core'
import { type Anchor, LINE_FEED, LINE_TERMINATORS } from './syntax.js'

export type RegexDialectId = 'python' | 'javascript' | 're2' | 'sigma' | 'lucene'

/** What the dialects of regular expressions say differently. Sources: each one's manual; spec/languages/sigma.md. */
export interface RegexDialect {
  readonly id: RegexDialectId
  readonly classes: () => CharacterClasses
  /** What `.` leaves out. */
  readonly dotExcludes: CodePointSet
  /** `$` and `^` without and with the multi-line flag. Lucene has none: they stand for themselves. */
  readonly anchors?: {
    readonly end: Anchor
    readonly lineStart: Anchor
    readonly lineEnd: Anchor
  }
  readonly boundary?: readonly [boundary: Anchor, notBoundary: Anchor]
  /** Escapes that are anchors: \A, \z and \Z. */
  readonly anchorEscapes: Readonly<Record<string, Anchor>>
  /** `(?i)` counts for the whole expression and stands first, for the rest of its group, or only as `(?i:x)`. */
  readonly inlineFlags: 'first' | 'rest' | 'scoped' | 'none'
  /** Letters that inline flags may name; of them i, m, s, x, a mean something, the others nothing here. */
  readonly flagLetters: string
  /** `[[:alpha:]]`. */
  readonly posixClasses: boolean
  /** `\Q..\E`. */
  readonly quoting: boolean
  /** A backslash before a letter that means nothing: an error, or that letter. */
  readonly unknownEscape: 'error' | 'literal'
  /** `{,3}` is `{0,3}`, or plain text, or read differently by engines. */
  readonly openRepeat: 'zero' | 'literal' | 'unclear'
  /** `a*?` and `a*+` are the lazy and possessive forms; without them `?` and `+` repeat once more (Lucene). */
  readonly lazy: boolean
  /** `[]` is the empty set and `[^]` any character; else `]` first in a class is itself. */
  readonly emptyClass: boolean
  /** Lucene's `"text"`, `@`, `#`, `~`, `&`, `<n-m>`. */
  readonly luceneOperators: boolean
}

export const REGEX_DIALECTS: Readonly<Record<RegexDialectId, RegexDialect>> = {
  python: {
    id: 'python',
    classes: pythonClasses,
    dotExcludes: LINE_FEED,
    anchors: { end: 'finalNewline', lineStart: 'lineStart', lineEnd: 'lineEnd' },
    boundary: ['unicodeWordBoundary', 'unicodeNotWordBoundary'],
    anchorEscapes: { A: 'start', Z: 'end' },
    inlineFlags: 'first',
    flagLetters: 'aimsux',
    posixClasses: false,
    quoting: false,
    unknownEscape: 'error',
    openRepeat: 'zero',
    lazy: true,
    emptyClass: false,
    luceneOperators: false,
  },
  javascript: {
    id: 'javascript',
    classes: () => JAVASCRIPT_CLASSES,
    dotExcludes: LINE_TERMINATORS,
    anchors: { end: 'end', lineStart: 'anyLineStart', lineEnd: 'anyLineEnd' },
    boundary: ['wordBoundary', 'notWordBoundary'],
    anchorEscapes: {},
    inlineFlags: 'scoped',
    flagLetters: 'ims',
    posixClasses: false,
    quoting: false,
    unknownEscape: 'literal',
    openRepeat: 'literal',
    lazy: true,
    emptyClass: true,
    luceneOperators: false,
  },
  re2: {
    id: 're2',
    classes: () => RE2_CLASSES,
    dotExcludes: LINE_FEED,
    anchors: { end: 'end', lineStart: 'lineStart', lineEnd: 'lineEnd' },
    boundary: ['wordBoundary', 'notWordBoundary'],
    anchorEscapes: { A: 'start', z: 'end' },
    inlineFlags: 'rest',
    flagLetters: 'imsU',
    posixClasses: true,
    quoting: true,
    unknownEscape: 'error',
    openRepeat: 'literal',
    lazy: true,
    emptyClass: false,
    luceneOperators: false,
  },
  // The specification names PCRE and a subset; what it leaves open is read as most engines do (spec/languages/sigma.md).
  sigma: {
    id: 'sigma',
    classes: () => ASCII_CLASSES,
    dotExcludes: LINE_FEED,
    anchors: { end: 'end', lineStart: 'lineStart', lineEnd: 'lineEnd' },
    boundary: ['wordBoundary', 'notWordBoundary'],
    anchorEscapes: { A: 'start', z: 'end' },
    inlineFlags: 'rest',
    flagLetters: 'imsx',
    posixClasses: true,
    quoting: true,
    unknownEscape: 'error',
    openRepeat: 'unclear',
    lazy: true,
    emptyClass: false,
    luceneOperators: false,
  },
  lucene: {
    id: 'lucene',
    classes: () => ASCII_CLASSES,
    dotExcludes: [],
    anchorEscapes: {},
    inlineFlags: 'none',
    flagLetters: '',
    posixClasses: false,
    quoting: false,
    unknownEscape: 'literal',
    openRepeat: 'unclear',
    lazy: false,
    emptyClass: false,
    luceneOperators: true,
  },
}
