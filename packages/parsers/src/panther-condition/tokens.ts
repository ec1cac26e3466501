import { createToken, Lexer, type TokenType } from 'chevrotain'

/**
 * The tokens of the notation. Words come out of the lexer as `Field`; layout.ts turns those that stand where a keyword
 * stands into one, and gives brackets their role. Made on first use: importing this file does nothing.
 */
export type Tokens = Readonly<Record<TokenName, TokenType>>
export type TokenName = (typeof NAMES)[number]

const NAMES = [
  'NewLine',
  'Bullet',
  'RawText',
  'Text',
  'CurlyText',
  'Numeral',
  'Now',
  'Bare',
  'Field',
  'Unterminated',
  'Symbol',
  'Open',
  'Close',
  'ListOpen',
  'ListClose',
  'Comma',
  'Bar',
  'Dollar',
  'Dot',
  'OddSpace',
  'Blank',
  'Comment',
  // Given by layout.ts.
  'And',
  'Or',
  'Not',
  'Quantifier',
  'CountWord',
  'Of',
  'ValueWord',
  'Unary',
  'ValueOperator',
  'Between',
  'Always',
  'True',
  'False',
  'Null',
  'FieldOf',
  'FieldsOf',
  'Function',
  'Group',
] as const

/** Letters of other scripts belong to a name; typographic marks and blanks beyond ASCII do not. */
const OTHER = '\\u00c0-\\u1fff\\u2070-\\u2fff\\u3001-\\ufefe\\uff00-\\uffff'
const BARE = `[A-Za-z_@${OTHER}][\\w@/${OTHER}-]*`
const INNER_BARE = `[\\w@${OTHER}][\\w@/${OTHER}-]*`
const TICKED = '`[^`\\r\\n]*`'
const QUOTED_KEY = '\\["[^"\\\\\\r\\n]*(?:\\\\[^\\r\\n][^"\\\\\\r\\n]*)*"\\]'
const FIRST = `(?:~?(?:${BARE}|${TICKED})|\\.~?(?:${BARE}|${TICKED}|${QUOTED_KEY}))`
const REST = `(?:[.:]~?(?:${INNER_BARE}|${TICKED})|\\.?~?${QUOTED_KEY}|\\[(?:\\d+|\\*)\\])*`

const PATTERNS: Partial<Record<TokenName, RegExp | string>> = {
  NewLine: /\r\n|[\r\n\u2028\u2029]/,
  Blank: /[ \t\f\v]+/,
  OddSpace: /[\u00a0\u2000-\u200b\u202f\u205f\u3000\ufeff]+/,
  Comment: /#[^\r\n\u2028\u2029]*|\/\/[^\r\n\u2028\u2029]*/,
  Bullet: /(?:[\u2022*]|-(?=[ \t\u00a0]))/,
  RawText: /r"[^"\r\n]*"/,
  Text: /"[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"|'[^'\\\r\n]*(?:\\[^\r\n][^'\\\r\n]*)*'/,
  CurlyText:
    /[\u201c\u201d\u201e][^\u201c\u201d\r\n]*[\u201c\u201d]|[\u2018\u2019\u201a][^\u2018\u2019\r\n]*[\u2018\u2019]/,
  Unterminated: /["'\u2018\u2019\u201a\u201c\u201d\u201e`][^\r\n]*/,
  Now: /[nN][oO][wW](?:[+-]\d{1,9}(?:ms|[smhdw]))?(?:\/[mhdwMy])?(?![\w.:@/-])/,
  Numeral: /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.:/@-])/,
  Bare: /[-+]?\d[\w.:/@+*?%-]*/,
  Symbol: /==|=|!=|>=|<=|>|</,
  Open: '(',
  Close: ')',
  ListOpen: '[',
  ListClose: ']',
  Comma: ',',
  Bar: '|',
  Dollar: '$',
  Dot: '.',
}

const SKIPPED: ReadonlySet<TokenName> = new Set(['Blank', 'Comment'])

let made: { readonly tokens: Tokens; readonly lexer: Lexer } | undefined

export function conditionTokens(): { readonly tokens: Tokens; readonly lexer: Lexer } {
  made ??= make()
  return made
}

function make(): { readonly tokens: Tokens; readonly lexer: Lexer } {
  const tokens: Record<string, TokenType> = {}
  for (const name of NAMES) {
    const pattern = name === 'Field' ? new RegExp(`${FIRST}${REST}`) : (PATTERNS[name] ?? Lexer.NA)
    tokens[name] = createToken({
      name,
      pattern,
      line_breaks: name === 'NewLine',
      ...(SKIPPED.has(name) ? { group: Lexer.SKIPPED } : name === 'OddSpace' ? { group: 'odd' } : {}),
    })
  }
  const all = Object.values(tokens)
  // Names may start with a great many letters: the first-character table would not help and is slow to make.
  return {
    tokens: tokens as Tokens,
    lexer: new Lexer(all, { positionTracking: 'onlyOffset', ensureOptimizations: false, skipValidations: true }),
  }
}
