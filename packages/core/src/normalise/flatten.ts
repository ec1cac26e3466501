import { FALSE, TRUE } from '../ir/build.js'
import type { AndNode, Condition, OrNode } from '../ir/node.js'
import { transform } from '../ir/transform.js'

/** Nested `And`/`Or` of one kind become one, constants go, single children stand alone. Before merging, which looks at siblings. */
export function flatten(condition: Condition): Condition {
  return transform(condition, (node) => {
    if (node.kind === 'And' || node.kind === 'Or') return flattenOne(node)
    if (node.kind === 'Not') return negate(node.child) ?? node
    if ((node.kind === 'Some' || node.kind === 'Search') && node.condition.kind === 'False') return FALSE
    if (node.kind === 'Count' && node.condition.kind === 'False')
      return node.op === 'eq' && node.count === 0 ? TRUE : FALSE
    return node
  })
}

function negate(child: Condition): Condition | undefined {
  if (child.kind === 'True') return FALSE
  return child.kind === 'False' ? TRUE : undefined
}

function flattenOne(node: AndNode | OrNode): Condition {
  const neutral = node.kind === 'And' ? 'True' : 'False'
  const decisive = node.kind === 'And' ? FALSE : TRUE
  const children: Condition[] = []
  for (const child of node.children) {
    if (child.kind === decisive.kind) return decisive
    if (child.kind === neutral) continue
    if (child.kind === node.kind) for (const inner of child.children) children.push(inner)
    else children.push(child)
  }
  if (children.length === 0) return node.kind === 'And' ? TRUE : FALSE
  return children.length === 1 ? (children[0] as Condition) : { kind: node.kind, children }
}
