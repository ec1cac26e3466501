import type { Condition } from '../ir/node.js'
import { depthOf, MAX_DEPTH } from '../ir/visit.js'
import { absorb } from './absorb.js'
import { canonicalLeaves } from './canonical-leaf.js'
import type { NormaliseContext, NormaliseOptions, Pass } from './context.js'
import { dropImplied } from './drop-implied.js'
import { dropSettled } from './drop-settled.js'
import { liftFromElements } from './element-scope.js'
import { flatten } from './flatten.js'
import { inlineLets } from './inline-let.js'
import { mergeAlternatives } from './merge-alternatives.js'
import { pushNegations } from './negation.js'
import { mergeOnOneValue } from './one-value.js'
import { sortChildren } from './sort.js'
import { createStructuralOrder } from './structural-order.js'
import { withoutSpans } from './without-spans.js'

export type { NormaliseOptions, ScalarType } from './context.js'

/**
 * The normal form of a condition: the same meaning on every event (that keeps the facts in `options`), and one spelling
 * for what only looks different. Equal normal forms mean equal conditions; different ones need not mean anything.
 * Spans are gone. Idempotent, independent of the order of children, near linear in the size of the tree.
 * Throws a TypeError for a tree nested deeper than MAX_DEPTH.
 */
export function normalise(condition: Condition, options: NormaliseOptions = {}): Condition {
  return normaliseBoth(condition, condition, options)[0]
}

/**
 * The normal forms of two conditions. From where they look the same they go on as one, so that the two sides of a
 * faithful translation cost little more than one; then they are one object.
 */
export function normaliseBoth(
  a: Condition,
  b: Condition,
  options: NormaliseOptions = {},
): readonly [Condition, Condition] {
  if (depthOf(a) > MAX_DEPTH || depthOf(b) > MAX_DEPTH)
    throw new TypeError(`A condition is nested at most ${MAX_DEPTH} deep`)
  const context: NormaliseContext = { options, order: createStructuralOrder() }
  const { idOf } = context.order
  const first = withoutSpans(a)
  let both: readonly [Condition, Condition] = [first, a === b ? first : withoutSpans(b)]
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = both.map(idOf)
    for (const pass of PASSES) {
      const left = pass(both[0], context)
      const right = both[0] === both[1] ? left : pass(both[1], context)
      both = [left, idOf(left) === idOf(right) ? left : right]
    }
    if (both.every((tree, i) => idOf(tree) === before[i])) break
  }
  return both
}

/** Each pass opens the way for those behind it; the reason stands in its file. Two rounds are the rule. */
const PASSES: readonly Pass[] = [
  inlineLets,
  canonicalLeaves,
  pushNegations,
  liftFromElements,
  flatten,
  mergeAlternatives,
  mergeOnOneValue,
  dropImplied,
  (condition, { options }) => dropSettled(condition, options),
  flatten,
  absorb,
  flatten,
  sortChildren,
]

/** A tree that has not settled by then is returned as it is: still right, perhaps not the same as another spelling's. */
const MOST_ROUNDS = 20
