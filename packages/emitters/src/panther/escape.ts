/**
 * The one way a string of a rule gets into Python. Double quotes, unless single ones need fewer backslashes. Letters
 * of any script stay readable; whatever is invisible, reorders text or is no character at all is escaped.
 */
export function pythonString(text: string): string {
  const quote = count(text, '"') > count(text, "'") ? "'" : '"'
  return quote + escapeIn(text, quote) + quote
}

/** A regular expression: raw where that is the same text, so that its backslashes stay single. */
export function pythonPattern(text: string): string {
  if (!text.includes('\\')) return pythonString(text)
  let end = text.length
  while (text[end - 1] === '\\') end--
  if ((text.length - end) % 2 === 1 || NEEDS_ESCAPE.test(text)) return pythonString(text)
  if (!text.includes('"')) return `r"${text}"`
  return text.includes("'") ? pythonString(text) : `r'${text}'`
}

/** Text for inside the double quotes of an f-string. */
export function formatStringText(text: string): string {
  return escapeIn(text, '"').replace(/[{}]/g, '$&$&')
}

/** Whether there is a character that must not stand in a file as it is. */
export function hasHidden(text: string): boolean {
  return NEEDS_ESCAPE.test(text)
}

function escapeIn(text: string, quote: string): string {
  let escaped = ''
  for (const character of text) {
    const point = character.codePointAt(0) as number
    if (character === '\\' || character === quote) escaped += `\\${character}`
    else escaped += NAMED[character] ?? (isPlain(point) ? character : escapePoint(point))
  }
  return escaped
}

const NAMED: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r' }

function escapePoint(point: number): string {
  if (point <= 0xff) return `\\x${hex(point, 2)}`
  return point <= 0xffff ? `\\u${hex(point, 4)}` : `\\U${hex(point, 8)}`
}

function hex(point: number, width: number): string {
  return point.toString(16).padStart(width, '0')
}

function isPlain(point: number): boolean {
  if (point < 0x7f) return point >= 0x20
  return !HIDDEN.some(([from, to]) => from <= point && point <= to)
}

/**
 * Controls, spaces that look like a space, zero-width and bidirectional characters, variation selectors, surrogates,
 * private use, non-characters and tags. A fixed list: the output must not depend on the Unicode version of Node.
 */
const HIDDEN: readonly (readonly [number, number])[] = [
  [0x7f, 0xa0],
  [0xad, 0xad],
  [0x34f, 0x34f],
  [0x600, 0x605],
  [0x61c, 0x61c],
  [0x115f, 0x1160],
  [0x1680, 0x1680],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x2000, 0x200f],
  [0x2028, 0x202f],
  [0x205f, 0x206f],
  [0x2800, 0x2800],
  [0x3000, 0x3000],
  [0x3164, 0x3164],
  [0xd800, 0xf8ff],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0xfffe, 0xffff],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0x10ffff],
]

const NEEDS_ESCAPE = new RegExp(
  `[\\x00-\\x1f${HIDDEN.map(([from, to]) => `\\u{${from.toString(16)}}-\\u{${to.toString(16)}}`).join('')}]`,
  'u',
)

function count(text: string, character: string): number {
  return text.split(character).length - 1
}
