/** A token of one logical line of Python, with the space in front of it. Brackets know their partner. */
export interface Token {
  readonly text: string
  readonly space: string
  readonly role: 'open' | 'close' | 'comma' | 'other'
  /** Of a closing bracket. */
  readonly opening?: Token
  /** Of an opening bracket: that of a call or subscript, not of a tuple or group. */
  readonly call?: boolean
  /** Parentheses that are written only when the line is broken there. */
  readonly optional?: boolean
}

const TOKEN = /(\s*)([rf]?"(?:[^"\\]|\\.)*"|[rf]?'(?:[^'\\]|\\.)*'|[^\W\d]\w*|-?\d[\w.]*(?:e[+-]?\d+)?|[=!<>]=|[^\s])/gy

/** Cuts Python text that this emitter wrote. */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = []
  const open: Token[] = []
  for (const [, space = '', part = ''] of text.matchAll(TOKEN)) {
    const before = tokens[tokens.length - 1]
    if (part === '(' || part === '[' || part === '{') {
      const call = space === '' && before !== undefined && (before.role === 'close' || /^\w+$/.test(before.text))
      const token: Token = { text: part, space, role: 'open', call }
      open.push(token)
      tokens.push(token)
    } else if (part === ')' || part === ']' || part === '}') {
      tokens.push({ text: part, space, role: 'close', opening: open.pop() as Token })
    } else tokens.push({ text: part, space, role: part === ',' ? 'comma' : 'other' })
  }
  return tokens
}

/** Columns that a text takes: East Asian wide characters two, combining marks none. */
export function widthOf(text: string): number {
  if (/^[\x00-\x7f]*$/.test(text)) return text.length
  let width = 0
  for (const character of text) width += columnsOf(character.codePointAt(0) as number)
  return width
}

function columnsOf(point: number): number {
  if (within(point, COMBINING)) return 0
  return within(point, WIDE) ? 2 : 1
}

type Ranges = readonly (readonly [number, number])[]

function within(point: number, ranges: Ranges): boolean {
  return ranges.some(([from, to]) => from <= point && point <= to)
}

const COMBINING: Ranges = [
  [0x300, 0x36f],
  [0x483, 0x489],
  [0x591, 0x5bd],
  [0x610, 0x61a],
  [0x64b, 0x65f],
  [0x1ab0, 0x1ace],
  [0x1dc0, 0x1dff],
  [0x20d0, 0x20f0],
]

const WIDE: Ranges = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
]
