import { createToken, Lexer, type TokenType } from 'chevrotain'

/**
 * The tokens of EQL. A field is one token, backquotes, dots and `?` with it; so is the name of a function, known by the
 * parenthesis behind it. Wrong input has tokens of its own, so that the lexer itself never fails.
 */
export type EqlTokens = Readonly<Record<keyof typeof SOURCES | 'Constant', TokenType>>

const NAME = '[A-Za-z_@][A-Za-z0-9_]*'
const QUOTED_NAME = '`(?:[^`]|``)+`'
const PART = `(?:${NAME}|${QUOTED_NAME})`
const END = '(?![A-Za-z0-9_@.`~])'
const BLANK = '[ \\t\\r\\n]'

/** In the order in which they are tried. */
const SOURCES = {
  Whitespace: [`${BLANK}+`, 'whitespace'],
  LineComment: ['//[^\\r\\n]*', 'a comment'],
  BlockComment: ['/\\*[^*]*\\*+(?:[^/*][^*]*\\*+)*/', 'a comment'],
  // What is open takes the rest, so that no text is looked through twice.
  OpenComment: ['/\\*[^]*', 'a comment without its end'],
  RawString: ['"""[^\\r\\n]*?""""{0,2}', 'a string'],
  String: ['"(?:\\\\[^\\r\\n]|[^"\\\\\\r\\n])*"', 'a string'],
  UnterminatedString: ['"(?:\\\\[^\\r\\n]|[^"\\\\\\r\\n])*\\\\?', 'a string without its closing quote'],
  Decimal: ['(?:\\d+\\.\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?|\\d+[eE][+-]?\\d+', 'a number'],
  Integer: ['\\d+', 'a number'],
  And: [`and${END}`, "'and'"],
  Or: [`or${END}`, "'or'"],
  Not: [`not${END}`, "'not'"],
  InFold: ['in~', "'in~'"],
  In: [`in${END}`, "'in'"],
  LikeFold: ['like~', "'like~'"],
  Like: [`like${END}`, "'like'"],
  RegexFold: ['regex~', "'regex~'"],
  Regex: [`regex${END}`, "'regex'"],
  Where: [`where${END}`, "'where'"],
  By: [`by${END}`, "'by'"],
  With: [`with${END}`, "'with'"],
  Until: [`until${END}`, "'until'"],
  True: [`true${END}`, "'true'"],
  False: [`false${END}`, "'false'"],
  Null: [`null${END}`, "'null'"],
  Function: [`[A-Za-z_][A-Za-z0-9_]*~?(?=${BLANK}*\\()`, 'a function'],
  Field: [`\\??${PART}(?:\\.${PART})*(?:\\[\\d+\\])*`, 'a field'],
  Equal: ['==', "'=='"],
  Unequal: ['!=', "'!='"],
  AtMost: ['<=', "'<='"],
  AtLeast: ['>=', "'>='"],
  Less: ['<', "'<'"],
  More: ['>', "'>'"],
  Assign: ['=', "'='"],
  Colon: [':', "':'"],
  Plus: ['\\+', "'+'"],
  Minus: ['-', "'-'"],
  Star: ['\\*', "'*'"],
  Slash: ['/', "'/'"],
  Percent: ['%', "'%'"],
  Comma: [',', "','"],
  OpenParenthesis: ['\\(', "'('"],
  CloseParenthesis: ['\\)', "')'"],
  OpenStep: ['\\[', "'['"],
  CloseStep: ['\\]', "']'"],
  Pipe: ['\\|', "'|'"],
  Missing: ['!', "'!'"],
  Unknown: ['[^]', 'a character that EQL does not know'],
} as const satisfies Record<string, readonly [source: string, label: string]>

const SKIPPED: ReadonlySet<string> = new Set(['Whitespace', 'LineComment', 'BlockComment'])
const CONSTANTS: ReadonlySet<string> = new Set(['RawString', 'String', 'Decimal', 'Integer', 'True', 'False', 'Null'])

export function createEqlTokens(): EqlTokens {
  const Constant = createToken({ name: 'Constant', pattern: Lexer.NA, label: 'a value' })
  const made = Object.entries(SOURCES).map(([name, [source, label]]) => [
    name,
    createToken({
      name,
      pattern: new RegExp(source),
      label,
      line_breaks: true,
      ...(SKIPPED.has(name) ? { group: Lexer.SKIPPED } : {}),
      ...(CONSTANTS.has(name) ? { categories: [Constant] } : {}),
    }),
  ])
  return { ...Object.fromEntries(made), Constant } as EqlTokens
}

/** In the order in which they are tried. */
export function tokenList(tokens: EqlTokens): TokenType[] {
  return Object.values(tokens)
}
