import { ASCII_CLASSES, type CharacterClasses, type CodePointSet, complementSet } from '@ruleglot/core'
import type { RegexDialectId } from './dialect.js'
import { type ReaderState, syntaxProblem, unsupported } from './reader-state.js'
import type { Anchor } from './syntax.js'

export type Escape =
  | { readonly type: 'code'; readonly code: number }
  | { readonly type: 'set'; readonly set: CodePointSet }
  | { readonly type: 'anchor'; readonly at: Anchor }

/** What `\x` stands for; the reader stands on the backslash and is moved behind the escape. */
export function readEscape(state: ReaderState, inClass: boolean): Escape {
  const { text, dialect } = state
  const start = state.at
  const letter = text[start + 1]
  if (letter === undefined) throw syntaxProblem(state, 'The expression ends in a lone backslash.', start, start + 1)
  state.at = start + 2

  const set = classEscape(letter, state.flags.ascii ? ASCII_CLASSES : dialect.classes())
  if (set !== undefined) return { type: 'set', set }
  if (dialect.luceneOperators) return { type: 'code', code: literalAt(state, start + 1) }

  if (letter === 'b' || letter === 'B') {
    if (inClass && letter === 'b') return { type: 'code', code: 8 }
    if (!inClass && dialect.boundary !== undefined) {
      if (letter === 'B' && state.flags.ascii) {
        throw unsupported(
          state,
          "Python's \\B is not read with (?a): unlike \\b turned round, it fails on empty text.",
          start,
        )
      }
      const [boundary, notBoundary]: readonly [Anchor, Anchor] = state.flags.ascii
        ? ['wordBoundary', 'notWordBoundary']
        : dialect.boundary
      return { type: 'anchor', at: letter === 'b' ? boundary : notBoundary }
    }
  }
  const anchor = Object.hasOwn(dialect.anchorEscapes, letter) ? dialect.anchorEscapes[letter] : undefined
  if (anchor !== undefined && !inClass) return { type: 'anchor', at: anchor }

  const control = Object.hasOwn(CONTROL_ESCAPES, letter) ? CONTROL_ESCAPES[letter] : undefined
  if (control?.dialects.includes(dialect.id)) return { type: 'code', code: control.code }

  const number = numericEscape(state, letter, start, inClass)
  if (number !== undefined) return { type: 'code', code: number }

  if (letter === 'p' || letter === 'P' || letter === 'N') {
    if (dialect.unknownEscape === 'error' || text[start + 2] === '{') {
      throw unsupported(state, `Unicode properties (\\${letter}) are not read.`, start)
    }
  }
  if (letter === 'k') throw unsupported(state, 'References to a group are not regular.', start)
  if (/[A-Za-z0-9]/.test(letter) && dialect.unknownEscape === 'error') {
    throw syntaxProblem(state, `\\${letter} is no escape of this dialect, or engines read it differently.`, start)
  }
  return { type: 'code', code: literalAt(state, start + 1) }
}

function literalAt(state: ReaderState, at: number): number {
  const code = state.text.codePointAt(at) ?? 0
  state.at = at + (code > 0xffff ? 2 : 1)
  return code
}

function classEscape(letter: string, classes: CharacterClasses): CodePointSet | undefined {
  switch (letter) {
    case 'd':
      return classes.digit
    case 'D':
      return complementSet(classes.digit)
    case 'w':
      return classes.word
    case 'W':
      return complementSet(classes.word)
    case 's':
      return classes.space
    case 'S':
      return complementSet(classes.space)
    default:
      return undefined
  }
}

const CONTROL_ESCAPES: Readonly<
  Record<string, { readonly code: number; readonly dialects: readonly RegexDialectId[] }>
> = {
  t: { code: 9, dialects: ['python', 'javascript', 're2', 'sigma'] },
  n: { code: 10, dialects: ['python', 'javascript', 're2', 'sigma'] },
  // PCRE's \v is a class; most other engines read the vertical tab. Sigma gets neither.
  v: { code: 11, dialects: ['python', 'javascript', 're2'] },
  f: { code: 12, dialects: ['python', 'javascript', 're2', 'sigma'] },
  r: { code: 13, dialects: ['python', 'javascript', 're2', 'sigma'] },
  a: { code: 7, dialects: ['python', 're2', 'sigma'] },
  e: { code: 27, dialects: ['sigma'] },
}

/** \x41, \u0041, \U00000041, \x{41}, \u{41}, \cA, \0, octal. A digit that may be a reference is refused. */
function numericEscape(state: ReaderState, letter: string, start: number, inClass: boolean): number | undefined {
  const name = state.dialect.id
  const rest = state.text.slice(start, start + 16)
  const hex = (pattern: RegExp): number | undefined => {
    const found = pattern.exec(rest)
    if (found?.[1] === undefined) return undefined
    const code = Number.parseInt(found[1], 16)
    if (code > 0x10ffff) throw syntaxProblem(state, 'There is no such code point.', start, start + found[0].length)
    state.at = start + found[0].length
    return code
  }
  const required = (code: number | undefined): number => {
    if (code === undefined) throw syntaxProblem(state, `\\${letter} needs its hexadecimal digits.`, start)
    return code
  }
  if (letter === 'x') {
    if (name === 'javascript') return hex(/^\\x([0-9a-fA-F]{2})/)
    if (name === 'python') return required(hex(/^\\x([0-9a-fA-F]{2})/))
    return required(hex(/^\\x\{([0-9a-fA-F]{1,8})\}/) ?? hex(/^\\x([0-9a-fA-F]{2})/))
  }
  if (letter === 'u' && name === 'python') return required(hex(/^\\u([0-9a-fA-F]{4})/))
  if (letter === 'U' && name === 'python') return required(hex(/^\\U([0-9a-fA-F]{8})/))
  if (letter === 'u' && name === 'javascript') {
    const pair = /^\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})/.exec(rest)
    if (pair !== null) {
      state.at = start + pair[0].length
      return (
        (Number.parseInt(pair[1] as string, 16) - 0xd800) * 0x400 +
        (Number.parseInt(pair[2] as string, 16) - 0xdc00) +
        0x10000
      )
    }
    return hex(/^\\u\{([0-9a-fA-F]{1,8})\}/) ?? hex(/^\\u([0-9a-fA-F]{4})/)
  }
  if (letter === 'c' && name === 'javascript') {
    const control = /^\\c([A-Za-z])/.exec(rest)
    if (control === null) throw syntaxProblem(state, '\\c needs a letter.', start)
    state.at = start + 3
    return (control[1] as string).charCodeAt(0) % 32
  }
  if (letter >= '0' && letter <= '9') return octalEscape(state, name, rest, start, inClass)
  return undefined
}

function octalEscape(state: ReaderState, name: RegexDialectId, rest: string, start: number, inClass: boolean): number {
  const octal = (pattern: RegExp): number | undefined => {
    const found = pattern.exec(rest)
    if (found === null) return undefined
    state.at = start + found[0].length
    return Number.parseInt(found[1] as string, 8)
  }
  const code =
    name === 'javascript'
      ? octal(/^\\(0)(?![0-9])/)
      : (octal(/^\\(0[0-7]{0,2})/) ?? octal(/^\\([0-3][0-7]{2})/) ?? (inClass ? octal(/^\\([0-7]{1,3})/) : undefined))
  if (code === undefined) throw unsupported(state, 'References to a group are not regular.', start)
  return code
}
