import { ANY_MANY, type PatternPart } from '@ruleglot/core'
import type { KqlLiteral } from './ast.js'
import { escapeLength, isBlank, isHex4, type LiteralFlags } from './scan.js'

/** Turns the source text of a literal into what it stands for. The texts are as `scan` cut them. */

/** Escapes `\t \r \n \uXXXX \\ \"`; any other backslash stands for itself. Nothing is trimmed, no star is a wildcard. */
export function unescapeQuoted(image: string, start: number, flags: LiteralFlags): KqlLiteral {
  const inner = image.slice(1, -1)
  const value = flags.escapes ? inner.replace(QUOTED_ESCAPE, decode) : inner
  return { type: 'text', value, quoted: true, start, end: start + image.length }
}

/** Ends are trimmed after the escapes are read (`\t` alone is the empty text), as JavaScript trims. */
export function unescapeUnquoted(image: string, start: number, flags: LiteralFlags): KqlLiteral {
  const end = start + image.length - blanksAtEnd(image)
  if (flags.wildcards) return { type: 'wildcard', pattern: wildcardParts(image), start, end }
  const value = (flags.escapes ? image.replace(UNQUOTED_ESCAPE, decode) : image).trim()
  if (value === 'true' || value === 'false') return { type: 'boolean', value: value === 'true', start, end }
  if (value === 'null') return { type: 'null', start, end }
  return { type: 'text', value, quoted: false, start, end }
}

const CONTROL: Readonly<Record<string, string>> = { t: '\t', r: '\r', n: '\n' }
const QUOTED_ESCAPE = /\\(?:u[0-9a-fA-F]{4}|[trn\\"])/g
const UNQUOTED_ESCAPE = /\\(?:u[0-9a-fA-F]{4}|[trn\\():<>"*{}]|[oO][rR]|[aA][nN][dD]|[nN][oO][tT])/g

function decode(sequence: string): string {
  const next = sequence[1] as string
  if (next === 'u' && isHex4(sequence, 2)) return String.fromCharCode(Number.parseInt(sequence.slice(2), 16))
  return CONTROL[next] ?? sequence.slice(1)
}

/** Texts and stars in turn; the ends of the whole are trimmed, stars being no blanks. */
function wildcardParts(image: string): readonly PatternPart[] {
  const parts: PatternPart[] = []
  let text = ''
  const flush = (): void => {
    if (text !== '') parts.push(text)
    text = ''
  }
  for (let at = 0; at < image.length; ) {
    if (image[at] === '*') {
      flush()
      parts.push(ANY_MANY)
      at++
    } else {
      const length = image[at] === '\\' ? escapeLength(image, at) : 1
      text += length === 1 ? image[at] : decode(image.slice(at, at + length))
      at += length
    }
  }
  flush()
  return trimEnds(parts)
}

function trimEnds(parts: readonly PatternPart[]): readonly PatternPart[] {
  return parts
    .map((part, index) => {
      if (typeof part !== 'string') return part
      const fromLeft = index === 0 ? part.trimStart() : part
      return index === parts.length - 1 ? fromLeft.trimEnd() : fromLeft
    })
    .filter((part) => part !== '')
}

function blanksAtEnd(image: string): number {
  let count = 0
  while (count < image.length && isBlank(image.charCodeAt(image.length - 1 - count))) count++
  return count
}
