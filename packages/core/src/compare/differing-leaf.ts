import { childrenOf } from '../ir/child-keys.js'
import type { Condition } from '../ir/node.js'
import { createStructuralOrder } from '../normalise/structural-order.js'
import { describeLeaf } from './describe-leaf.js'

/** Names the first leaf that only one of two normal forms has, in a sentence. */
export function differingLeaf(a: Condition, b: Condition): string {
  const order = createStructuralOrder()
  const leavesA = leavesOf(a)
  const leavesB = leavesOf(b)
  const idsA = new Set(leavesA.map(order.idOf))
  const idsB = new Set(leavesB.map(order.idOf))
  const onlyA = leavesA.find((leaf) => !idsB.has(order.idOf(leaf)))
  if (onlyA !== undefined) return `Only the source tests that ${describeLeaf(onlyA)}.`
  const onlyB = leavesB.find((leaf) => !idsA.has(order.idOf(leaf)))
  if (onlyB !== undefined) return `Only the output tests that ${describeLeaf(onlyB)}.`
  return 'Source and output join the same tests in different ways.'
}

function leavesOf(condition: Condition): readonly Condition[] {
  const leaves: Condition[] = []
  const stack: Condition[] = [condition]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    const children = childrenOf(node)
    if (children.length === 0) leaves.push(node)
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i] as Condition)
  }
  return leaves
}
