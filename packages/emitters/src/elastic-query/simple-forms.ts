import {
  type Condition,
  isFieldTest,
  isPath,
  mapChildren,
  normalise,
  not,
  or,
  type Path,
  type Span,
  some,
} from '@ruleglot/core'

/** Forms with the same meaning that KQL and EQL have words for. */

/** `Every` says that no element is otherwise. */
export function everyAsSome({ path, condition, span }: Extract<Condition, { readonly kind: 'Every' }>): Condition {
  return some(path, condition.kind === 'Not' ? condition.child : not(condition, condition.span), span)
}

/** An element that satisfies a or b satisfies one of them; a single test of an element is a test of the longer path. */
export function withoutScope(path: Path, inner: Condition, span: Span | undefined): Condition {
  if (inner.kind === 'Or') {
    return or(
      inner.children.map((child) => withoutScope(path, child, child.span)),
      span,
    )
  }
  if (!isFieldTest(inner) || !isPath(inner.field)) return some(path, inner, span)
  return { ...inner, field: [...path, ...inner.field] }
}

/** A regular expression that is a pattern, as that pattern. */
export function regexAsPattern(node: Extract<Condition, { readonly kind: 'Regex' }>): Condition {
  const simple = withSpan(normalise(node), node.span)
  return simple.kind === 'Regex' ? node : simple
}

/** Normal forms carry no spans: what a leaf became stands where the leaf stood. */
function withSpan(node: Condition, span: Span | undefined): Condition {
  if (span === undefined) return node
  return { ...mapChildren(node, (child) => withSpan(child, span)), span }
}
