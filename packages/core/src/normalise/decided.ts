import { childrenOf } from '../ir/child-keys.js'
import type { Condition } from '../ir/node.js'

/** Whether the condition is true or false on every event: nothing in it can be unknown. */
export function isDecided(condition: Condition): boolean {
  const stack: Condition[] = [condition]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.kind === 'Opaque' || node.kind === 'Ref' || node.kind === 'Tokens') return false
    if (node.kind === 'Compare' && typeof node.value === 'object') return false
    for (const child of childrenOf(node)) stack.push(child)
  }
  return true
}
