import type { Pattern } from '@ruleglot/core'

/**
 * Every text that reaches KQL output goes through here. Plain words stand bare, as people write them; everything else
 * is quoted, where only `\` and `"` matter. Patterns cannot be quoted: there each special character is escaped, and
 * `and`, `or`, `not` are broken up with `\uXXXX`, because `\not` is read as a line feed and "ot".
 */
export function writeText(text: string): string {
  return isBare(text) ? text : quote(text)
}

export function quote(text: string): string {
  return `"${text.replace(QUOTED_SPECIAL, escapeQuoted)}"`
}

/** The name of a field. Before a comparison stands a blank, which would make an operator of a name that ends in `not`. */
export function writeFieldName(name: string): string {
  return BARE_NAME.test(name) && isBare(name) ? name : quote(name)
}

/** Unquoted text with stars for wildcards. Only for patterns that `isWritablePattern` accepts. */
export function writePattern(pattern: Pattern): string {
  const broken = keywordStarts(pattern.map((part) => (typeof part === 'string' ? part : '*')).join(''))
  let at = 0
  return pattern.map((part) => (typeof part === 'string' ? escapePart(part) : star())).join('')

  function escapePart(part: string): string {
    const offset = at
    at += part.length
    return escapeUnquoted(part, offset, broken)
  }

  function star(): string {
    at++
    return '*'
  }
}

/** Unquoted text without wildcards, blanks and all: for fields where quotes change the meaning. */
export function writeUnquoted(text: string): string {
  const broken = LITERALS.has(text) ? new Set([0]) : keywordStarts(text)
  return escapeUnquoted(text, 0, broken)
}

/** The ends of unquoted text are trimmed even where they are escaped, so such text cannot be written. */
export function hasTrimmedEnds(text: string): boolean {
  return text !== text.trim()
}

/** Safe in Kibana and in Elasticsearch's own KQL: no special characters, no keyword, no literal of another type. */
function isBare(text: string): boolean {
  return BARE.test(text) && !LITERALS.has(text) && !KEYWORD.test(text)
}

const BARE = /^[A-Za-z0-9_.@/$#%+-]+$/
const BARE_NAME = /^[A-Za-z0-9_.@$/-]+$/
const LITERALS: ReadonlySet<string> = new Set(['null', 'true', 'false'])
/** `cannot ` would end at `can`. */
const KEYWORD = /^(?:and|or)$|not$/i

/** Quotes, backslashes, control and format characters, and halves of surrogate pairs. */
const QUOTED_SPECIAL = new RegExp(
  '[\\\\"\\u0000-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]' +
    '|[\\ud800-\\udbff](?![\\udc00-\\udfff])|(?<![\\ud800-\\udbff])[\\udc00-\\udfff]',
  'g',
)

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '\t': '\\t', '\r': '\\r', '\n': '\\n' }

function escapeUnquoted(text: string, offset: number, broken: ReadonlySet<number>): string {
  let written = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at] as string
    if (broken.has(offset + at)) written += unicodeEscape(character)
    else if (UNQUOTED_SPECIAL.test(character)) written += escapeCharacter(character)
    else if (isLoneSurrogate(text, at)) written += unicodeEscape(character)
    else written += character
  }
  return written
}

/** One UTF-16 unit that may not stand bare in unquoted text. A blank may, inside. */
const UNQUOTED_SPECIAL =
  /[\\"():<>*{}\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\u3000\ufeff]/

function isLoneSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at)
  if (code >= 0xd800 && code <= 0xdbff) return !isLowSurrogate(text.charCodeAt(at + 1))
  return isLowSurrogate(code) && !(at > 0 && text.charCodeAt(at - 1) >= 0xd800 && text.charCodeAt(at - 1) <= 0xdbff)
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff
}

/**
 * Where a keyword begins whose first letter must be an escape: `or` and `and` as words of their own, and `not`, even
 * inside a word, before a blank or at the end, where a blank may follow.
 */
function keywordStarts(text: string): ReadonlySet<number> {
  return new Set([...text.matchAll(KEYWORDS)].map((match) => match.index))
}

const KEYWORDS = /(?<=^|[ \t\r\n\u00a0])(?:or|and)(?=[ \t\r\n\u00a0]|$)|not(?=[ \t\r\n\u00a0]|$)/gi

function escapeQuoted(character: string): string {
  if (character === '\\' || character === '"') return `\\${character}`
  return SHORT_ESCAPES[character] ?? unicodeEscape(character)
}

function escapeCharacter(character: string): string {
  if (/[\\"():<>*{}]/.test(character)) return `\\${character}`
  return SHORT_ESCAPES[character] ?? unicodeEscape(character)
}

function unicodeEscape(character: string): string {
  return `\\u${hex4(character.charCodeAt(0))}`
}

function hex4(code: number): string {
  return code.toString(16).padStart(4, '0')
}
