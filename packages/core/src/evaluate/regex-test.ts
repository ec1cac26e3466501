import type { RegexAssertion, RegexTree } from '../ir/regex.js'
import { codePoints } from './code-points.js'
import { foldText } from './fold-text.js'
import { type KeptSet, type KeptSets, keptSets } from './kept-sets.js'
import { inRanges, type Part, regexProgram } from './regex-program.js'

/**
 * Regex trees over whole texts, by partial derivatives (Antimirov 1996): the set of what may still follow is moved
 * along code point by code point, so the time is linear in the text and nothing backtracks. Counts stay numbers and are
 * only unrolled as far as the text reaches: `a{1000000}` costs nothing on a short text.
 */
export function regexTest(tree: RegexTree, ignoreCase: boolean): (text: string) => boolean {
  const program = regexProgram(tree, ignoreCase)
  let end = newEnd()
  let start = followWhole(program, end)
  let made = end.made
  let sets: KeptSets<State> | undefined
  const keepsSets = largestCount(program) <= MOST_COUNTED
  return (text) => {
    // States are kept from text to text, but not without limit: counted loops can make very many.
    if (made.count > MOST_STATES_KEPT) {
      end = newEnd()
      start = followWhole(program, end)
      made = end.made
      sets = undefined
    }
    const points = codePoints(ignoreCase ? foldText(text) : text)
    if (points.length < LONG_TEXT || !keepsSets) return run(start, points)
    sets ??= keptSets()
    return runKept(start, points, sets)
  }
}

/** Texts for which it pays to remember what was done before. */
const LONG_TEXT = 200
/** Counts up to here are unrolled whole; beyond, only as far as the text reaches. */
const MOST_COUNTED = 2000

/**
 * What has to follow: the rest of `part`, then `next`. One object per meaning, so that a set of them is a set of
 * meanings. `at` is the first part of a concatenation; `min` and `max` count a repetition. No `part` is the end.
 */
interface State {
  readonly part: Part | undefined
  readonly at: number
  readonly min: number
  readonly max: number
  readonly next: State | undefined
  readonly id: number
  readonly before: Map<string, State>
  readonly made: { count: number }
  /** Of a repetition: shared by all states that differ in nothing but their counts. */
  readonly loop: Loop | undefined
  /** By the repetition that stands before this. */
  loops: Map<Part, Loop> | undefined
}

/** The widest counts of one repetition that a set of states has so far. */
interface Loop {
  within: ReadonlySet<State> | undefined
  widest: State | undefined
}

/** A gap between two code points, where assertions stand. */
interface Gap {
  readonly before: number | undefined
  readonly behind: number | undefined
  /** Code points behind the next one; as many as you like where nobody knows. */
  readonly left: number
}

/** A regex moved along one code point at a time: what automata are made of. */
export interface RegexStepper {
  readonly start: RegexStates
  /** `before` is the code point read last; assertions look at it. */
  readonly step: (states: RegexStates, before: number | undefined, point: number) => RegexStates
  readonly accepts: (states: RegexStates, before: number | undefined) => boolean
}

/** What may follow; empty when nothing can match any more. One object per meaning. */
export type RegexStates = ReadonlySet<object>

export function regexStepper(program: Part): RegexStepper {
  const left = Number.POSITIVE_INFINITY
  return {
    start: new Set([followWhole(program, newEnd())]),
    step: (states, before, behind) => {
      const reached = new Set<State>()
      for (const state of states as ReadonlySet<State>) advance(state, { before, behind, left }, reached)
      return reached
    },
    accepts: (states, before) => {
      for (const state of states as ReadonlySet<State>)
        if (canEnd(state, { before, behind: undefined, left: 0 })) return true
      return false
    },
  }
}

const MOST_STATES_KEPT = 10_000

function newEnd(): State {
  const end = { part: undefined, at: 0, min: 0, max: 0, next: undefined, loop: undefined, loops: undefined }
  return { ...end, id: 0, before: new Map(), made: { count: 0 } }
}

function run(start: State, points: readonly number[]): boolean {
  let states: ReadonlySet<State> = new Set([start])
  for (let index = 0; index < points.length; index++) {
    const reached = new Set<State>()
    const gap = { before: points[index - 1], behind: points[index], left: points.length - index - 1 }
    for (const state of states) advance(state, gap, reached)
    if (reached.size === 0) return false
    states = reached
  }
  const gap = { before: points[points.length - 1], behind: undefined, left: 0 }
  for (const state of states) if (canEnd(state, gap)) return true
  return false
}

/** The same with a memory: nested counts give sets of thousands, but mostly the same ones over and over. */
function runKept(start: State, points: readonly number[], sets: KeptSets<State>): boolean {
  let set: KeptSet<State> = sets.of(new Set([start]))
  const left = Number.POSITIVE_INFINITY
  let before: number | undefined
  for (const behind of points) {
    const from = set.members
    const moved = (): ReadonlySet<State> => {
      const reached = new Set<State>()
      for (const state of from) advance(state, { before, behind, left }, reached)
      return reached
    }
    set = sets.after(set, behind * KINDS_BEFORE + kindBefore(before), moved)
    if (set.members.size === 0) return false
    before = behind
  }
  for (const state of set.members) if (canEnd(state, { before, behind: undefined, left: 0 })) return true
  return false
}

const KINDS_BEFORE = 4

/** What assertions can tell of the code point before. */
function kindBefore(point: number | undefined): number {
  if (point === undefined) return 0
  return point === LINE_FEED ? 1 : isWord(point) ? 2 : 3
}

