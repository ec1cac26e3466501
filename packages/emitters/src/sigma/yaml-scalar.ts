/**
 * Every text that reaches a Sigma file goes through here. Plain where no reader of YAML 1.1 or 1.2 could take it for
 * anything but this text, single quotes where that is needed or a backslash would make readers think, double quotes
 * with escapes for what may not stand in a file.
 */
export function yamlScalar(text: string): string {
  if (NEEDS_ESCAPES.test(text)) return doubleQuoted(text)
  return isPlain(text) ? text : `'${text.replaceAll("'", "''")}'`
}

/** A text of several lines, for prose: a literal block at this indent where one can hold it. */
export function yamlProse(text: string, indent: number): string {
  const lines = text.split('\n')
  const blockable = lines.length > 1 && lines.every((line) => !NEEDS_ESCAPES.test(line)) && !/^\s/.test(text)
  if (!blockable) return yamlScalar(text)
  const pad = ' '.repeat(indent)
  return `|\n${lines.map((line) => (line === '' ? '' : pad + line)).join('\n')}`
}

/** A number or boolean as it stands, where both YAML versions read it as one. */
export function isPlainNumber(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text)
}

function isPlain(text: string): boolean {
  if (text === '' || text !== text.trim()) return false
  if (!FIRST.test(text) || text.includes('\\')) return false
  // `key: value` and ` # comment` inside, and what ends as a key.
  if (/:(?:\s|$)|\s#/.test(text)) return false
  return !READ_OTHERWISE.some((pattern) => pattern.test(text))
}

/** No indicator, quote or document mark at the start. A hyphen is text when something follows it directly. */
const FIRST = /^(?:[^\s\-?:,[\]{}#&*!|>'"%@`=<~]|-(?=[^\s-]))/

/** What one of the two versions takes for null, a boolean, a number, a time, a merge. */
const READ_OTHERWISE = [
  /^(?:null|true|false|yes|no|on|off|y|n)$/i,
  /^[-+]?(?:\d[\d_]*|0b[01_]+|0o[0-7_]+|0x[\da-f_]+)$/i,
  // Fractions, exponents, sexagesimal parts.
  /^[-+]?(?:\d[\d_]*)?(?:\.[\d_]*)?(?:e[-+]?\d+)?$/i,
  /^[-+]?\d[\d_]*(?::[0-5]?\d)+(?:\.[\d_]*)?$/,
  /^[-+]?\.(?:inf|nan)$/i,
  /^\d{4}-\d\d?-\d\d?/,
]

/** Controls, line breaks of all kinds, surrogates without partner, and characters that hide or reorder text. */
const NEEDS_ESCAPES = new RegExp(
  '[\\u0000-\\u001f\\u007f-\\u00a0\\u00ad\\u0600-\\u0605\\u061c\\u06dd\\u070f\\u180e\\u200b-\\u200f\\u2028-\\u202f' +
    '\\u2060-\\u206f\\ue000-\\uf8ff\\ufeff\\ufff9-\\uffff]|[\\ud800-\\udbff](?![\\udc00-\\udfff])|' +
    '(?<![\\ud800-\\udbff])[\\udc00-\\udfff]|\\udb40[\\udc00-\\udc7f]',
)

const SHORT: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\', '"': '\\"' }

function doubleQuoted(text: string): string {
  let escaped = ''
  for (const character of text) {
    const short = SHORT[character]
    if (short !== undefined) escaped += short
    else if (NEEDS_ESCAPES.test(character)) escaped += escapeUnits(character)
    else escaped += character
  }
  return `"${escaped}"`
}

function escapeUnits(character: string): string {
  const code = character.codePointAt(0) as number
  if (code > 0xffff) return `\\U${code.toString(16).padStart(8, '0')}`
  return code > 0xff ? `\\u${code.toString(16).padStart(4, '0')}` : `\\x${code.toString(16).padStart(2, '0')}`
}
