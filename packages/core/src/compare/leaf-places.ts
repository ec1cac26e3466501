import { childrenOf } from '../ir/child-keys.js'
import type { Condition } from '../ir/node.js'
import { keysOf } from './place-value.js'
import { keysRead } from './sample-model.js'

/** A node that reads a field, where it stands, and the element that its paths start from. */
export interface LeafPlace {
  readonly node: Condition
  readonly parent: LeafPlace | undefined
  readonly index: number
  /** Under an odd number of negations. */
  readonly negated: boolean
  readonly absolute: readonly string[]
}

/** Every node that reads a field, in source order. */
export function leafPlaces(condition: Condition): readonly LeafPlace[] {
  const leaves: LeafPlace[] = []
  const stack: LeafPlace[] = [{ node: condition, parent: undefined, index: 0, negated: false, absolute: [] }]
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { node } = place
    if (keysRead(node).length > 0) leaves.push(place)
    const own = elementKeys(node)
    const absolute = own.length === 0 ? place.absolute : [...place.absolute, ...own]
    const negated = place.negated !== (node.kind === 'Not')
    const children = childrenOf(node)
    for (let i = children.length - 1; i >= 0; i--) {
      stack.push({ node: children[i] as Condition, parent: place, index: i, negated, absolute })
    }
  }
  return leaves
}

/** The keys of the elements that a node speaks of; a `Search` finds what stands under `message`. */
function elementKeys(node: Condition): readonly string[] {
  if (node.kind === 'Search') return [...keysOf(node.scope), 'message']
  return node.kind === 'Some' || node.kind === 'Every' || node.kind === 'Count' ? keysOf(node.path) : []
}
