/**
 * Text as it may be shown on a terminal: nothing in it moves the cursor, changes colours, reverses direction or stays
 * invisible. Tabs become blanks, control characters their pictures (U+2400 and on), other invisible or direction
 * changing characters and lone surrogates `<U+202E>`.
 */
export function visibleText(text: string): string {
  let visible = ''
  for (const character of text) visible += visibleCharacter(character)
  return visible
}

export function visibleCharacter(character: string): string {
  if (character === '\t') return TAB
  const code = character.codePointAt(0) as number
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  if (code < 0x7f) return character
  return HIDDEN.test(character) ? `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>` : character
}

/** How many columns a terminal gives to a visible text: two for wide characters, none for combining marks. */
export function displayWidth(visible: string): number {
  let width = 0
  for (const character of visible) {
    const code = character.codePointAt(0) as number
    if (code < 0x300) width++
    else if (!COMBINING.test(character)) width += isWide(code) ? 2 : 1
  }
  return width
}

const TAB = '    '

/** Control, format (bidi, joiners, tags), surrogates, separators, variation selectors, blanks that look like a space. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u00a0\u2000-\u200a\u202f\u205f\u3000]/u
const COMBINING = /\p{M}/u

/** Blocks whose characters are wide or full-width by Unicode's East Asian Width. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x4dbf],
  [0x4e00, 0xa4cf],
  [0xa960, 0xa97c],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
]

function isWide(code: number): boolean {
  return code >= 0x1100 && WIDE.some(([from, to]) => from <= code && code <= to)
}
