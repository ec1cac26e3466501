import {
  type Condition,
  inlineLets,
  isPath,
  mapChildren,
  normalise,
  not,
  or,
  type Path,
  type Span,
  some,
} from '@ruleglot/core'
import { intervalOf } from '../kql/write-date.js'

/**
 * The same condition in the forms that EQL has words for: `Every` as a negated `Some`, tests of one element without
 * their scope where the scope says nothing, regular expressions that are patterns as patterns. Meaning is unchanged.
 */
export function prepare(condition: Condition): Condition {
  return prepareNode(inlineLets(condition))
}

function prepareNode(node: Condition): Condition {
  switch (node.kind) {
    case 'Every': {
      const inner = node.condition.kind === 'Not' ? node.condition.child : not(node.condition, node.span)
      return not(prepareNode(some(node.path, inner, node.span)), node.span)
    }
    case 'Some': {
      const inner = prepareNode(node.condition)
      return intervalOf(inner) === undefined ? withoutScope(node.path, inner, node.span) : { ...node, condition: inner }
    }
    case 'Regex': {
      if (node.source?.dialect === 'lucene') return node
      const simple = withSpan(normalise(node), node.span)
      return simple.kind === 'Regex' ? node : simple
    }
    default:
      return mapChildren(node, prepareNode)
  }
}

/** An element that satisfies a or b satisfies one of them; a single test of an element is a test of the longer path. */
function withoutScope(path: Path, inner: Condition, span: Span | undefined): Condition {
  switch (inner.kind) {
    case 'Or':
      return or(
        inner.children.map((child) => withoutScope(path, child, child.span)),
        span,
      )
    case 'Compare':
    case 'In':
    case 'Match':
    case 'Regex':
    case 'Cidr':
    case 'Exists':
      return isPath(inner.field) ? { ...inner, field: [...path, ...inner.field] } : some(path, inner, span)
    default:
      return some(path, inner, span)
  }
}

/** Normal forms carry no spans: what a leaf became stands where the leaf stood. */
function withSpan(node: Condition, span: Span | undefined): Condition {
  if (span === undefined) return node
  return { ...mapChildren(node, (child) => withSpan(child, span)), span }
}
