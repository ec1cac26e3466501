import type { Scalar, Span } from '@ruleglot/core'
import { and, not, or } from './formula.js'
import { FALSE, type Formula, KIND, SCALARS } from './formula-node.js'
import { decided, flip, joined, type Machine, raise, restrict, type Truth, unknownTruth } from './machine.js'
import { unknownOrRaised } from './unknown-or-raised.js'
import type { Value, Values } from './value.js'
import { anyHit, hitHolds, hitIs, hitOf, hitTruth, oneHit, someHit, type Walked } from './walk-hits.js'

/** What Python says of the result of deep_walk() through a list: nothing found, one value bare, or a list of several. */

/** The answer where nothing is found: the fallback, each value with when it is given. */
type Fallback = (values: Values) => Truth

/** Splits by whether something is found at all; where nothing is, the fallback answers. */
function found(
  m: Machine,
  walk: Walked,
  when: Formula,
  some: (when: Formula) => Truth,
  none: (when: Formula) => Truth,
): Truth {
  const any = anyHit(m, walk)
  return joined(m, some(and(m.store, [when, any])), none(and(m.store, [when, not(m.store, any)])))
}

/** One value that is a number or a boolean: neither a text nor a list, so that it raises. */
function raiseNoText(m: Machine, walk: Walked, when: Formula, span: Span): Formula {
  const isNumber = someHit(m, walk, (hit) => hitOf(m, hit, KIND.number | KIND.boolean))
  const noText = and(m.store, [oneHit(m, walk), isNumber])
  raise(m, and(m.store, [when, noText]), 'TypeError', span)
  return noText
}

function otherwise(m: Machine, walk: Walked, fallback: Fallback): (none: Formula) => Truth {
  return (none) => fallback(restrict(m, walk.fallback, none))
}

/** Two values or more, and so a list. */
export function severalHits(m: Machine, walk: Walked): Formula {
  return and(m.store, [anyHit(m, walk), not(m.store, oneHit(m, walk))])
}

export function walkTruth(m: Machine, walk: Walked, when: Formula, fallback: Fallback): Truth {
  const { store } = m
  const falsy = (...values: Scalar[]): Formula =>
    someHit(m, walk, (hit) =>
      or(
        store,
        values.map((value) => hitIs(m, hit, value)),
      ),
    )
  return found(
    m,
    walk,
    when,
    // A list of several values is true, whatever they are: empty text and 0 are two.
    (some) =>
      decided(m, some, or(store, [someHit(m, walk, (hit) => hitTruth(m, hit)), and(store, [falsy(''), falsy(0)])])),
    otherwise(m, walk, fallback),
  )
}

export function walkEquals(
  m: Machine,
  walk: Walked,
  other: Value,
  when: Formula,
  span: Span,
  fallback: Fallback,
): Truth {
  return found(
    m,
    walk,
    when,
    (some) => {
      if (other.type !== 'constant') {
        const isEmpty = other.type === 'items' && other.items.length === 0
        return isEmpty ? decided(m, some, FALSE) : unknownTruth(m, some, 'deep_walk() compared with a list', span)
      }
      return decided(m, some, only(m, walk, other.value, false))
    },
    otherwise(m, walk, fallback),
  )
}

export function walkIs(m: Machine, walk: Walked, wanted: Scalar | null, when: Formula, fallback: Fallback): Truth {
  return found(m, walk, when, (some) => decided(m, some, only(m, walk, wanted, true)), otherwise(m, walk, fallback))
}

/** All that is found is this value. */
function only(m: Machine, walk: Walked, wanted: Scalar | null, typed: boolean): Formula {
  if (wanted === null) return FALSE
  const { store } = m
  return and(store, [
    someHit(m, walk, (hit) => hitIs(m, hit, wanted, typed)),
    not(
      store,
      someHit(m, walk, (hit) => and(store, [hitOf(m, hit, SCALARS), not(store, hitIs(m, hit, wanted, typed))])),
    ),
  ])
}

/** `item in walk`: item of a list, or part of the text where one value is found. */
export function walkContains(
  m: Machine,
  item: Value,
  walk: Walked,
  when: Formula,
  span: Span,
  fallback: Fallback,
): Truth {
  const { store } = m
  return found(
    m,
    walk,
    when,
    (some) => {
      if (item.type !== 'constant' || typeof item.value !== 'string')
        return unknownOrRaised(m, some, 'membership in deep_walk()', span)
      const wanted = item.value
      const single = oneHit(m, walk)
      const same = someHit(m, walk, (hit) => hitIs(m, hit, wanted))
      const part = someHit(m, walk, (hit) => hitHolds(m, hit, wanted, span))
      const noText = raiseNoText(m, walk, some, span)
      return decided(m, and(store, [some, not(store, noText)]), or(store, [same, and(store, [part, single])]))
    },
    otherwise(m, walk, fallback),
  )
}

/** isinstance(): several are a list; one is of its kind. */
export function walkInstance(
  m: Machine,
  walk: Walked,
  kinds: number,
  isList: boolean,
  when: Formula,
  fallback: Fallback,
): Truth {
  const { store } = m
  return found(
    m,
    walk,
    when,
    (some) => {
      const single = oneHit(m, walk)
      const ofKind = kinds === 0 ? FALSE : and(store, [single, someHit(m, walk, (hit) => hitOf(m, hit, kinds))])
      return decided(m, some, isList ? or(store, [not(store, single), ofKind]) : ofKind)
    },
    otherwise(m, walk, fallback),
  )
}

/** any() and all() of several values; of one, which is text, its characters are true. */
export function walkQuantified(m: Machine, walk: Walked, isAny: boolean, when: Formula, span: Span): Truth {
  const { store } = m
  return found(
    m,
    walk,
    when,
    (some) => {
      const single = oneHit(m, walk)
      const noText = raiseNoText(m, walk, some, span)
      const live = and(store, [some, not(store, noText)])
      const text = and(store, [live, single])
      const many = and(store, [live, not(store, single)])
      const nonEmpty = someHit(m, walk, (hit) => hitTruth(m, hit))
      const ofText: Truth = isAny ? decided(m, text, nonEmpty) : decided(m, text, not(store, FALSE))
      const anyFalse = someHit(m, walk, (hit) => and(store, [hitOf(m, hit, SCALARS), not(store, hitTruth(m, hit))]))
      const ofMany = isAny ? decided(m, many, nonEmpty) : flip(decided(m, many, anyFalse))
      return joined(m, ofText, ofMany)
    },
    (none) => {
      const isEmpty = walk.fallback.every(({ value }) => value.type === 'items' && value.items.length === 0)
      if (isEmpty) return isAny ? { yes: FALSE, no: none } : { yes: none, no: FALSE }
      return unknownOrRaised(m, none, 'any() of the default of deep_walk()', span)
    },
  )
}
