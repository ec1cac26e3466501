import { FALSE, TRUE } from '../ir/build.js'
import type { Condition } from '../ir/node.js'
import { transform } from '../ir/transform.js'
import type { NormaliseContext } from './context.js'
import { isDecided } from './decided.js'

/**
 * Children in one order and once each; a condition beside its own negation decides the connective. Last, when the
 * children are what they will be.
 */
export function sortChildren(condition: Condition, { order }: NormaliseContext): Condition {
  return transform(condition, (node) => {
    if (node.kind !== 'And' && node.kind !== 'Or') return node
    const distinct = new Map(node.children.map((child) => [order.idOf(child), child]))
    for (const child of distinct.values()) {
      if (child.kind === 'Not' && distinct.has(order.idOf(child.child)) && isDecided(child.child)) {
        return node.kind === 'And' ? FALSE : TRUE
      }
    }
    const children = [...distinct.values()].sort(order.compare)
    return children.length === 1 ? (children[0] as Condition) : { kind: node.kind, children }
  })
}
