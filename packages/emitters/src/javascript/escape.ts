import type { Scalar } from '@ruleglot/core'

/**
 * Every text that reaches JavaScript goes through here: a double-quoted literal that is safe in a script element, in
 * any encoding a file is likely to be read in, and that shows every mark a person would not see.
 */
export function quoteText(text: string): string {
  return JSON.stringify(text)
    .replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replace(/<(?=\/script|!--)/gi, '\\x3C')
}

const UNSEEN =
  /[\u007f-\u00a0\u00ad\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ufeff\uffa0\ufff0-\ufffb]/g

export function quoteScalar(value: Scalar): string {
  return typeof value === 'string' ? quoteText(value) : JSON.stringify(value)
}

/** Text inside a line comment: nothing in it can end the line. */
export function commentText(text: string): string {
  return quoteText(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('\\\\', '\\')
}

/** A regular expression literal with the `u` flag. The text comes from printRegex, which escapes the slash. */
export function regexLiteral(text: string): string {
  const visible = (text === '' ? '(?:)' : text).replace(
    UNSEEN,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return `/${visible.replace(/<(?=\\\/script|!--)/gi, '\\x3C')}/u`
}

export function isIdentifier(key: string): boolean {
  return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(key)
}