function largestCount(part: Part): number {
  switch (part.type) {
    case 'point':
    case 'assert':
      return 0
    case 'concat':
      return part.parts.reduce((most, inner) => Math.max(most, largestCount(inner)), 0)
    case 'alternate':
      return part.options.reduce((most, option) => Math.max(most, largestCount(option)), 0)
    case 'repeat': {
      const own = part.max === Number.POSITIVE_INFINITY ? part.min : part.max
      return Math.max(own, largestCount(part.part))
    }
  }
}

/** Adds every state that eating the code point behind the gap leads to. */
function advance(from: State, gap: Gap, reached: Set<State>): void {
  for (let state: State | undefined = from; state?.part !== undefined; state = state.next) {
    eat(state.part, state.at, state.min, state.max, state.next as State, gap, reached)
    if (!passable(state.part, state.at, state.min, gap)) return
  }
}

function canEnd(from: State, gap: Gap): boolean {
  let state: State | undefined = from
  while (state?.part !== undefined && passable(state.part, state.at, state.min, gap)) state = state.next
  return state?.part === undefined
}

function eat(part: Part, at: number, min: number, max: number, next: State, gap: Gap, reached: Set<State>): void {
  switch (part.type) {
    case 'point':
      if (inRanges(part.ranges, gap.behind as number)) reach(next, reached)
      return
    case 'concat':
      for (let i = at; i < part.parts.length; i++) {
        const inner = part.parts[i] as Part
        eatWhole(inner, follow(part, next, i + 1), gap, reached)
        if (!nullable(inner, gap)) return
      }
      return
    case 'alternate':
      for (const option of part.options) eatWhole(option, next, gap, reached)
      return
    case 'repeat': {
      if (max === 0) return
      // A round that can match nothing here makes up for all rounds that are still due.
      const due = nullable(part.part, gap) ? 0 : Math.max(0, min - 1)
      // Every round eats: more of them than code points are left are no limit, and cannot all be due.
      const { left } = gap
      if (due > left && part.part.nullable === false) return
      eatWhole(
        part.part,
        follow(part, next, 0, due, max - 1 >= left ? Number.POSITIVE_INFINITY : max - 1),
        gap,
        reached,
      )
      return
    }
    case 'assert':
      return
  }
}

/**
 * Adds a state, unless the same repetition with wider counts is there, which takes whatever this one takes: so
 * `.*x{1000,}` is at one count at a time and not at a thousand.
 */
function reach(state: State, reached: Set<State>): void {
  const { loop } = state
  if (loop !== undefined) {
    const { widest } = loop
    if (loop.within === reached && widest !== undefined) {
      if (widest.min <= state.min && widest.max >= state.max) return
      if (state.min > widest.min || state.max < widest.max) {
        reached.add(state)
        return
      }
      reached.delete(widest)
    }
    loop.within = reached
    loop.widest = state
  }
  reached.add(state)
}

function eatWhole(part: Part, next: State, gap: Gap, reached: Set<State>): void {
  if (part.type === 'repeat') eat(part, 0, part.min, part.max, next, gap, reached)
  else eat(part, 0, 0, 0, next, gap, reached)
}

/** Whether the rest of a part can match nothing in this gap. */
function passable(part: Part, at: number, min: number, gap: Gap): boolean {
  if (part.type === 'repeat') return min === 0 || nullable(part.part, gap)
  if (part.type !== 'concat' || at === 0) return nullable(part, gap)
  for (let i = at; i < part.parts.length; i++) if (!nullable(part.parts[i] as Part, gap)) return false
  return true
}

function nullable(part: Part, gap: Gap): boolean {
  if (part.nullable !== undefined) return part.nullable
  switch (part.type) {
    case 'assert':
      return holds(part.at, gap)
    case 'concat':
      return part.parts.every((inner) => nullable(inner, gap))
    case 'alternate':
      return part.options.some((option) => nullable(option, gap))
    case 'repeat':
      return nullable(part.part, gap)
    case 'point':
      return false
  }
}

/** The state that has to match `part` (from `at` on, or `min` to `max` rounds of it), then `next`. */
function follow(part: Part, next: State, at = 0, min = 0, max = Number.POSITIVE_INFINITY): State {
  if (part.type === 'concat' && at === part.parts.length) return next
  if (part.type === 'repeat' && max === 0) return next
  const key = `${part.id} ${at} ${min} ${max}`
  let state = next.before.get(key)
  if (state === undefined) {
    const loop = part.type === 'repeat' ? loopOf(part, next) : undefined
    const { made } = next
    state = { part, at, min, max, next, id: ++made.count, before: new Map(), made, loop, loops: undefined }
    next.before.set(key, state)
  }
  return state
}

function loopOf(part: Part, next: State): Loop {
  next.loops ??= new Map()
  const loop = next.loops.get(part) ?? { within: undefined, widest: undefined }
  next.loops.set(part, loop)
  return loop
}

function followWhole(part: Part, next: State): State {
  return part.type === 'repeat' ? follow(part, next, 0, part.min, part.max) : follow(part, next)
}

const LINE_FEED = 10

function holds(assertion: RegexAssertion, { before, behind }: Gap): boolean {
  switch (assertion) {
    case 'start':
      return before === undefined
    case 'end':
      return behind === undefined
    case 'lineStart':
      return before === undefined || before === LINE_FEED
    case 'lineEnd':
      return behind === undefined || behind === LINE_FEED
    case 'wordBoundary':
      return isWord(before) !== isWord(behind)
    case 'notWordBoundary':
      return isWord(before) === isWord(behind)
  }
}

function isWord(point: number | undefined): boolean {
  if (point === undefined) return false
  return (
    (point >= 0x30 && point <= 0x39) ||
    (point >= 0x41 && point <= 0x5a) ||
    (point >= 0x61 && point <= 0x7a) ||
    point === 0x5f
  )
}
