import { not } from '../ir/build.js'
import type { AndNode, Condition, OrNode } from '../ir/node.js'
import { transform } from '../ir/transform.js'
import type { NormaliseContext } from './context.js'
import { isDecided } from './decided.js'

/**
 * `a or (a and b)` is `a`, and `a or (not a and b)` is `a or b`; the same with `and` and `or` exchanged. After merging,
 * when equal parts look equal.
 */
export function absorb(condition: Condition, context: NormaliseContext): Condition {
  return transform(condition, (node) => (node.kind === 'And' || node.kind === 'Or' ? absorbOne(node, context) : node))
}

/** Groups are compared pair by pair up to this many; above, only single parts absorb. */
const MOST_GROUPS = 200

function absorbOne(node: AndNode | OrNode, { order }: NormaliseContext): Condition {
  const inner = node.kind === 'And' ? 'Or' : 'And'
  const singles = new Set(node.children.filter((child) => child.kind !== inner).map(order.idOf))
  const opposites = new Set(
    node.children
      .filter((child) => child.kind !== inner && isDecided(child))
      .map((child) => order.idOf(negated(child))),
  )
  if (singles.size === node.children.length || node.children.length === 1) return node
  const children: Condition[] = []
  for (const child of node.children) {
    if (child.kind !== inner) children.push(child)
    else if (!child.children.some((part) => singles.has(order.idOf(part)))) {
      const rest = child.children.filter((part) => !opposites.has(order.idOf(part)))
      children.push(rest.length === child.children.length ? child : { kind: inner, children: rest })
    }
  }
  return { kind: node.kind, children: dropSupersets(children, inner, order.idOf) }
}

function negated(node: Condition): Condition {
  return node.kind === 'Not' ? node.child : not(node)
}

/** `(a and b) or (a and b and c)` is `a and b`. */
function dropSupersets(
  children: readonly Condition[],
  inner: 'And' | 'Or',
  idOf: (node: Condition) => number,
): readonly Condition[] {
  const groups = children
    .filter((child): child is AndNode | OrNode => child.kind === inner)
    .map((node) => ({ node, ids: new Set(node.children.map(idOf)) }))
    .sort((a, b) => a.ids.size - b.ids.size)
  if (groups.length > MOST_GROUPS) return children
  const dropped = new Set<Condition>()
  for (const [i, larger] of groups.entries()) {
    const covered = groups
      .slice(0, i)
      .some(({ node, ids }) => !dropped.has(node) && [...ids].every((id) => larger.ids.has(id)))
    if (covered) dropped.add(larger.node)
  }
  return children.filter((child) => !dropped.has(child))
}
