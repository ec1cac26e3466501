import { type CodePointRange, type CodePointSet, codePointSet, complementSet } from '@ruleglot/core'
import { closeUnderCase } from './close-under-case.js'
import { readEscape } from './read-escape.js'
import { accept, countNode, nextCodePoint, peek, type ReaderState, syntaxProblem, unsupported } from './reader-state.js'
import type { Syntax } from './syntax.js'

/** `[...]`; the reader stands on the bracket. Under the ignore-case flag a class is closed before it is negated. */
export function readClass(state: ReaderState): Syntax {
  const start = state.at
  state.at++
  const negated = accept(state, '^')
  const ranges: CodePointRange[] = []
  for (let first = true; ; first = false) {
    if (state.at >= state.text.length) throw syntaxProblem(state, 'The class is not closed with "]".', start, start + 1)
    if (peek(state) === ']' && !(first && !state.dialect.emptyClass)) break
    ranges.push(...readClassItem(state))
    countNode(state)
  }
  state.at++
  const { ignoreCase } = state.flags
  const listed = ignoreCase ? closeUnderCase(codePointSet(ranges)) : codePointSet(ranges)
  return { type: 'set', set: negated ? complementSet(listed) : listed, fold: ignoreCase }
}

function readClassItem(state: ReaderState): CodePointSet {
  const start = state.at
  const from = readClassAtom(state)
  const next = state.text[state.at + 1]
  if (peek(state) !== '-' || next === undefined || next === ']') {
    return typeof from === 'number' ? [[from, from]] : from
  }
  state.at++
  const to = readClassAtom(state)
  if (typeof from !== 'number' || typeof to !== 'number') {
    // ECMAScript reads all three as members; the others refuse.
    if (!state.dialect.emptyClass) throw syntaxProblem(state, 'A range must run from character to character.', start)
    return [...members(from), [0x2d, 0x2d], ...members(to)]
  }
  if (from > to) throw syntaxProblem(state, 'The range runs backwards.', start)
  return [[from, to]]
}

const members = (atom: number | CodePointSet): CodePointSet => (typeof atom === 'number' ? [[atom, atom]] : atom)

function readClassAtom(state: ReaderState): number | CodePointSet {
  const start = state.at
  if (peek(state) === '\\') {
    if (state.dialect.quoting && peek(state, 1) === 'Q') {
      throw unsupported(state, '\\Q inside a class is not read.', start, start + 2)
    }
    const escaped = readEscape(state, true)
    if (escaped.type === 'code') return escaped.code
    if (escaped.type === 'set') return escaped.set
    throw syntaxProblem(state, 'An anchor cannot stand in a class.', start)
  }
  if (state.dialect.posixClasses && peek(state) === '[' && /[:.=]/.test(peek(state, 1))) {
    const name = /^\[:(\^?)([a-z]+):\]/.exec(state.text.slice(state.at, state.at + 16))
    const key = name?.[2] ?? ''
    const set = Object.hasOwn(POSIX_CLASSES, key) ? POSIX_CLASSES[key] : undefined
    if (name === null || set === undefined) {
      throw syntaxProblem(state, 'There is no such class of characters.', start, start + 2)
    }
    state.at += name[0].length
    return name[1] === '^' ? complementSet(set) : set
  }
  return nextCodePoint(state)
}

const POSIX_CLASSES: Readonly<Partial<Record<string, CodePointSet>>> = {
  alnum: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  alpha: [
    [0x41, 0x5a],
    [0x61, 0x7a],
  ],
  ascii: [[0, 0x7f]],
  blank: [
    [0x09, 0x09],
    [0x20, 0x20],
  ],
  cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
  digit: [[0x30, 0x39]],
  graph: [[0x21, 0x7e]],
  lower: [[0x61, 0x7a]],
  print: [[0x20, 0x7e]],
  punct: [
    [0x21, 0x2f],
    [0x3a, 0x40],
    [0x5b, 0x60],
    [0x7b, 0x7e],
  ],
  space: [
    [0x09, 0x0d],
    [0x20, 0x20],
  ],
  upper: [[0x41, 0x5a]],
  word: [
    [0x30, 0x39],
    [0x41, 0x5a],
    [0x5f, 0x5f],
    [0x61, 0x7a],
  ],
  xdigit: [
    [0x30, 0x39],
    [0x41, 0x46],
    [0x61, 0x66],
  ],
}
