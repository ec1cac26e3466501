import { complementSet, type RegexAssertion } from '@ruleglot/core'
import type { RegexDialectId } from './dialect.js'
import { readClass } from './read-class.js'
import { readEscape } from './read-escape.js'
import { readFlags } from './read-flags.js'
import { readBounds, readQuantifier } from './read-quantifier.js'
import {
  accept,
  countNode,
  MAX_REGEX_DEPTH,
  nextCodePoint,
  peek,
  type ReaderState,
  startsWith,
  syntaxProblem,
  unsupported,
} from './reader-state.js'
import { RegexProblem } from './regex-problem.js'
import { EMPTY, NEVER, type Syntax } from './syntax.js'

/** Reads the whole text. Throws `RegexProblem`; recursion is bounded by MAX_REGEX_DEPTH. */
export function readRegex(state: ReaderState): Syntax {
  const tree = readAlternatives(state)
  if (state.at < state.text.length) throw syntaxProblem(state, 'This ")" closes nothing.', state.at, state.at + 1)
  return tree
}

function readAlternatives(state: ReaderState): Syntax {
  const options = [readSequence(state)]
  while (accept(state, '|')) options.push(readSequence(state))
  return options.length === 1 ? (options[0] as Syntax) : { type: 'alternate', options }
}

function readSequence(state: ReaderState): Syntax {
  const parts: Syntax[] = []
  for (;;) {
    if (state.flags.extended && skipBlanks(state)) continue
    const next = peek(state)
    if (next === '' || next === '|' || next === ')') break
    if (state.dialect.quoting && startsWith(state, '\\Q')) {
      parts.push(...readQuoted(state))
      continue
    }
    const atom = readAtom(state)
    if (atom === undefined) continue
    if (state.flags.extended) while (skipBlanks(state));
    parts.push(readQuantifier(state, atom))
  }
  return parts.length === 1 ? (parts[0] as Syntax) : { type: 'concat', parts }
}

/** White space and comments of (?x); true when there was some. */
function skipBlanks(state: ReaderState): boolean {
  const start = state.at
  while (/[ \t\n\v\f\r]/.test(peek(state)) && peek(state) !== '') state.at++
  if (peek(state) === '#') {
    const end = state.text.indexOf('\n', state.at)
    state.at = end === -1 ? state.text.length : end + 1
  }
  return state.at > start
}

/** One thing that a quantifier may follow; undefined for what stands for nothing (comments, flags). */
function readAtom(state: ReaderState): Syntax | undefined {
  countNode(state)
  const start = state.at
  const next = peek(state)
  const { anchors } = state.dialect
  if (next === '(') return readGroup(state)
  if (next === '[') return readClass(state)
  if (next === '\\') {
    const escaped = readEscape(state, false)
    if (escaped.type === 'set') return { type: 'set', set: escaped.set, fold: state.flags.ignoreCase }
    if (escaped.type === 'anchor') return { type: 'assert', at: escaped.at, start, end: state.at }
    return { type: 'char', code: escaped.code, fold: state.flags.ignoreCase }
  }
  if (next === '.') {
    state.at++
    return { type: 'set', set: complementSet(state.flags.dotAll ? [] : state.dialect.dotExcludes), fold: false }
  }
  if (anchors !== undefined && (next === '^' || next === '$')) {
    state.at++
    const lines = state.flags.multiline
    const at = next === '^' ? (lines ? anchors.lineStart : 'start') : lines ? anchors.lineEnd : anchors.end
    return { type: 'assert', at, start, end: state.at }
  }
  if (next === '*' || next === '+' || next === '?' || (next === '{' && readBounds(state) !== undefined)) {
    throw syntaxProblem(state, `There is nothing that "${next}" could repeat.`, start, start + 1)
  }
  if (state.dialect.luceneOperators && LUCENE_OPERATORS.includes(next)) return readLuceneOperator(state)
  return { type: 'char', code: nextCodePoint(state), fold: state.flags.ignoreCase }
}

function readGroup(state: ReaderState): Syntax | undefined {
  const start = state.at
  state.at++
  const outer = state.flags
  if (peek(state) === '?' && !state.dialect.luceneOperators) {
    if (startsWith(state, '?#') && state.dialect.id !== 'javascript') {
      const end = state.text.indexOf(')', state.at)
      if (end === -1) throw syntaxProblem(state, 'The comment is not closed with ")".', start, state.text.length)
      state.at = end + 1
      return undefined
    }
    // What matches nothing, as this project writes it where a class cannot be empty.
    if (accept(state, '?!)')) return NEVER
    const known = idiom(state, start)
    if (known !== undefined) return known
    if (readFlags(state, start) === 'rest') return undefined
  }
  if (state.depth >= MAX_REGEX_DEPTH) {
    throw new RegexProblem('limit', `Groups are nested deeper than ${MAX_REGEX_DEPTH}.`, start, start + 1)
  }
  state.depth++
  const inner = readAlternatives(state)
  state.depth--
  if (!accept(state, ')')) throw syntaxProblem(state, 'The group is not closed with ")".', start, start + 1)
  state.flags = outer
  return inner.type === 'assert' ? { type: 'concat', parts: [inner] } : inner
}

/** Assertions that this project writes with look-around, where a dialect has no other words for them. */
function idiom(state: ReaderState, start: number): Syntax | undefined {
  const idioms = IDIOMS[state.dialect.id] ?? []
  for (const [text, at] of idioms) {
    if (accept(state, text)) return { type: 'assert', at, start, end: state.at }
  }
  return undefined
}

const IDIOMS: Readonly<Partial<Record<RegexDialectId, readonly (readonly [string, RegexAssertion])[]>>> = {
  // No flag: old engines have no (?m:^).
  javascript: [
    ['?<![^\\n])', 'lineStart'],
    ['?![^\\n])', 'lineEnd'],
  ],
  // Not \B: it fails on empty text.
  python: [['?!(?a:\\b))', 'notWordBoundary']],
}

function readQuoted(state: ReaderState): Syntax[] {
  state.at += 2
  const end = state.text.indexOf('\\E', state.at)
  const stop = end === -1 ? state.text.length : end
  const parts: Syntax[] = []
  while (state.at < stop) {
    countNode(state)
    parts.push({ type: 'char', code: nextCodePoint(state), fold: state.flags.ignoreCase })
  }
  state.at = end === -1 ? stop : stop + 2
  // A quantifier behind \E repeats the last character alone.
  const last = parts.pop()
  return last === undefined ? [] : [...parts, readQuantifier(state, last)]
}

const LUCENE_OPERATORS = '"@#~&<>{}])'

function readLuceneOperator(state: ReaderState): Syntax {
  const start = state.at
  const operator = peek(state)
  state.at++
  if (operator === '@')
    return { type: 'repeat', part: { type: 'set', set: complementSet([]), fold: false }, min: 0, max: null }
  if (operator === '#') return NEVER
  if (operator === '"') {
    const end = state.text.indexOf('"', state.at)
    if (end === -1) throw syntaxProblem(state, 'The quoted text is not closed.', start, start + 1)
    const parts: Syntax[] = []
    while (state.at < end) parts.push({ type: 'char', code: nextCodePoint(state), fold: false })
    state.at = end + 1
    return parts.length === 0 ? EMPTY : { type: 'concat', parts }
  }
  throw unsupported(state, `The Lucene operator "${operator}" is not read.`, start)
}
