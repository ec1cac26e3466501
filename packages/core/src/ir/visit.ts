import { childrenOf } from './child-keys.js'
import type { Condition } from './node.js'

/** Depth is limited to keep recursion bounded; parsers and readers of stored trees check it before anything recurses. */
export const MAX_DEPTH = 1000

/** Calls `enter` for every node, parents first. Iterative, so that a tree of any depth is safe. */
export function visit(condition: Condition, enter: (node: Condition) => void): void {
  const stack: Condition[] = [condition]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    enter(node)
    const children = childrenOf(node)
    for (let i = children.length - 1; i >= 0; i--) stack.push(children[i] as Condition)
  }
}

export function depthOf(condition: Condition): number {
  let deepest = 0
  const stack: [Condition, number][] = [[condition, 1]]
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [node, depth] = entry
    if (depth > deepest) deepest = depth
    for (const child of childrenOf(node)) stack.push([child, depth + 1])
  }
  return deepest
}
