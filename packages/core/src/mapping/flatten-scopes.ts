import { not, or } from '../ir/build.js'
import { isFieldTest } from '../ir/field-test.js'
import { isPath } from '../ir/fields-read.js'
import type { Condition } from '../ir/node.js'
import type { Path } from '../ir/path.js'
import { mapChildren } from '../ir/transform.js'

/**
 * Element scopes around a single test of values written as that test (spec/semantics.md: a leaf on p.q is Some(p, leaf on
 * q)), scopes split at their alternatives, `Every` of denials as a denial. What is left in a scope needs one element.
 */
export function flattenScopes(node: Condition): Condition {
  const inner = mapChildren(node, flattenScopes)
  if (inner.kind === 'Some') return within(inner.path, inner.condition, inner) ?? inner
  if (inner.kind === 'Every') {
    const parts = inner.condition.kind === 'And' ? inner.condition.children : [inner.condition]
    if (!parts.every((part) => part.kind === 'Not')) return inner
    const denied = parts.map((part) => {
      const { child } = part as Condition & { kind: 'Not' }
      return within(inner.path, child, child) ?? { kind: 'Some' as const, path: inner.path, condition: child }
    })
    return not(denied.length === 1 ? (denied[0] as Condition) : or(denied), inner.span)
  }
  return inner
}

function within(path: Path, condition: Condition, origin: Condition): Condition | undefined {
  if (isFieldTest(condition)) {
    return isPath(condition.field) ? { ...condition, field: [...path, ...condition.field] } : undefined
  }
  switch (condition.kind) {
    case 'Or': {
      const parts = condition.children.map(
        (child) => within(path, child, origin) ?? { kind: 'Some' as const, path, condition: child },
      )
      return or(parts, origin.span)
    }
    case 'Some':
      return { ...condition, path: [...path, ...condition.path] }
    default:
      return undefined
  }
}
