import { type Condition, type NodeOf, transform, visit } from '@ruleglot/core'
import { assume, type Writing } from './writing.js'

/**
 * The condition without tests for a list at keys in any letter case: what goes through lists in the Python written here
 * compares keys exactly, so such a field is read as one value, and that is assumed.
 */
export function withoutAnyCaseLists(condition: Condition, writing: Writing): Condition {
  let found = false
  visit(condition, (node) => {
    found ||= node.kind === 'Shape' && isAnyCaseList(node)
  })
  if (!found) return condition
  return transform(condition, (node) => {
    if (node.kind === 'Shape' && isAnyCaseList(node)) {
      assume(
        writing,
        'scalar',
        node.field,
        'Python compares the value that stands there; a list is not its elements',
        node.span,
      )
      return { kind: 'False' }
    }
    return settled(node)
  })
}

export function isAnyCaseList({ field, kinds }: Pick<NodeOf<'Shape'>, 'field' | 'kinds'>): boolean {
  if (field.length === 0) return false
  const isAnyCase = field.every((segment) => typeof segment !== 'string')
  return isAnyCase && kinds.length > 0 && kinds.every((kind) => kind === 'array' || kind === 'emptyArray')
}

/** Constants go; what is left alone stands alone. */
function settled(node: Condition): Condition {
  if (node.kind === 'Not') {
    if (node.child.kind === 'False') return { kind: 'True' }
    return node.child.kind === 'True' ? { kind: 'False' } : node
  }
  if (node.kind !== 'And' && node.kind !== 'Or') return node
  const [neutral, deciding] = node.kind === 'And' ? (['True', 'False'] as const) : (['False', 'True'] as const)
  if (node.children.some(({ kind }) => kind === deciding)) return { kind: deciding }
  const children = node.children.filter(({ kind }) => kind !== neutral)
  if (children.length === node.children.length) return node
  const [only, ...more] = children
  if (only === undefined) return { kind: neutral }
  return more.length === 0 ? only : { ...node, children }
}
