import type { RegexTree } from '@ruleglot/core'

/**
 * From "fits the whole value" to "is found in the value": any text at an edge goes away, any other edge gets its
 * anchor. Alternatives that begin or end in any text are taken one by one.
 */
export function stripEdges(tree: RegexTree): RegexTree {
  return stripEdge(stripEdge(tree, 'start'), 'end')
}

export type Edge = 'start' | 'end'

function stripEdge(tree: RegexTree, edge: Edge): RegexTree {
  if (isAnyText(tree)) return { type: 'empty' }
  if (!touchesAnyText(tree, edge)) return beside(edge, { type: 'assert', at: edge }, tree)
  if (tree.type === 'alternate')
    return { type: 'alternate', options: tree.options.map((option) => stripEdge(option, edge)) }
  // (?:any* x)? is either x after any text, or nothing at the very edge.
  if (tree.type === 'repeat') {
    return { type: 'alternate', options: [{ type: 'assert', at: edge }, stripEdge(tree.part, edge)] }
  }
  if (tree.type !== 'concat') return tree
  const outer = (edge === 'start' ? tree.parts[0] : tree.parts[tree.parts.length - 1]) as RegexTree
  const inner = edge === 'start' ? tree.parts.slice(1) : tree.parts.slice(0, -1)
  const stripped = stripEdge(outer, edge)
  return joined(edge === 'start' ? [stripped, ...inner] : [...inner, stripped])
}

export function touchesAnyText(tree: RegexTree, edge: Edge): boolean {
  if (isAnyText(tree)) return true
  if (tree.type === 'alternate') return tree.options.some((option) => touchesAnyText(option, edge))
  if (tree.type === 'repeat') return tree.min === 0 && tree.max === 1 && touchesAnyText(tree.part, edge)
  if (tree.type !== 'concat') return false
  const outer = edge === 'start' ? tree.parts[0] : tree.parts[tree.parts.length - 1]
  return outer !== undefined && touchesAnyText(outer, edge)
}

const beside = (edge: Edge, anchor: RegexTree, tree: RegexTree): RegexTree =>
  joined(edge === 'start' ? [anchor, tree] : [tree, anchor])

function joined(parts: readonly RegexTree[]): RegexTree {
  const flat = parts
    .flatMap((part) => (part.type === 'concat' ? part.parts : [part]))
    .filter((part) => part.type !== 'empty')
  return flat.length === 1 ? (flat[0] as RegexTree) : { type: 'concat', parts: flat }
}

export function isAnyText(tree: RegexTree): boolean {
  return (
    tree.type === 'repeat' &&
    tree.min === 0 &&
    tree.max === null &&
    tree.part.type === 'set' &&
    tree.part.ranges.length === 1 &&
    tree.part.ranges[0]?.[0] === 0 &&
    tree.part.ranges[0][1] === 0x10ffff
  )
}
