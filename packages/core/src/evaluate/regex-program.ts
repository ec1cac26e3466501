import type { CodePointRange, RegexAssertion, RegexTree } from '../ir/regex.js'
import { MAX_DEPTH } from '../ir/visit.js'
import { codePoints } from './code-points.js'
import { foldCodePoint, foldedPairs } from './fold-text.js'

/** A regex tree made ready: texts cut into code points, sets folded, and for each part whether it can match nothing. */
export type Part =
  | ({ readonly type: 'point'; readonly ranges: readonly CodePointRange[] } & Facts)
  | ({ readonly type: 'concat'; readonly parts: readonly Part[] } & Facts)
  | ({ readonly type: 'alternate'; readonly options: readonly Part[] } & Facts)
  | ({ readonly type: 'repeat'; readonly part: Part; readonly min: number; readonly max: number } & Facts)
  | ({ readonly type: 'assert'; readonly at: RegexAssertion } & Facts)

interface Facts {
  readonly id: number
  /** Whether it can match the empty text; undefined where that depends on what stands around it. */
  readonly nullable: boolean | undefined
}

/**
 * With `ignoreCase`, a code point fits a set when some member of the set folds to the same code point: so the answer
 * depends on the folded text alone. Throws a TypeError for a tree nested deeper than MAX_DEPTH.
 */
export function regexProgram(tree: RegexTree, ignoreCase: boolean): Part {
  let ids = 0
  return prepare(tree, 1)

  function prepare(node: RegexTree, depth: number): Part {
    if (depth > MAX_DEPTH) throw new TypeError(`A regex tree is nested at most ${MAX_DEPTH} deep`)
    const id = ids++
    switch (node.type) {
      case 'empty':
        return concat(id, [])
      case 'text':
        return concat(
          id,
          codePoints(node.text).map((point) => {
            const own = ignoreCase ? foldCodePoint(point) : point
            return { type: 'point', id: ids++, nullable: false, ranges: [[own, own]] }
          }),
        )
      case 'set':
        return { type: 'point', id, nullable: false, ranges: ignoreCase ? foldRanges(node.ranges) : node.ranges }
      case 'concat':
        return concat(
          id,
          node.parts.map((part) => prepare(part, depth + 1)),
        )
      case 'alternate': {
        const options = node.options.map((option) => prepare(option, depth + 1))
        return { type: 'alternate', id, options, nullable: some(options.map((option) => option.nullable)) }
      }
      case 'repeat':
        return repeat(id, prepare(node.part, depth + 1), node.min, node.max ?? Number.POSITIVE_INFINITY)
      case 'assert':
        return { type: 'assert', id, at: node.at, nullable: undefined }
    }
  }
}

/** A repetition of a repetition is one, where the numbers of rounds that both allow have no gap between them. */
function repeat(id: number, part: Part, min: number, max: number): Part {
  if (max < min) return { type: 'alternate', id, options: [], nullable: false }
  if (part.type === 'repeat' && max > 0 && part.max > 0) {
    const gapless = min === 0 ? part.min <= 1 : min === max || (min + 1) * part.min <= min * part.max + 1
    if (gapless) return repeat(id, part.part, min * part.min, max * part.max)
  }
  return { type: 'repeat', id, part, min, max, nullable: min === 0 ? true : part.nullable }
}

function concat(id: number, parts: readonly Part[]): Part {
  const missing = some(parts.map((part) => (part.nullable === undefined ? undefined : !part.nullable)))
  return { type: 'concat', id, parts, nullable: missing === undefined ? undefined : !missing }
}

function some(facts: readonly (boolean | undefined)[]): boolean | undefined {
  return facts.includes(true) ? true : facts.includes(undefined) ? undefined : false
}

/** The set with the folded form of each member added; text is folded, so the members that fold away hit nothing. */
function foldRanges(ranges: readonly CodePointRange[]): readonly CodePointRange[] {
  const added: CodePointRange[] = []
  for (const [from, to] of foldedPairs()) {
    if (inRanges(ranges, from) && !inRanges(ranges, to)) added.push([to, to])
  }
  return added.length === 0 ? ranges : [...ranges, ...added].sort((a, b) => a[0] - b[0])
}

/** Ranges are sorted by where they begin and do not overlap. */
export function inRanges(ranges: readonly CodePointRange[], point: number): boolean {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    const [from, to] = ranges[middle] as CodePointRange
    if (point < from) high = middle
    else if (point > to) low = middle + 1
    else return true
  }
  return false
}
