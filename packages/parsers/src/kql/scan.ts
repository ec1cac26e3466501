import type { CustomPatternMatcherReturn } from 'chevrotain'

/**
 * Where a literal ends. A quoted one at the next `"` that is not escaped. An unquoted one is any text, blanks
 * included, up to a special character, up to `SP or SP` or `SP and SP`, or up to `not SP` even in the middle of a word
 * (Kibana's grammar has no word boundary there: `cannot connect` ends at `can`). Both scans are linear.
 */

/** Tells `unescape` what it need not look for. */
export interface LiteralFlags {
  readonly escapes: boolean
  readonly wildcards: boolean
}

const PLAIN: LiteralFlags = { escapes: false, wildcards: false }
const ESCAPES: LiteralFlags = { escapes: true, wildcards: false }
const WILDCARDS: LiteralFlags = { escapes: false, wildcards: true }
const BOTH: LiteralFlags = { escapes: true, wildcards: true }

export function scanQuoted(text: string, offset: number): CustomPatternMatcherReturn | null {
  if (text.charCodeAt(offset) !== 34) return null
  let escapes = false
  for (let at = offset + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 34) return matched(text.slice(offset, at + 1), escapes ? ESCAPES : PLAIN)
    if (code === 92) {
      escapes = true
      at++
    }
  }
  return null
}

export function scanUnquoted(text: string, offset: number): CustomPatternMatcherReturn | null {
  let escapes = false
  let wildcards = false
  let at = offset
  while (at < text.length) {
    const code = text.charCodeAt(at)
    const kind = code < 256 ? KINDS[code] : ORDINARY
    if (kind === ORDINARY) at++
    else if (kind === STAR) {
      wildcards = true
      at++
    } else if (kind === LETTER_N) {
      if (isNotOperator(text, at)) break
      at++
    } else if (kind === BLANK) {
      const end = endOfBlanks(text, at)
      if (isConnective(text, end)) break
      at = end
    } else if (kind === BACKSLASH) {
      const length = escapeLength(text, at)
      if (length === 0) break
      escapes = true
      at += length
    } else break
  }
  if (at === offset) return null
  const flags = wildcards ? (escapes ? BOTH : WILDCARDS) : escapes ? ESCAPES : PLAIN
  return matched(text.slice(offset, at), flags)
}

/** How many characters the escape at a backslash takes outside quotes; 0 if it is none. `\n` wins over `\not`. */
export function escapeLength(text: string, at: number): number {
  const next = text[at + 1]
  if (next === undefined) return 0
  if ('trn'.includes(next) || '\\():<>"*{}'.includes(next)) return 2
  if (next === 'u') return isHex4(text, at + 2) ? 6 : 0
  const word = text.slice(at + 1, at + 4).toLowerCase()
  if (word.startsWith('or')) return 3
  return word === 'and' || word === 'not' ? 4 : 0
}

export function isHex4(text: string, at: number): boolean {
  return /^[0-9a-fA-F]{4}$/.test(text.slice(at, at + 4))
}

export function isBlank(code: number): boolean {
  return code < 256 && KINDS[code] === BLANK
}

const ORDINARY = 0
const SPECIAL = 1
const BLANK = 2
const STAR = 3
const BACKSLASH = 4
const LETTER_N = 5

const KINDS: Uint8Array = kindsOfCharacters()

function kindsOfCharacters(): Uint8Array {
  const kinds = new Uint8Array(256)
  const mark = (characters: string, kind: number): void => {
    for (const character of characters) kinds[character.charCodeAt(0)] = kind
  }
  mark('():<>"{}', SPECIAL)
  mark(' \t\r\n\u00A0', BLANK)
  mark('*', STAR)
  mark('\\', BACKSLASH)
  mark('nN', LETTER_N)
  return kinds
}

function matched(image: string, flags: LiteralFlags): CustomPatternMatcherReturn {
  return Object.assign([image] as [string], { payload: flags })
}

function endOfBlanks(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && isBlank(text.charCodeAt(at))) at++
  return at
}

/** `or` or `and` in any letter case, with a blank behind it. */
function isConnective(text: string, at: number): boolean {
  const first = text.charCodeAt(at) | 32
  if (first === 111) return (text.charCodeAt(at + 1) | 32) === 114 && isBlank(text.charCodeAt(at + 2))
  return first === 97 && isWordBeforeBlank(text, at, 110, 100)
}

function isNotOperator(text: string, at: number): boolean {
  return isWordBeforeBlank(text, at, 111, 116)
}

function isWordBeforeBlank(text: string, at: number, second: number, third: number): boolean {
  return (
    (text.charCodeAt(at + 1) | 32) === second &&
    (text.charCodeAt(at + 2) | 32) === third &&
    isBlank(text.charCodeAt(at + 3))
  )
}
