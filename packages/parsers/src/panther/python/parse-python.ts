import type { PartialParse, Tree } from '@lezer/common'
import { parser } from '@lezer/python'

/**
 * The syntax tree of a Python text; where it would be deeper than trees can be walked, one that is broken from the start.
 * @lezer/lr breaks off an expression after three hundred operators of one rank, so that nobody's recursion overflows on
 * `a or b or …`. The readers here take operators with a stack of their own: some thousand are let through.
 */
export function parsePython(text: string): Tree {
  return shallowTree(text) ?? parser.parse('(')
}

function shallowTree(text: string): Tree | undefined {
  const parse: PartialParse & { bigReductionCount?: number; recovering?: number } = parser.startParse(text)
  let tree = advanced(parse)
  let [turns, scanned] = [0, 0]
  for (; tree === null; tree = advanced(parse)) {
    if ((parse.recovering ?? 0) > 0) scanned += text.length - parse.parsedPos
    if (scanned > MOST_SCANNED) return undefined
    if (parse.bigReductionCount === undefined || parse.bigReductionCount < SAFE || turns >= MOST_TURNS) continue
    turns++
    parse.bigReductionCount = 0
  }
  return tree !== undefined && isShallow(tree) ? tree : undefined
}

/** A tree is made from the inside, by recursion: undefined where the stack ends. */
function advanced(parse: PartialParse): Tree | null | undefined {
  try {
    return parse.advance()
  } catch (problem) {
    if (problem instanceof RangeError) return undefined
    throw problem
  }
}

/** Fewer than @lezer/lr lets through. */
const SAFE = 250
const MOST_TURNS = 6

/** Characters that may be looked at once more behind mistakes: each may be the start of a string that never ends. */
const MOST_SCANNED = 30_000_000

/** @lezer/common writes trees of 2,500 levels flat, and then they cannot be walked. */
const DEEPEST = 2200

function isShallow(tree: Tree): boolean {
  let [depth, deepest] = [0, 0]
  try {
    tree.cursor().iterate(
      () => {
        depth++
        deepest = Math.max(deepest, depth)
      },
      () => void depth--,
    )
  } catch {
    return false
  }
  return deepest <= DEEPEST
}
