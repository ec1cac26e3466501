import type { Span } from '@ruleglot/core'
import { and, not, or } from './formula.js'
import { FALSE, type Formula, LISTS, OBJECTS } from './formula-node.js'
import { byKind, covered, type Machine, one, raise, use } from './machine.js'
import type { Value, Values } from './value.js'
import { severalHits } from './walk-tests.js'

/** The values that Python can look up in a set or a dict: lists, sets and objects have no hash, and raise. */
export function hashed(m: Machine, values: Values, span: Span): Values {
  return values.flatMap(({ when, value }) => {
    const fails = unhashable(m, value, when)
    raise(m, fails, 'TypeError', span)
    return fails === FALSE ? one(when, value) : one(and(m.store, [when, not(m.store, fails)]), value)
  })
}

/** Where the value has no hash. A tuple has one when all of its items have. */
export function unhashable(m: Machine, value: Value, when: Formula): Formula {
  switch (value.type) {
    case 'node':
      use(m, value.node, 'plain')
      return byKind(m, when, value.node, value.mask, [LISTS | OBJECTS])[0] as Formula
    case 'walk':
      // Several values are a list.
      return and(m.store, [when, severalHits(m, value)])
    case 'items':
      return value.kind === 'tuple' ? anyUnhashable(m, value.items, when) : when
    case 'dict':
    case 'many':
    case 'picked':
    case 'pieces':
      return when
    default:
      return FALSE
  }
}

function anyUnhashable(m: Machine, items: readonly Values[], when: Formula): Formula {
  return or(
    m.store,
    items.flatMap((values) =>
      values.map(({ when: there, value }) => unhashable(m, value, and(m.store, [when, there]))),
    ),
  )
}

/** The items of a set that is written down, each of them hashed; where one raises nothing goes on. */
export function hashedItems(
  m: Machine,
  items: readonly Values[],
  live: Formula,
  span: Span,
): { readonly items: readonly Values[]; readonly live: Formula } {
  let now = live
  const kept = items.map((item) => {
    const values = hashed(
      m,
      item.map(({ when, value }) => ({ when: and(m.store, [now, when]), value })),
      span,
    )
    now = covered(m, values)
    return values
  })
  return { items: kept, live: now }
}
