import { foldText } from '../evaluate/fold-text.js'
import { LAST_CODE_POINT } from '../ir/code-point-set.js'
import { ANY_MANY, ANY_ONE, type Pattern, tidyPattern } from '../ir/pattern.js'
import type { RegexTree } from '../ir/regex.js'

/**
 * The patterns a simplified tree is made of, if it is no more than a few: texts, `.`, `.*`, alternatives and small sets.
 * `(a|b).*` gives `a*` and `b*`.
 */
export function patternsOf(tree: RegexTree, ignoreCase: boolean): readonly Pattern[] | undefined {
  const patterns = expand(tree, ignoreCase)
  return patterns?.map(tidyPattern)
}

const MOST_PATTERNS = 64
const MOST_REPEATED = 16

function expand(tree: RegexTree, ignoreCase: boolean): readonly Pattern[] | undefined {
  switch (tree.type) {
    case 'empty':
      return [[]]
    case 'text':
      return isWellFormed(tree.text) ? [[tree.text]] : undefined
    case 'set':
      return expandSet(tree.ranges, ignoreCase)
    case 'concat':
      return product(tree.parts, ignoreCase)
    case 'alternate':
      return union(tree.options, ignoreCase)
    case 'repeat':
      return expandRepeat(tree.part, tree.min, tree.max)
    case 'assert':
      return undefined
  }
}

/** Lone surrogates might join into another character when patterns are put together. */
function isWellFormed(text: string): boolean {
  return !/[\ud800-\udfff]/u.test(text)
}

function isAnything(tree: RegexTree): boolean {
  return tree.type === 'set' && tree.ranges[0]?.[0] === 0 && tree.ranges[0][1] === LAST_CODE_POINT
}

function expandSet(
  ranges: readonly (readonly [number, number])[],
  ignoreCase: boolean,
): readonly Pattern[] | undefined {
  if (isAnything({ type: 'set', ranges })) return [[ANY_ONE]]
  const size = ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0)
  if (size > MOST_PATTERNS) return undefined
  const characters: string[] = []
  for (const [from, to] of ranges) {
    for (let point = from; point <= to; point++) characters.push(String.fromCodePoint(point))
  }
  if (!characters.every(isWellFormed)) return undefined
  const distinct = new Set(ignoreCase ? characters.map(foldText) : characters)
  return [...distinct].map((character) => [character])
}

function expandRepeat(part: RegexTree, min: number, max: number | null): readonly Pattern[] | undefined {
  if (!isAnything(part) || min > MOST_REPEATED) return undefined
  const least: Pattern = new Array(min).fill(ANY_ONE)
  if (max === null) return [[...least, ANY_MANY]]
  return max === min ? [least] : undefined
}

function product(parts: readonly RegexTree[], ignoreCase: boolean): readonly Pattern[] | undefined {
  let patterns: readonly Pattern[] = [[]]
  for (const part of parts) {
    const ways = expand(part, ignoreCase)
    if (ways === undefined || patterns.length * ways.length > MOST_PATTERNS) return undefined
    patterns = patterns.flatMap((before) => ways.map((way) => [...before, ...way]))
  }
  return patterns
}

function union(options: readonly RegexTree[], ignoreCase: boolean): readonly Pattern[] | undefined {
  const patterns: Pattern[] = []
  for (const option of options) {
    const ways = expand(option, ignoreCase)
    if (ways === undefined || patterns.length + ways.length > MOST_PATTERNS) return undefined
    patterns.push(...ways)
  }
  return patterns
}
