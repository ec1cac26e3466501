import { codePointSet, foldedPairs, foldText, type RegexTree, setHas } from '@ruleglot/core'

/** The tree for folded text: texts folded, sets with what their members fold to. */
export function foldTree(tree: RegexTree): RegexTree {
  switch (tree.type) {
    case 'empty':
    case 'assert':
      return tree
    case 'text':
      return { ...tree, text: foldText(tree.text) }
    case 'set': {
      const images = [...foldedPairs()].filter(([from]) => setHas(tree.ranges, from)).map(([, to]) => [to, to] as const)
      return { ...tree, ranges: codePointSet([...tree.ranges, ...images]) }
    }
    case 'concat':
      return { ...tree, parts: tree.parts.map(foldTree) }
    case 'alternate':
      return { ...tree, options: tree.options.map(foldTree) }
    case 'repeat':
      return { ...tree, part: foldTree(tree.part) }
  }
}
