import type { IToken, TokenType } from 'chevrotain'
import { conditionTokens, type TokenName, type Tokens } from './tokens.js'
import { FUNCTION_WORDS, UNARY_WORDS, VALUE_WORDS } from './words.js'

/**
 * Gives tokens the meaning that their place decides, so that the grammar stays free of it:
 * - a word is a keyword only where one can stand; `in eq 1` reads the field `in`;
 * - a bracket holds a group, a list of values or the arguments of a function;
 * - a line end joins two lines with AND, or is dropped where the line goes on.
 * Iterative, and changes the tokens it was given.
 */
export interface LaidOutToken {
  readonly token: IToken
  readonly role: Role
}

/** What a token is to groups.ts. `inner` is all that the grammar reads itself; `tooDeep` is a call in too many calls. */
export type Role = 'inner' | 'groupOpen' | 'groupClose' | 'lineEnd' | 'tooDeep'

/** Calls in calls: the only nesting that the grammar recurses into. */
export const MAX_CALLS = 32

/** What can stand next: a predicate, a field, an operator, a value, or what follows a whole predicate. */
type Place = 'start' | 'field' | 'operator' | 'value' | 'after'

interface Bracket {
  readonly holds: 'group' | 'list' | 'call'
  readonly leadsTo: Place
}

interface State {
  readonly types: Tokens
  place: Place
  /** Where the next group leads when it is closed: a counted one to an operator. */
  afterGroup: Place
  /** Where the next call leads when it is closed: one that begins a predicate to an operator. */
  afterCall: Place
  /** Between `between` and its `and`. */
  range: boolean
  bullets: boolean
  previous: TokenType | undefined
  readonly brackets: Bracket[]
}

export function layOut(tokens: readonly IToken[]): readonly LaidOutToken[] {
  const types = conditionTokens().tokens
  const state: State = {
    types,
    place: 'start',
    afterGroup: 'after',
    afterCall: 'after',
    range: false,
    bullets: false,
    previous: undefined,
    brackets: [],
  }
  const result: LaidOutToken[] = []
  for (const [i, token] of tokens.entries()) {
    const role = place(state, token, i, tokens)
    if (role === undefined) continue
    result.push({ token, role })
    state.previous = token.tokenType
  }
  return result
}

/** Moves the state over the token; undefined for a line end that means nothing. */
function place(state: State, token: IToken, at: number, tokens: readonly IToken[]): Role | undefined {
  const { types } = state
  const inside = state.brackets[state.brackets.length - 1]?.holds ?? 'group'
  switch (token.tokenType) {
    case types.NewLine:
      return inside === 'group' ? lineEnd(state, tokens, at) : undefined
    case types.Bullet:
      if (state.place === 'value') state.bullets = true
      return 'inner'
    case types.Open:
      return open(state)
    case types.ListOpen:
      state.brackets.push({ holds: 'list', leadsTo: 'after' })
      state.place = 'value'
      return 'inner'
    case types.Close:
    case types.ListClose:
      state.place = state.brackets.pop()?.leadsTo ?? 'after'
      return inside === 'group' && token.tokenType === types.Close ? 'groupClose' : 'inner'
    case types.Comma:
      state.place = inside === 'call' ? 'field' : 'value'
      return 'inner'
    case types.Dollar:
      state.place = 'field'
      state.afterCall = 'after'
      return 'inner'
    case types.Symbol:
      rename(token, types.ValueOperator)
      state.place = 'value'
      return 'inner'
    case types.Field:
    case types.Now:
    case types.Dot:
      rename(token, types[nameOf(state, token, tokens[at + 1])])
      return 'inner'
    default:
      state.place = inside === 'group' || state.place === 'value' ? 'after' : state.place
      return 'inner'
  }
}

function rename(token: IToken, type: TokenType): void {
  token.tokenType = type
  token.tokenTypeIdx = type.tokenTypeIdx as number
}

/** A line goes on after a joint, an opening bracket or an operator, and before a joint or a closing bracket. */
function lineEnd(state: State, tokens: readonly IToken[], at: number): Role | undefined {
  if (state.place === 'start' || state.place === 'value') return undefined
  let i = at + 1
  while (tokens[i]?.tokenType === state.types.NewLine) i++
  const next = tokens[i]
  if (next === undefined || next.tokenType === state.types.Close || isJoint(next)) return undefined
  if (state.bullets && next.tokenType === state.types.Bullet) {
    state.place = 'value'
    return undefined
  }
  state.bullets = false
  state.range = false
  state.place = 'start'
  return 'lineEnd'
}

function isJoint(token: IToken): boolean {
  const word = token.image.toLowerCase()
  return word === 'and' || word === 'or'
}

