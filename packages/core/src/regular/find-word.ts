import type { Automaton } from './automaton.js'

/** Texts that all of `wanted` accept and none of `unwanted`. */
export interface WordQuestion {
  readonly wanted: readonly Automaton[]
  readonly unwanted: readonly Automaton[]
}

/** A shortest such text; or, where there is none, the automata that suffice to show it, by their index. */
export type WordAnswer =
  | { readonly word: string }
  | { readonly word: undefined; readonly wanted: ReadonlySet<number>; readonly unwanted: ReadonlySet<number> }

/**
 * Breadth first through the product of the automata, made as far as it is reached. `spend` is told of every state, by what it costs, and
 * stops the search by throwing. `admits` may turn words down: the search then goes on, and an answer without a word no
 * longer shows that there is none.
 */
export function findWord(
  { wanted, unwanted }: WordQuestion,
  spend: (states: number) => void,
  admits: (word: string) => boolean = () => true,
): WordAnswer {
  const usedWanted = new Set<number>()
  const usedUnwanted = new Set<number>()
  const automata = [...wanted, ...unwanted]
  const states: (readonly number[])[] = [automata.map(({ start }) => start)]
  const from: number[] = [-1]
  const by: number[] = [-1]
  let lastLists: readonly (readonly number[])[] = []
  let lastPoints: readonly number[] = pointsBetween([])
  const known = new Set<string>([keyOf(states[0] as readonly number[])])
  for (let index = 0; index < states.length; index++) {
    const state = states[index] as number[]
    const points = isClosed(state) ? [] : pointsAt(state)
    spend(costOf(state, points.length))
    if (points.length === 0) continue
    if (accepts(state)) {
      const word = spell(index)
      if (admits(word)) return { word }
    }
    for (const point of points) {
      const next = automata.map((automaton, i) => {
        const at = state[i] as number
        return at === GONE ? GONE : automaton.step(at, point)
      })
      // What can no longer be accepted forbids nothing.
      for (let i = wanted.length; i < next.length; i++) {
        if (next[i] !== GONE && (automata[i] as Automaton).fate(next[i] as number) === 'never') next[i] = GONE
      }
      const key = keyOf(next)
      if (known.has(key)) continue
      known.add(key)
      states.push(next)
      from.push(index)
      by.push(point)
    }
  }
  return { word: undefined, wanted: usedWanted, unwanted: usedUnwanted }

  /** Whether nothing is accepted from here on. Of several reasons one that was used before is used again. */
  function isClosed(state: readonly number[]): boolean {
    return (
      because(state, wanted, 0, usedWanted, (automaton, at) => automaton.fate(at) === 'never') ||
      because(state, unwanted, wanted.length, usedUnwanted, (automaton, at) => automaton.fate(at) === 'always')
    )
  }

  function accepts(state: readonly number[]): boolean {
    return !(
      because(state, wanted, 0, usedWanted, (automaton, at) => !automaton.accepts(at)) ||
      because(state, unwanted, wanted.length, usedUnwanted, (automaton, at) => automaton.accepts(at))
    )
  }

  function spell(index: number): string {
    const points: number[] = []
    for (let at = index; at > 0; at = from[at] as number) points.push(by[at] as number)
    return points
      .reverse()
      .map((point) => String.fromCodePoint(point))
      .join('')
  }

  /** How many ordinary states the state counts for: more where steps are slow, so that the budget bounds the work. */
  function costOf(state: readonly number[], points: number): number {
    let effort = 0
    for (const [i, automaton] of automata.entries()) {
      const at = state[i] as number
      if (at !== GONE) effort += automaton.effort?.(at) ?? 1
    }
    return Math.max(1, Math.floor((effort * points) / ORDINARY_EFFORT))
  }

  /** Mostly the same as at the state before: automata give one list for all states that it is right for. */
  function pointsAt(state: readonly number[]): readonly number[] {
    const lists = automata.map((automaton, i) => (state[i] === GONE ? NONE : automaton.cuts(state[i] as number)))
    if (lists.every((list, i) => list === lastLists[i])) return lastPoints
    lastLists = lists
    lastPoints = pointsBetween(lists)
    return lastPoints
  }
}

/** One code point for each class that some automaton tells apart, the most readable first. */
function pointsBetween(lists: readonly (readonly number[])[]): readonly number[] {
  const cuts = new Set<number>([0])
  for (const list of lists) for (const cut of list) if (cut <= LAST) cuts.add(cut)
  const sorted = [...cuts].sort((a, b) => a - b)
  const points = sorted.map((start, i) => readable(start, (sorted[i + 1] ?? LAST + 1) - 1))
  return points.sort((a, b) => rank(a) - rank(b) || a - b)
}

const NONE: readonly number[] = []

function because(
  state: readonly number[],
  automata: readonly Automaton[],
  offset: number,
  used: Set<number>,
  holds: (automaton: Automaton, at: number) => boolean,
): boolean {
  let found = -1
  for (const [i, automaton] of automata.entries()) {
    const at = state[offset + i] as number
    if (at === GONE || !holds(automaton, at)) continue
    if (used.has(i)) return true
    if (found < 0) found = i
  }
  if (found < 0) return false
  used.add(found)
  return true
}

/** An unwanted automaton that accepts nothing any more. */
const GONE = -2
const LAST = 0x10ffff
/** Parts that are moved along to leave an ordinary state by every way. */
const ORDINARY_EFFORT = 100

const keyOf = (state: readonly number[]): string => state.join()

const LETTERS: readonly (readonly [number, number])[] = [
  [0x61, 0x7a],
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x21, 0x7e],
  [0xa1, 0xd7ff],
  [0xe000, 0xffef],
  [0x20, 0x20],
]

/** `x` stands for any letter. */
function readable(from: number, to: number): number {
  if (from <= 0x78 && 0x78 <= to) return 0x78
  for (const [first, last] of LETTERS) {
    const point = Math.max(first, from)
    if (point <= Math.min(last, to)) return point
  }
  return from
}

function rank(point: number): number {
  const index = LETTERS.findIndex(([first, last]) => point >= first && point <= last)
  return index < 0 ? LETTERS.length : index
}
