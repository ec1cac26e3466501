/**
 * Every string that reaches TOML output goes through here. The forms are chosen for people: basic strings on one line,
 * `"""` for prose, `'''` for queries. What a form cannot hold is escaped or written in another form.
 */
export type StringForm = 'basic' | 'prose' | 'query'

export function writeString(text: string, form: StringForm): string {
  if (form === 'query' && isVerbatim(text) && (text.includes('\n') || /["\\]/.test(text))) {
    return text.includes('\n') ? `'''\n${text}'''` : `'''${text}'''`
  }
  if (form !== 'basic' && text.includes('\n')) return `"""\n${escapeLines(text)}"""`
  return basicString(text)
}

/** Prose that begins on the line of its key, as Elastic's guides do. */
export function writeGuide(text: string): string {
  if (!text.includes('\n')) return basicString(text)
  // A line end right after the quotes is no part of the string.
  return `"""${text.startsWith('\n') ? '\n' : ''}${escapeLines(text)}"""`
}

export function writeKey(key: string): string {
  return /^[A-Za-z0-9_-]+$/.test(key) ? key : basicString(key)
}

/** TOML has no way to write half a surrogate pair. */
export function hasLoneSurrogate(text: string): boolean {
  return LONE_SURROGATE.test(text)
}

const LONE_SURROGATE = /\p{Cs}/u

/** Whether `'''` can hold it as it is: it has no escapes, and a last quote would join the closing ones. */
function isVerbatim(text: string): boolean {
  return !text.includes("'''") && !text.endsWith("'") && !text.includes('\r') && !HIDDEN_TEST.test(text)
}

function basicString(text: string): string {
  return `"${text.replace(/["\\\t\n\r\b\f]/g, shortEscape).replace(HIDDEN, unicodeEscape)}"`
}

function escapeLines(text: string): string {
  return text
    .replace(/\\/g, '\\\\')
    .replace(/"{3,}|"+$/g, (quotes) => quotes.replace(/"/g, '\\"'))
    .replace(/\r/g, '\\r')
    .replace(HIDDEN, unicodeEscape)
}

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
}

function shortEscape(character: string): string {
  return SHORT[character] as string
}

/** Control characters, which TOML forbids, and format characters and separators, which a reader of the file would not see. */
const HIDDEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
const HIDDEN_TEST = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u

function unicodeEscape(character: string): string {
  const code = character.codePointAt(0) as number
  return code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`
}
