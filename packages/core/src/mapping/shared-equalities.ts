import { isIn } from '../ir/build.js'
import type { Condition, NodeOf, Scalar } from '../ir/node.js'
import { pathOf } from '../ir/path.js'
import { equalities } from './surroundings.js'

/**
 * What holds wherever a disjunction does: a field that each of its branches asks for one of a few values has one of them
 * all. `(EventID: 4656 and ...) or (EventID: 4663 and ...)` says that EventID is 4656 or 4663.
 */
export function sharedEqualities(node: NodeOf<'Or'>): readonly Condition[] {
  const [first, ...others] = node.children.map(asked)
  if (first === undefined || others.length === 0) return []
  return [...first].flatMap(([field, values]) => {
    const all = new Set(values)
    for (const other of others) {
      const own = other.get(field)
      if (own === undefined) return []
      for (const value of own) all.add(value)
    }
    return [isIn(pathOf(field), [...all])]
  })
}

/** The values of each field that a branch asks for itself, or as one of its conjuncts. */
function asked(branch: Condition): ReadonlyMap<string, readonly Scalar[]> {
  const found = new Map<string, readonly Scalar[]>()
  for (const node of branch.kind === 'And' ? branch.children : [branch]) {
    const own = equalities(node)
    if (own !== undefined && !found.has(own.field)) found.set(own.field, own.values)
  }
  return found
}
