import type { RegexAssertion, RegexTree } from '@ruleglot/core'
import { EDGE, type Kind, LINE_FEED, MATCH, type NfaNode, regexNfa, symbolOf, WORD } from './regex-nfa.js'

/** A test of whole texts, folded before where case does not matter. Linear in the text: no backtracking. */
export type RegexAutomaton = (text: string) => boolean

/**
 * A deterministic automaton made from the tree while texts are read, so that only the states that occur are made; they
 * are forgotten when there are too many. Undefined for trees that unroll to very many places: those are for `leafTest`,
 * which keeps counts as numbers.
 */
export function regexAutomaton(tree: RegexTree, ignoreCase: boolean): RegexAutomaton | undefined {
  const program = regexNfa(tree, ignoreCase)
  if (program === undefined) return undefined
  const { nodes, symbols, sink } = program
  const { ascii } = symbols
  // Without them it is no matter what stands beside a character, and fewer states differ.
  const hasAssertions = nodes.some(({ type }) => type === 'assert')
  const mark = new Uint32Array(nodes.length)
  let marked = 0
  let states = new Map<string, State>()
  let cells = 0
  let start: State | undefined

  function stateOf(core: readonly number[], before: Kind): State {
    const key = `${before}:${core.join(',')}`
    const known = states.get(key)
    if (known !== undefined) return known
    if (cells > MOST_CELLS) {
      states = new Map()
      cells = 0
      start = undefined
    }
    const next: (State | undefined)[] = new Array(symbols.count).fill(undefined)
    const state: State = { core, before, next, accepts: undefined, sink: core.includes(sink) }
    cells += symbols.count + core.length + 16
    states.set(key, state)
    return state
  }

  function advance(state: State, symbol: number): State {
    const kind = hasAssertions ? (symbols.kinds[symbol] as Kind) : EDGE
    const from = closure(nodes, state.core, state.before, kind)
    const core: number[] = []
    marked++
    for (const at of from) {
      const node = nodes[at] as NfaNode
      if (node.type !== 'set' || node.symbols[symbol] !== 1 || mark[node.next] === marked) continue
      mark[node.next] = marked
      core.push(node.next)
    }
    core.sort((a, b) => a - b)
    const made = states
    const next = stateOf(core, kind)
    // Forgotten states must not hold on to new ones.
    if (states === made) state.next[symbol] = next
    return next
  }

  return (text) => {
    start ??= stateOf([program.start], EDGE)
    let state = start
    if (state.sink) return true
    for (let i = 0; i < text.length; i++) {
      let point = text.charCodeAt(i)
      let symbol: number
      if (point < 128) symbol = ascii[point] as number
      else {
        if (point >= 0xd800 && point <= 0xdbff) {
          point = text.codePointAt(i) as number
          if (point > 0xffff) i++
        }
        symbol = symbolOf(symbols.bounds, point)
      }
      const next = state.next[symbol]
      if (next === state) continue
      state = next ?? advance(state, symbol)
      if (state.sink) return true
      if (state.core.length === 0) return false
    }
    state.accepts ??= closure(nodes, state.core, state.before, EDGE).some((at) => at === MATCH)
    return state.accepts
  }
}

/** Numbers kept for the states that were made. */
const MOST_CELLS = 200_000

interface State {
  readonly core: readonly number[]
  readonly before: Kind
  readonly next: (State | undefined)[]
  accepts: boolean | undefined
  /** Whatever follows, the text fits. */
  readonly sink: boolean
}

function closure(nodes: readonly NfaNode[], core: readonly number[], before: Kind, behind: Kind): readonly number[] {
  const seen = new Set(core)
  for (const at of seen) {
    const node = nodes[at] as NfaNode
    if (node.type === 'split') for (const way of node.ways) seen.add(way)
    else if (node.type === 'assert' && holds(node.at, before, behind)) seen.add(node.next)
  }
  return [...seen]
}

function holds(assertion: RegexAssertion, before: Kind, behind: Kind): boolean {
  switch (assertion) {
    case 'start':
      return before === EDGE
    case 'end':
      return behind === EDGE
    case 'lineStart':
      return before === EDGE || before === LINE_FEED
    case 'lineEnd':
      return behind === EDGE || behind === LINE_FEED
    case 'wordBoundary':
      return (before === WORD) !== (behind === WORD)
    case 'notWordBoundary':
      return (before === WORD) === (behind === WORD)
  }
}
