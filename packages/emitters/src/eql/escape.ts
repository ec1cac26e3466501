import type { Pattern } from '@ruleglot/core'

/**
 * Every text that reaches EQL output goes through here. A string stands in double quotes, with its backslashes doubled as
 * Elastic's own rules have them; one that holds quotes stands in three, where nothing is special. Whoever reads it gets
 * the same characters.
 */
export function writeString(text: string): string {
  return text.includes('"') && isRaw(text) ? `"""${text}"""` : `"${text.replace(SPECIAL, escapeCharacter)}"`
}

/** No line break, no three quotes, no quote or backslash beside the closing ones. */
function isRaw(text: string): boolean {
  return !text.includes('"""') && !/"$/.test(text) && !/^"/.test(text) && text.search(UNPRINTABLE) === -1
}

/** Quotes, backslashes, control and format characters. A lone surrogate has no escape and stands as it is. */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/
const SPECIAL = /["\\\u0000-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g

const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\t': '\\t',
  '\r': '\\r',
  '\n': '\\n',
}

function escapeCharacter(character: string): string {
  return SHORT_ESCAPES[character] ?? `\\u{${character.charCodeAt(0).toString(16).padStart(2, '0')}}`
}

/** The name of a field, in backquotes where it is no plain name; undefined for what no quotes can hold. */
export function writeFieldName(keys: readonly string[]): string | undefined {
  const parts = keys.flatMap((key) => key.split('.'))
  if (parts.some((part) => part === '')) return undefined
  const name = parts.map((part) => (PLAIN.test(part) ? part : `\`${part.replaceAll('`', '``')}\``)).join('.')
  return parts.length === 1 && KEYWORDS.has(name) ? `\`${name}\`` : name
}

/** The category of a query. */
export function writeCategory(text: string): string {
  return PLAIN.test(text) && !KEYWORDS.has(text) && !SEVERAL.has(text) && text !== 'any' ? text : writeString(text)
}

const PLAIN = /^[A-Za-z_@][A-Za-z0-9_]*$/

const KEYWORDS: ReadonlySet<string> = new Set('and or not in like regex where by with until true false null'.split(' '))

/** Words that begin a query over several events. */
const SEVERAL: ReadonlySet<string> = new Set(['sequence', 'sample', 'join'])

/** The text of a pattern for `:` and `like`; undefined where its own text holds a star or question mark. */
export function patternText(pattern: Pattern): string | undefined {
  if (pattern.some((part) => typeof part === 'string' && /[*?]/.test(part))) return undefined
  return pattern.map((part) => (typeof part === 'string' ? part : part.wildcard === 'one' ? '?' : '*')).join('')
}
