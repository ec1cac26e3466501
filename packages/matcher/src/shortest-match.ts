import type { RegexTree } from '@ruleglot/core'

/** How many characters every match of the regular expression has at least; 0 below a depth that no rule needs. */
export function shortestMatch(tree: RegexTree, depth = 0): number {
  if (depth > DEEPEST) return 0
  switch (tree.type) {
    case 'text':
      return [...tree.text].length
    case 'set':
      return 1
    case 'concat':
      return tree.parts.reduce((sum, part) => sum + shortestMatch(part, depth + 1), 0)
    case 'alternate':
      return tree.options.reduce((least, option) => Math.min(least, shortestMatch(option, depth + 1)), MOST)
    case 'repeat':
      return Math.min(MOST, tree.min * shortestMatch(tree.part, depth + 1))
    case 'empty':
    case 'assert':
      return 0
  }
}

const DEEPEST = 200
const MOST = 1e9
