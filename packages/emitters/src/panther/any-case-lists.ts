import { type Condition, type NodeOf, simplify, transform, visit } from '@ruleglot/core'
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
    return simplify(node)
  })
}

export function isAnyCaseList({ field, kinds }: Pick<NodeOf<'Shape'>, 'field' | 'kinds'>): boolean {
  if (field.length === 0) return false
  const isAnyCase = field.every((segment) => typeof segment !== 'string')
  return isAnyCase && kinds.length > 0 && kinds.every((kind) => kind === 'array' || kind === 'emptyArray')
}
