import type { DecodedString } from './document.js'

/**
 * TOML strings, for text that a TOML parser has accepted: where one ends, and what it stands for character by character.
 * The four forms are "basic", 'literal', """ and '''.
 */
export function tomlStringEnd(text: string, start: number): number {
  const quote = text[start] as string
  const triple = quote.repeat(3)
  if (!text.startsWith(triple, start)) return endOfLineString(text, start, quote)
  let at = start + 3
  while (at < text.length && !text.startsWith(triple, at)) at += quote === '"' && text[at] === '\\' ? 2 : 1
  at += 3
  // Up to two quotes directly before the closing ones belong to the string.
  for (let extra = 0; extra < 2 && text[at] === quote; extra++) at++
  return Math.min(at, text.length)
}

function endOfLineString(text: string, start: number, quote: string): number {
  let at = start + 1
  while (at < text.length && text[at] !== quote) at += quote === '"' && text[at] === '\\' ? 2 : 1
  return Math.min(at + 1, text.length)
}

/** What the string at `start` stands for, with the place of each character. */
export function decodeTomlString(text: string, start: number, end: number): DecodedString {
  const quote = text[start] as string
  const multiline = text.startsWith(quote.repeat(3), start)
  const width = multiline ? 3 : 1
  const close = end - width
  const first = multiline ? afterFirstLineEnd(text, start + 3) : start + 1
  return quote === '"' ? decodeEscapes(text, first, close) : verbatim(text, first, close)
}

/** A line end right after the opening quotes is no part of the string. */
function afterFirstLineEnd(text: string, at: number): number {
  let next = at
  while (text[next] === '\r') next++
  return text[next] === '\n' ? next + 1 : next
}

function verbatim(text: string, start: number, end: number): DecodedString {
  const offsets: number[] = []
  for (let at = start; at <= end; at++) offsets.push(at)
  return { value: text.slice(start, end), offsets }
}

function decodeEscapes(text: string, start: number, end: number): DecodedString {
  let value = ''
  const offsets: number[] = []
  const add = (characters: string, from: number): void => {
    for (let i = 0; i < characters.length; i++) offsets.push(from)
    value += characters
  }
  let at = start
  while (at < end) {
    const character = text[at] as string
    if (character !== '\\') {
      add(character, at)
      at++
      continue
    }
    const escaped = text[at + 1] ?? ''
    const digits = escaped === 'u' ? 4 : escaped === 'U' ? 8 : 0
    if (digits > 0) {
      add(codePoint(text.slice(at + 2, at + 2 + digits)), at)
      at += 2 + digits
    } else if (Object.hasOwn(ESCAPES, escaped)) {
      add(ESCAPES[escaped] as string, at)
      at += 2
    } else {
      // A backslash at the end of a line swallows white space up to the next character.
      at++
      while (at < end && BLANK.has(text[at] as string)) at++
    }
  }
  offsets.push(end)
  return { value, offsets }
}

function codePoint(hex: string): string {
  const code = Number.parseInt(hex, 16)
  return code <= 0x10ffff ? String.fromCodePoint(code) : ''
}

const BLANK: ReadonlySet<string> = new Set([' ', '\t', '\r', '\n'])

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  t: '\t',
  n: '\n',
  f: '\f',
  r: '\r',
  '"': '"',
  '\\': '\\',
}
