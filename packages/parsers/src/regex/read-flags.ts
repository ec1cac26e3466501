import {
  accept,
  peek,
  type ReaderState,
  type RegexFlags,
  startsWith,
  syntaxProblem,
  unsupported,
} from './reader-state.js'

/**
 * What follows `(?`, up to the group's body: kinds of groups, names and flags. `rest` when it was `(?i)`, which has no
 * body and whose flags now hold; `group` when a body follows, with the flags that hold in it.
 */
export function readFlags(state: ReaderState, start: number): 'rest' | 'group' {
  if (accept(state, '?:')) return 'group'
  for (const look of ['?=', '?!', '?<=', '?<!']) {
    if (startsWith(state, look))
      throw unsupported(state, 'Look-around is not regular and is not read.', start, start + 1 + look.length)
  }
  if (startsWith(state, '?>')) throw unsupported(state, 'Atomic groups are not read.', start, start + 3)
  if (startsWith(state, '?(')) throw unsupported(state, 'Conditions on groups are not regular.', start, start + 3)
  if (startsWith(state, '?P=')) throw unsupported(state, 'References to a group are not regular.', start, start + 4)
  if (groupName(state)) return 'group'

  const { dialect } = state
  const found = /^\?([A-Za-z]*)(-?)([A-Za-z]*)([:)])/.exec(state.text.slice(state.at, state.at + 32))
  if (found === null || dialect.inlineFlags === 'none') {
    throw syntaxProblem(state, 'Nothing of this dialect starts like this.', start, state.at + 1)
  }
  const [all, on = '', minus = '', off = '', close = ''] = found
  for (const letter of on + off) {
    if (!dialect.flagLetters.includes(letter)) {
      throw syntaxProblem(state, `The flag "${letter}" is not one of this dialect.`, start, state.at + all.length)
    }
  }
  if ((minus !== '' && off === '') || (close === ')' && on + off === '') || (close === ':' && on + off === '')) {
    throw syntaxProblem(state, 'There are no flags here.', start, state.at + all.length)
  }
  if (close === ')') {
    if (dialect.inlineFlags === 'scoped') {
      throw syntaxProblem(state, 'Flags for the rest of a group are not of this dialect.', start, state.at + all.length)
    }
    if (dialect.inlineFlags === 'first' && (start !== 0 || minus !== '')) {
      throw syntaxProblem(state, 'Flags for the whole expression must stand first.', start, state.at + all.length)
    }
  }
  state.at += all.length
  state.flags = withFlags(withFlags(state.flags, on, true), off, false)
  return close === ')' ? 'rest' : 'group'
}

/** (?P<name>, (?<name>. */
function groupName(state: ReaderState): boolean {
  const prefixes = { python: ['?P<'], javascript: ['?<'], re2: ['?P<', '?<'], sigma: ['?P<', '?<'], lucene: [] }
  for (const prefix of prefixes[state.dialect.id]) {
    if (!startsWith(state, prefix)) continue
    const name = /^[\p{L}_$][\p{L}\p{N}_$]*>/u.exec(state.text.slice(state.at + prefix.length, state.at + 100))
    if (name === null) throw syntaxProblem(state, 'The name of the group is not one.', state.at, state.at + 3)
    if (state.names.has(name[0])) throw syntaxProblem(state, 'Two groups have this name.', state.at, state.at + 3)
    state.names.add(name[0])
    state.at += prefix.length + name[0].length
    return true
  }
  return peek(state) !== '?'
}

function withFlags(flags: RegexFlags, letters: string, value: boolean): RegexFlags {
  let changed = flags
  for (const letter of letters) {
    if (letter === 'i') changed = { ...changed, ignoreCase: value }
    else if (letter === 'm') changed = { ...changed, multiline: value }
    else if (letter === 's') changed = { ...changed, dotAll: value }
    else if (letter === 'x') changed = { ...changed, extended: value }
    else if (letter === 'a') changed = { ...changed, ascii: value }
    else if (letter === 'u') changed = { ...changed, ascii: !value }
  }
  return changed
}
