import { isPath } from '../ir/fields-read.js'
import type { Condition, Field, ValueExpression } from '../ir/node.js'
import { dotted, type Path } from '../ir/path.js'
import { mapChildren } from '../ir/transform.js'
import type { PackIndex } from './pack-index.js'

/**
 * A condition with paths cut where the vendor's events cut them: `annotations` and the one key
 * `authorization.k8s.io/decision`, not five keys. The same fields, by their dotted names.
 */
export function wholeKeys(condition: Condition, index: PackIndex, scope: Path = []): Condition {
  const cut = (path: Path): Path => {
    const name = dotted([...scope, ...path])
    const keys = index.keysOf(name)
    const own = keys.slice(index.keysOf(dotted(scope)).length)
    return own.length === path.length || dotted(own) !== dotted(path) ? path : own
  }
  if (condition.kind === 'Some' || condition.kind === 'Every' || condition.kind === 'Count') {
    const path = cut(condition.path)
    return { ...condition, path, condition: wholeKeys(condition.condition, index, [...scope, ...path]) }
  }
  const node = mapChildren(condition, (child) => wholeKeys(child, index, scope))
  if (node.kind === 'CompareFields') return { ...node, left: inField(node.left, cut), right: inField(node.right, cut) }
  return 'field' in node ? ({ ...node, field: inField(node.field, cut) } as Condition) : node
}

function inField(field: Field, cut: (path: Path) => Path): Field {
  if (isPath(field)) return cut(field)
  return 'call' in field ? inExpression(field, cut) : field
}

function inExpression(expression: ValueExpression, cut: (path: Path) => Path): ValueExpression {
  const args = expression.args.map((arg) => {
    if (Array.isArray(arg)) return cut(arg as Path)
    return 'call' in (arg as object) ? inExpression(arg as ValueExpression, cut) : arg
  })
  return { ...expression, args }
}
