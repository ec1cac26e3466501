import { codePointSet, foldedPairs, foldText, type Pattern, type RegexTree, setHas } from '@ruleglot/core'

/** Literals made ready for what the helpers compare them with. */

/** The pattern with its texts folded, for folded values. */
export function foldLiteral(pattern: Pattern, ignoreCase: boolean): Pattern {
  return ignoreCase ? pattern.map((part) => (typeof part === 'string' ? foldText(part) : part)) : pattern
}

/** As `glob` reads it: a backslash takes the next character as it is. */
export function globText(pattern: Pattern): string {
  return pattern
    .map((part) => (typeof part === 'string' ? part.replace(/[*?\\]/g, '\\$&') : part.wildcard === 'many' ? '*' : '?'))
    .join('')
}

/** Half of a surrogate pair, alone. */
export function hasHalfPair(text: string): boolean {
  for (const character of text) {
    const code = character.codePointAt(0) as number
    if (code >= 0xd800 && code <= 0xdfff) return true
  }
  return false
}

/** The tree for folded values: texts folded, sets with the folded form of each member added. */
export function foldTree(tree: RegexTree): RegexTree {
  switch (tree.type) {
    case 'text':
      return { type: 'text', text: foldText(tree.text) }
    case 'set': {
      const added: [number, number][] = []
      for (const [from, to] of foldedPairs()) if (setHas(tree.ranges, from)) added.push([to, to])
      return { type: 'set', ranges: codePointSet([...tree.ranges, ...added]) }
    }
    case 'concat':
      return { type: 'concat', parts: tree.parts.map(foldTree) }
    case 'alternate':
      return { type: 'alternate', options: tree.options.map(foldTree) }
    case 'repeat':
      return { ...tree, part: foldTree(tree.part) }
    case 'empty':
    case 'assert':
      return tree
  }
}

/** Whether a bound has a place in the domain `numeric`. */
export function isNumeric(value: string | number | boolean): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?[0-9]+(?:\.[0-9]+)?$/.test(value))
}
