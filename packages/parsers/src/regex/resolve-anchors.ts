import { intersectSets, complementSet as notIn, pythonClasses } from '@ruleglot/core'
import { firstOf, lastOf } from './edges.js'
import {
  ANY_RUN,
  type Anchor,
  alternateOf,
  concatOf,
  EMPTY,
  LINE_FEED,
  LINE_TERMINATORS,
  NEVER,
  type Syntax,
  setOf,
} from './syntax.js'

/**
 * Makes an expression that is searched, or matched from the start, into one that fits the whole value: any text before
 * and behind it, except where an anchor says otherwise. Anchors that the tree has no word for are resolved here when
 * they stand at the edge; the others stay and are reported.
 */
export function resolveAnchors(syntax: Syntax, anchoring: 'search' | 'prefix' | 'whole'): Syntax {
  const closed = resolveEdge(resolveInside(syntax), 'head', anchoring === 'search')
  return resolveEdge(closed, 'tail', anchoring !== 'whole')
}

type Edge = 'head' | 'tail'

/** `open`: any text may stand outside this edge of the node. */
function resolveEdge(node: Syntax, edge: Edge, open: boolean): Syntax {
  if (!hasEdgeAnchor(node, edge)) return open ? beside(edge, ANY_RUN, node) : node
  switch (node.type) {
    case 'assert':
      return resolveAnchor(node, edge, open)
    case 'alternate':
      return alternateOf(...node.options.map((option) => resolveEdge(option, edge, open)))
    case 'repeat':
      return alternateOf(open ? ANY_RUN : EMPTY, resolveEdge(node.part, edge, open))
    case 'concat':
      return resolveSequence(node.parts, edge, open)
    case 'char':
    case 'set':
      return node
  }
}

function resolveSequence(parts: readonly Syntax[], edge: Edge, open: boolean): Syntax {
  const rest = edge === 'head' ? [...parts].reverse() : [...parts]
  // Behind `^` the place is known: further anchors hold without any text between.
  let free = open
  for (let outer = rest[rest.length - 1]; outer?.type === 'assert'; outer = rest[rest.length - 1]) {
    if (isWordBoundary(outer.at) || !EDGE_ANCHORS[edge].includes(outer.at)) break
    if (free && outer.at !== 'start' && outer.at !== 'end') break
    free = false
    rest.pop()
  }
  const outer = rest.pop()
  if (outer === undefined) return free ? ANY_RUN : EMPTY
  const inner = concatOf(...(edge === 'head' ? rest.reverse() : rest))
  if (outer.type === 'assert' && isWordBoundary(outer.at)) return resolveBoundary(outer, inner, edge, free)
  return beside(edge, resolveEdge(outer, edge, free), inner)
}

function hasEdgeAnchor(node: Syntax, edge: Edge): boolean {
  switch (node.type) {
    case 'assert':
      return EDGE_ANCHORS[edge].includes(node.at)
    case 'alternate':
      return node.options.some((option) => hasEdgeAnchor(option, edge))
    case 'repeat':
      return node.min === 0 && node.max === 1 && hasEdgeAnchor(node.part, edge)
    case 'concat': {
      const outer = edge === 'head' ? node.parts[0] : node.parts[node.parts.length - 1]
      return outer !== undefined && hasEdgeAnchor(outer, edge)
    }
    case 'char':
    case 'set':
      return false
  }
}

const EDGE_ANCHORS: Readonly<Record<Edge, readonly Anchor[]>> = {
  head: ['start', 'lineStart', 'anyLineStart', 'unicodeWordBoundary', 'unicodeNotWordBoundary'],
  tail: ['end', 'finalNewline', 'lineEnd', 'anyLineEnd', 'unicodeWordBoundary', 'unicodeNotWordBoundary'],
}

/** An anchor alone at its edge. Outside a closed edge nothing follows, so that all of them hold. */
function resolveAnchor(node: Syntax & { type: 'assert' }, edge: Edge, open: boolean): Syntax {
  if (isWordBoundary(node.at)) return open ? beside(edge, ANY_RUN, node) : node
  if (!open || node.at === 'start' || node.at === 'end') return EMPTY
  if (node.at === 'finalNewline') return alternateOf(EMPTY, setOf(LINE_FEED))
  const lineEnds = node.at === 'anyLineStart' || node.at === 'anyLineEnd' ? LINE_TERMINATORS : LINE_FEED
  return alternateOf(EMPTY, beside(edge, ANY_RUN, setOf(lineEnds)))
}

const beside = (edge: Edge, outer: Syntax, inner: Syntax): Syntax =>
  edge === 'head' ? concatOf(outer, inner) : concatOf(inner, outer)

const isWordBoundary = (at: Anchor): boolean => at === 'unicodeWordBoundary' || at === 'unicodeNotWordBoundary'

/** Python's boundary at the edge of the expression, when what stands inside certainly is or is not a word character. */
function resolveBoundary(node: Syntax & { type: 'assert' }, inner: Syntax, edge: Edge, open: boolean): Syntax {
  const side = wordness(inner, edge === 'head' ? firstOf : lastOf)
  if (side === undefined) return open ? beside(edge, ANY_RUN, beside(edge, node, inner)) : beside(edge, node, inner)
  const { word } = pythonClasses()
  // A boundary asks for the other kind outside, its negation for the same kind; the end of the value is no word.
  const outsideWord = (side === 'word') !== (node.at === 'unicodeWordBoundary')
  if (!open) return outsideWord ? NEVER : inner
  const outside = outsideWord
    ? beside(edge, ANY_RUN, setOf(word))
    : alternateOf(EMPTY, beside(edge, ANY_RUN, setOf(notIn(word))))
  return beside(edge, outside, inner)
}

/** Boundaries in the middle, between parts that are known to be word characters or known not to be. */
function resolveInside(node: Syntax): Syntax {
  switch (node.type) {
    case 'alternate':
      return { ...node, options: node.options.map(resolveInside) }
    case 'repeat':
      return { ...node, part: resolveInside(node.part) }
    case 'concat': {
      const parts = node.parts.map(resolveInside)
      return concatOf(
        ...parts.map((part, i) => {
          if (part.type !== 'assert' || !isWordBoundary(part.at) || i === 0 || i === parts.length - 1) return part
          const before = wordness(parts[i - 1] as Syntax, lastOf)
          const after = wordness(parts[i + 1] as Syntax, firstOf)
          if (before === undefined || after === undefined) return part
          return (before !== after) === (part.at === 'unicodeWordBoundary') ? EMPTY : NEVER
        }),
      )
    }
    case 'assert':
    case 'char':
    case 'set':
      return node
  }
}

function wordness(node: Syntax, edgeOf: typeof firstOf): 'word' | 'other' | undefined {
  const edge = edgeOf(node)
  if (edge === undefined || edge.length === 0) return undefined
  const { word } = pythonClasses()
  if (intersectSets(edge, notIn(word)).length === 0) return 'word'
  return intersectSets(edge, word).length === 0 ? 'other' : undefined
}
