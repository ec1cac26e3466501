import type { CodePointRange, RegexTree } from '../ir/regex.js'

/**
 * Whether an engine that backtracks (Python's re, PCRE, Java) may take time exponential in the text for the tree: some
 * loop can go round the same text in two ways, so that each round doubles the ways to try. Found on the tree's positions
 * (Glushkov): two ways from a place of a loop back into the loop over the same characters. Loops of high count stand
 * for endless ones. Of a tree too large for that, a loop in a loop is enough.
 */
export function backtracksBadly(tree: RegexTree): boolean {
  const graph: Graph = { ranges: [], follow: [], doubled: false }
  if (!isSmall(tree)) return loopInLoop(tree)
  partOf(tree, graph)
  if (graph.doubled) return true
  const loops = components(graph)
  return twoWays(graph, loops)
}

interface Graph {
  readonly ranges: (readonly CodePointRange[])[]
  readonly follow: Set<number>[]
  /** An inner and an outer loop lead from one place to the same other one. */
  doubled: boolean
}

interface Part {
  readonly first: readonly number[]
  readonly last: readonly number[]
  readonly nullable: boolean
}

const MOST_POSITIONS = 400
const MOST_DEPTH = 300
const MOST_STEPS = 1_000_000
/** Counts from here on are as bad as none in practice: 2^20 ways. */
const MANY_ROUNDS = 20

function isSmall(tree: RegexTree): boolean {
  let left = MOST_POSITIONS
  const visit = (node: RegexTree, depth: number): boolean => {
    if (depth > MOST_DEPTH) return false
    if (node.type === 'text') left -= node.text.length
    else if (node.type === 'set') left--
    if (left < 0) return false
    if (node.type === 'concat') return node.parts.every((part) => visit(part, depth + 1))
    if (node.type === 'alternate') return node.options.every((part) => visit(part, depth + 1))
    return node.type === 'repeat' ? visit(node.part, depth + 1) : true
  }
  return visit(tree, 0)
}

function loopInLoop(tree: RegexTree): boolean {
  const stack: { readonly node: RegexTree; readonly loops: number }[] = [{ node: tree, loops: 0 }]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    const { node, loops } = top
    if (node.type === 'repeat') {
      const inside = loops + (isLoop(node) ? 1 : 0)
      if (inside > 1) return true
      stack.push({ node: node.part, loops: inside })
    } else
      for (const inner of node.type === 'concat' ? node.parts : node.type === 'alternate' ? node.options : [])
        stack.push({ node: inner, loops })
  }
  return false
}

type Repeat = Extract<RegexTree, { readonly type: 'repeat' }>

const isLoop = ({ max }: Repeat): boolean => max === null || max >= MANY_ROUNDS

function partOf(tree: RegexTree, graph: Graph): Part {
  switch (tree.type) {
    case 'empty':
    case 'assert':
      return NOTHING
    case 'text':
      return [...tree.text]
        .map((character): Part => {
          const point = character.codePointAt(0) as number
          return position([[point, point]], graph)
        })
        .reduce((left, right) => beside(left, right, graph), NOTHING)
    case 'set':
      return position(tree.ranges, graph)
    case 'concat':
      return tree.parts.map((part) => partOf(part, graph)).reduce((left, right) => beside(left, right, graph), NOTHING)
    case 'alternate': {
      const options = tree.options.map((option) => partOf(option, graph))
      return {
        first: options.flatMap(({ first }) => first),
        last: options.flatMap(({ last }) => last),
        nullable: options.some(({ nullable }) => nullable),
      }
    }
    case 'repeat': {
      const { part } = tree
      // Writers make one loop of a loop in a loop with nothing between.
      if (isLoop(tree) && part.type === 'repeat' && part.max === null && part.min <= 1 && tree.min <= 1)
        return partOf({ ...part, min: tree.min * part.min }, graph)
      const inner = partOf(part, graph)
      if (isLoop(tree)) for (const from of inner.last) for (const to of inner.first) addEdge(from, to, graph)
      return tree.min === 0 ? { ...inner, nullable: true } : inner
    }
  }
}

const NOTHING: Part = { first: [], last: [], nullable: true }

function position(ranges: readonly CodePointRange[], graph: Graph): Part {
  const at = graph.ranges.length
  graph.ranges.push(ranges)
  graph.follow.push(new Set())
  return { first: [at], last: [at], nullable: false }
}

function beside(left: Part, right: Part, graph: Graph): Part {
  for (const from of left.last) for (const to of right.first) graph.follow[from]?.add(to)
  return {
    first: left.nullable ? [...left.first, ...right.first] : left.first,
    last: right.nullable ? [...left.last, ...right.last] : right.last,
    nullable: left.nullable && right.nullable,
  }
}

function addEdge(from: number, to: number, graph: Graph): void {
  const follow = graph.follow[from] as Set<number>
  if (follow.has(to)) graph.doubled = true
  follow.add(to)
}

/** For each position the loop that it is in: positions that can be reached from each other. Undefined outside loops. */
function components({ follow }: Graph): readonly (number | undefined)[] {
  const reach = follow.map((_, start) => {
    const seen = new Set<number>()
    const stack = [start]
    for (let at = stack.pop(); at !== undefined; at = stack.pop())
      for (const next of follow[at] as Set<number>) {
        if (seen.has(next)) continue
        seen.add(next)
        stack.push(next)
      }
    return seen
  })
  return follow.map((_, at) => {
    if (reach[at]?.has(at) !== true) return undefined
    for (let other = 0; other < at; other++)
      if (reach[at]?.has(other) === true && reach[other]?.has(at) === true) return other
    return at
  })
}

/** Two different ways that leave a place of a loop together and come together again inside it. */
function twoWays({ ranges, follow }: Graph, loops: readonly (number | undefined)[]): boolean {
  const count = ranges.length
  const back = follow.map((): number[] => [])
  for (const [from, all] of follow.entries()) for (const to of all) back[to]?.push(from)
  let steps = 0
  const reached = (next: (at: number) => Iterable<number>): ReadonlySet<number> | undefined => {
    const seen = new Set<number>()
    const stack: number[] = []
    for (let at = 0; at < count; at++) if (loops[at] !== undefined) stack.push(at * count + at)
    for (let pair = stack.pop(); pair !== undefined; pair = stack.pop()) {
      const [a, b] = [Math.floor(pair / count), pair % count]
      for (const c of next(a)) {
        if (loops[c] === undefined || loops[c] !== loops[a]) continue
        for (const d of next(b)) {
          if (++steps > MOST_STEPS) return undefined
          const key = c * count + d
          if (loops[d] !== loops[b] || seen.has(key) || !overlap(ranges[c] ?? [], ranges[d] ?? [])) continue
          seen.add(key)
          if (c !== d) stack.push(key)
        }
      }
    }
    return seen
  }
  const forward = reached((at) => follow[at] ?? [])
  const backward = reached((at) => back[at] ?? [])
  if (forward === undefined || backward === undefined) return true
  for (const pair of forward) if (Math.floor(pair / count) !== pair % count && backward.has(pair)) return true
  return false
}

function overlap(a: readonly CodePointRange[], b: readonly CodePointRange[]): boolean {
  return a.some(([from, to]) => b.some(([low, high]) => from <= high && low <= to))
}
