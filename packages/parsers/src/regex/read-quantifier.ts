import { accept, MAX_REPEAT, peek, type ReaderState, syntaxProblem, unsupported } from './reader-state.js'
import { RegexProblem } from './regex-problem.js'
import type { Syntax } from './syntax.js'

/** The atom with the quantifier that follows it, if any. Lazy and greedy forms match the same values. */
export function readQuantifier(state: ReaderState, atom: Syntax): Syntax {
  const start = state.at
  const bounds = readBounds(state)
  if (bounds === undefined) return atom
  if (atom.type === 'assert') {
    throw syntaxProblem(state, 'An anchor cannot be repeated.', atom.start)
  }
  const [min, max] = bounds
  if (max !== null && max < min) throw syntaxProblem(state, 'The smaller bound must come first.', start)
  if (min > MAX_REPEAT || (max ?? 0) > MAX_REPEAT) {
    throw new RegexProblem('limit', `Repetitions beyond ${MAX_REPEAT} are not read.`, start, state.at)
  }
  const repeated: Syntax = { type: 'repeat', part: atom, min, max }
  if (state.dialect.lazy) {
    if (accept(state, '?')) return rejectSecond(state, repeated)
    if (peek(state) === '+' && (state.dialect.id === 'python' || state.dialect.id === 'sigma')) {
      throw unsupported(state, 'Possessive quantifiers are not read.', start, state.at + 1)
    }
    return rejectSecond(state, repeated)
  }
  return readQuantifier(state, repeated)
}

function rejectSecond(state: ReaderState, repeated: Syntax): Syntax {
  const start = state.at
  if (readBounds(state) !== undefined) {
    throw syntaxProblem(state, 'There is nothing that this quantifier could repeat.', start)
  }
  return repeated
}

/** Moves over `*`, `+`, `?` or `{n,m}`; undefined, and unmoved, when none stands here. */
export function readBounds(state: ReaderState): readonly [number, number | null] | undefined {
  if (accept(state, '*')) return [0, null]
  if (accept(state, '+')) return [1, null]
  if (accept(state, '?')) return [0, 1]
  if (peek(state) !== '{') return undefined
  const start = state.at
  const found = /^\{([0-9]*)(,?)([0-9]*)\}/.exec(state.text.slice(start, start + 32))
  const [all = '', low = '', comma = '', high = ''] = found ?? []
  const { openRepeat } = state.dialect
  if (low === '') {
    const zero = openRepeat === 'zero' && comma !== ''
    if (!zero) {
      if (openRepeat === 'unclear' && (all !== '' || state.dialect.luceneOperators)) {
        throw unsupported(state, 'Engines read these bounds differently.', start, start + Math.max(all.length, 1))
      }
      return undefined
    }
  }
  state.at += all.length
  const min = low === '' ? 0 : Number(low)
  return [min, comma === '' ? min : high === '' ? null : Number(high)]
}
