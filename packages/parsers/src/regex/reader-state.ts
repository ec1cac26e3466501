import type { RegexDialect } from './dialect.js'
import { RegexProblem } from './regex-problem.js'

export interface RegexFlags {
  readonly ignoreCase: boolean
  readonly multiline: boolean
  readonly dotAll: boolean
  readonly extended: boolean
  /** Python's (?a): classes and boundaries of ASCII. */
  readonly ascii: boolean
}

/** Groups in groups; far above what people write, far below what a call stack holds. */
export const MAX_REGEX_DEPTH = 200
/** Characters, sets and groups of one expression. */
const MAX_REGEX_NODES = 20_000
/** The bound of one counted repetition, and what all nested ones may multiply to. */
export const MAX_REPEAT = 1000

/** Where the reader stands. One per expression. */
export interface ReaderState {
  readonly text: string
  readonly dialect: RegexDialect
  at: number
  flags: RegexFlags
  depth: number
  nodes: number
  /** Of groups; each may stand once. */
  readonly names: Set<string>
}

export function peek(state: ReaderState, ahead = 0): string {
  return state.text[state.at + ahead] ?? ''
}

export function startsWith(state: ReaderState, text: string): boolean {
  return state.text.startsWith(text, state.at)
}

/** Moves over `text` if it stands here. */
export function accept(state: ReaderState, text: string): boolean {
  if (!startsWith(state, text)) return false
  state.at += text.length
  return true
}

/** The code point that stands here; moves over it. */
export function nextCodePoint(state: ReaderState): number {
  const code = state.text.codePointAt(state.at) ?? 0
  state.at += code > 0xffff ? 2 : 1
  return code
}

export function countNode(state: ReaderState): void {
  state.nodes++
  if (state.nodes > MAX_REGEX_NODES) {
    throw new RegexProblem('limit', `The expression has more than ${MAX_REGEX_NODES} parts.`, 0, state.text.length)
  }
}

export function syntaxProblem(state: ReaderState, message: string, start: number, end = state.at): RegexProblem {
  return new RegexProblem('syntax', message, start, Math.min(Math.max(end, start + 1), state.text.length))
}

export function unsupported(state: ReaderState, message: string, start: number, end = state.at): RegexProblem {
  return new RegexProblem('unsupported', message, start, Math.min(Math.max(end, start + 1), state.text.length))
}
