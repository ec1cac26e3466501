import { some } from '../ir/build.js'
import { isFieldTest } from '../ir/field-test.js'
import { isPath } from '../ir/fields-read.js'
import type { Condition } from '../ir/node.js'
import { dotted, type Path } from '../ir/path.js'
import { mapChildren } from '../ir/transform.js'
import type { PackIndex } from './pack-index.js'

/**
 * Tests of what a list holds, written as tests of an element of it (a leaf on p.q is Some(p, leaf on q)): for a platform
 * where a test of a list is a test of the list itself. `isNamed` says which lists have a name there.
 */
export function elementScopes(
  node: Condition,
  index: PackIndex,
  isNamed: (list: string) => boolean,
  scope: Path = [],
): Condition {
  if (node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count') {
    return { ...node, condition: elementScopes(node.condition, index, isNamed, [...scope, ...node.path]) }
  }
  if (!isFieldTest(node)) return mapChildren(node, (child) => elementScopes(child, index, isNamed, scope))
  if (!isPath(node.field)) return node
  const absolute = [...scope, ...node.field]
  const list = index.listAt(dotted(absolute))
  if (list === undefined || !isNamed(list)) return node
  const length = index.keysOf(list).length
  if (length <= scope.length || dotted(absolute.slice(0, length)) !== list) return node
  return some(absolute.slice(scope.length, length), { ...node, field: absolute.slice(length) }, node.span)
}