function open(state: State): Role {
  const { types, previous } = state
  if (previous === types.Function || previous === types.FieldsOf || previous === types.FieldOf) {
    state.brackets.push({ holds: 'call', leadsTo: state.afterCall })
    state.place = 'field'
    const calls = state.brackets.slice(-MAX_CALLS - 1).filter(({ holds }) => holds === 'call').length
    return calls > MAX_CALLS ? 'tooDeep' : 'inner'
  }
  if (state.place === 'value') {
    state.brackets.push({ holds: 'list', leadsTo: 'after' })
    return 'inner'
  }
  state.brackets.push({ holds: 'group', leadsTo: state.afterGroup })
  state.afterGroup = 'after'
  state.place = 'start'
  return 'groupOpen'
}

function nameOf(state: State, token: IToken, next: IToken | undefined): TokenName {
  const word = token.image.toLowerCase()
  const plain = token.tokenType === state.types.Now ? 'Now' : 'Field'
  if (state.previous === state.types.Bar) return 'Field'
  switch (state.place) {
    case 'start':
      return atStart(state, word, next)
    case 'field':
      return atField(state, word, next)
    case 'operator':
      return atOperator(state, word)
    case 'value':
      return atValue(state, word, next) ?? plain
    case 'after':
      return atEnd(state, word)
  }
}

const QUANTIFIERS: ReadonlySet<string> = new Set(['any', 'all', 'none', 'one', 'count'])
const CONSTANTS: ReadonlySet<string> = new Set(['true', 'false', 'always_true', 'always_false'])

function atStart(state: State, word: string, next: IToken | undefined): TokenName {
  const { types, previous } = state
  const nextWord = next?.image.toLowerCase() ?? ''
  if (word === 'not') return 'Not'
  if (previous === types.Quantifier || previous === types.CountWord || previous === types.ValueWord) {
    if (word === 'value' && previous === types.Quantifier) {
      state.place = nextWord === 'of' ? 'start' : 'after'
      return 'ValueWord'
    }
    state.place = 'field'
    state.afterGroup = previous === types.CountWord ? 'operator' : 'after'
    return 'Of'
  }
  if ((nextWord === 'of' && QUANTIFIERS.has(word)) || (nextWord === 'value' && word === 'any')) {
    return word === 'count' ? 'CountWord' : 'Quantifier'
  }
  if (CONSTANTS.has(word) && !isOperator(nextWord)) {
    state.place = 'after'
    return 'Always'
  }
  state.afterCall = 'operator'
  return atField(state, word, next)
}

/** A field, a pattern of fields or a computed value. Leads to an operator where a predicate began with it. */
function atField(state: State, word: string, next: IToken | undefined): TokenName {
  const inCall = state.brackets[state.brackets.length - 1]?.holds === 'call'
  if (next?.tokenType === state.types.Open && state.previous !== state.types.Of) {
    if (word === 'fields') return 'FieldsOf'
    if (Object.hasOwn(FUNCTION_WORDS, word)) {
      if (inCall) state.afterCall = 'field'
      return 'Function'
    }
  }
  if (inCall) return 'Field'
  state.place = state.place === 'start' ? 'operator' : 'after'
  return 'Field'
}

function atOperator(state: State, word: string): TokenName {
  if (word === 'not') return 'Not'
  state.place = 'after'
  if (UNARY.has(word)) return 'Unary'
  if (word === 'between') {
    state.range = true
    state.place = 'value'
    return 'Between'
  }
  if (!Object.hasOwn(VALUE_WORDS, word)) return 'Field'
  state.place = 'value'
  return 'ValueOperator'
}

const UNARY: ReadonlySet<string> = new Set(UNARY_WORDS)

function isOperator(word: string): boolean {
  return UNARY.has(word) || Object.hasOwn(VALUE_WORDS, word) || word === 'between'
}

function atValue(state: State, word: string, next: IToken | undefined): TokenName | undefined {
  const inList = state.brackets[state.brackets.length - 1]?.holds === 'list'
  if (word === 'field' && next?.tokenType === state.types.Open && !inList) {
    state.afterCall = 'after'
    return 'FieldOf'
  }
  state.place = 'after'
  if (word === 'true') return 'True'
  if (word === 'false') return 'False'
  return word === 'null' ? 'Null' : undefined
}

function atEnd(state: State, word: string): TokenName {
  if (word === 'and' && state.range) {
    state.range = false
    state.place = 'value'
    return 'And'
  }
  if (word !== 'and' && word !== 'or') return 'Field'
  state.place = 'start'
  return word === 'and' ? 'And' : 'Or'
}
