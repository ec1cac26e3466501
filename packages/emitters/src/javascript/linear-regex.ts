import type { RegexTree } from '@ruleglot/core'

/**
 * Whether JavaScript's engine, which backtracks, surely takes time linear in the text for a tree: when the ways through
 * its bounded part are few, and it has no unbounded repetition but any text at the ends, and either one of a single set
 * in a pattern that begins where the text begins. Everything else is for an automaton.
 */
export function runsInLinearTime(tree: RegexTree): boolean {
  const parts = tree.type === 'concat' ? [...tree.parts] : [tree]
  let searches = false
  while (isAnyText(parts[0])) {
    parts.shift()
    searches = true
  }
  while (isAnyText(parts[parts.length - 1])) parts.pop()
  let loops = 0
  let ways = 1
  for (const part of parts) {
    if (part.type === 'repeat' && part.max === null && part.part.type === 'set' && part.min <= MOST_WAYS) loops++
    else ways *= waysThrough(part)
    if (!(ways <= MOST_WAYS)) return false
  }
  return loops === 0 || (loops === 1 && !searches)
}

const MOST_WAYS = 400

/** An upper bound of the ways to try a part at one place, in steps; infinite for what has no bound. */
function waysThrough(tree: RegexTree): number {
  switch (tree.type) {
    case 'empty':
    case 'set':
    case 'assert':
    case 'text':
      return 1
    case 'concat':
      return tree.parts.reduce((ways, part) => ways * waysThrough(part), 1)
    case 'alternate':
      return tree.options.reduce((ways, option) => ways + waysThrough(option), 1)
    case 'repeat': {
      if (tree.max === null || tree.max > MOST_WAYS) return Number.POSITIVE_INFINITY
      const once = waysThrough(tree.part)
      // A round of one way gives one way for each number of rounds.
      return once === 1 ? tree.max - Math.min(tree.min, tree.max) + 1 : (once + 1) ** tree.max
    }
  }
}

function isAnyText(tree: RegexTree | undefined): boolean {
  if (tree?.type !== 'repeat' || tree.min !== 0 || tree.max !== null || tree.part.type !== 'set') return false
  const [range, second] = tree.part.ranges
  return second === undefined && range?.[0] === 0 && range[1] === 0x10ffff
}

/** Places that the tree has when its counts are written out; infinite is too many to count. */
export function unrolledSize(tree: RegexTree): number {
  switch (tree.type) {
    case 'empty':
      return 1
    case 'text':
      return tree.text.length + 1
    case 'set':
    case 'assert':
      return 1
    case 'concat':
      return tree.parts.reduce((size, part) => size + unrolledSize(part), 1)
    case 'alternate':
      return tree.options.reduce((size, option) => size + unrolledSize(option), 1)
    case 'repeat':
      return 1 + (unrolledSize(tree.part) + 1) * Math.max(1, tree.max ?? tree.min + 1)
  }
}

export const MOST_PLACES = 2000

/** The tree as `automaton` takes it. */
export function automatonText(tree: RegexTree, quote: (text: string) => string): string {
  switch (tree.type) {
    case 'empty':
      return quote('')
    case 'text':
      return quote(tree.text)
    case 'set':
      return `["set"${tree.ranges.map(([from, to]) => `, ${from}, ${to}`).join('')}]`
    case 'assert':
      return `[${quote(tree.at)}]`
    case 'concat':
      return `["then"${tree.parts.map((part) => `, ${automatonText(part, quote)}`).join('')}]`
    case 'alternate':
      return `["or"${tree.options.map((option) => `, ${automatonText(option, quote)}`).join('')}]`
    case 'repeat':
      if (tree.max !== null && tree.max < tree.min) return '["or"]'
      return `["repeat", ${automatonText(tree.part, quote)}, ${tree.min}, ${tree.max}]`
  }
}
