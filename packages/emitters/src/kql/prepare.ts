import {
  type Condition,
  type FieldType,
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
import { intervalOf } from './write-date.js'

/**
 * The same condition in the forms that KQL has words for: `Every` as a negated `Some`, tests of one element without
 * their scope where the scope says nothing, regular expressions that are patterns as patterns. Meaning is unchanged.
 */
export function prepare(condition: Condition, typeOf: (absolute: Path) => FieldType | undefined): Condition {
  return prepareAt(inlineLets(condition), [], typeOf)
}

function prepareAt(node: Condition, scope: Path, typeOf: (absolute: Path) => FieldType | undefined): Condition {
  switch (node.kind) {
    case 'Every':
      return not(prepareAt(some(node.path, negated(node.condition), node.span), scope, typeOf), node.span)
    case 'Some': {
      const path = [...scope, ...node.path]
      const inner = prepareAt(node.condition, path, typeOf)
      if (intervalOf(inner) !== undefined) return { ...node, condition: inner }
      return typeOf(path) === 'nested' ? { ...node, condition: inner } : withoutScope(node.path, inner, node.span)
    }
    case 'Search':
      return node.condition.kind === 'Or'
        ? or(
            node.condition.children.map((child) => ({ ...node, condition: child })),
            node.span,
          )
        : node
    case 'Regex': {
      const simple = withSpan(normalise(node), node.span)
      return simple.kind === 'Regex' ? node : simple
    }
    default:
      return mapChildren(node, (child) => prepareAt(child, scope, typeOf))
  }
}

function negated(condition: Condition): Condition {
  return condition.kind === 'Not' ? condition.child : not(condition, condition.span)
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
    case 'Tokens':
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
