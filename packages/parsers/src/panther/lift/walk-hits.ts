import type { Scalar, Span } from '@ruleglot/core'
import { and, countOf, not, or, some } from './formula.js'
import { FALSE, type Formula, KIND, type Place, possible, SCALARS, scopeOf, TRUE } from './formula-node.js'
import { is, isIn } from './literals.js'
import { type Machine, use } from './machine.js'
import { place } from './store.js'
import { textFits } from './text-test.js'
import type { Value, Values } from './value.js'

export type Walked = Value & { readonly type: 'walk' }

/** What deep_walk() finds in one item: a value at a place, or a constant of its default. */
export type Hit = { readonly node: Place; readonly mask: number } | { readonly value: Scalar | null }

/** Some value that deep_walk() finds satisfies. Lists at the end of the path are opened once, as it does. */
export function someHit(m: Machine, walk: Walked, test: (hit: Hit) => Formula): Formula {
  const inItem = or(
    m.store,
    walk.element.map(({ when, value }) => and(m.store, [when, inValue(m, value, test, walk.scope.depth)])),
  )
  return some(m.store, walk.scope, inItem)
}

function inValue(m: Machine, value: Value, test: (hit: Hit) => Formula, depth: number): Formula {
  const { store } = m
  switch (value.type) {
    case 'constant':
      return value.value === null ? FALSE : test({ value: value.value })
    case 'items':
      return or(
        store,
        value.items.flatMap((item) => item.map((one) => inValue(m, one.value, test, depth))),
      )
    case 'walk': {
      const found = someHit(m, value, test)
      const none = not(
        store,
        someHit(m, value, () => TRUE),
      )
      const other = value.fallback.map((one) => and(store, [one.when, inValue(m, one.value, test, depth)]))
      return or(store, [found, and(store, [none, or(store, other)])])
    }
    case 'node': {
      const plain = and(store, [
        is(store, value.node, value.mask & ~KIND.array),
        test({ node: value.node, mask: value.mask & ~KIND.array }),
      ])
      if ((value.mask & KIND.array) === 0) return plain
      use(m, value.node, 'walk')
      const scope = scopeOf(value.node, depth + 1)
      m.nulls.set(scope.id, value.node)
      const item = place(store, scope, [], true)
      return or(store, [plain, some(store, scope, test({ node: item, mask: possible(item) }))])
    }
    default:
      return FALSE
  }
}

/** The value is of one of the kinds. */
export function hitOf(m: Machine, hit: Hit, kinds: number): Formula {
  if ('value' in hit) return (kindOfConstant(hit.value) & kinds) !== 0 ? TRUE : FALSE
  return is(m.store, hit.node, hit.mask & kinds)
}

function kindOfConstant(value: Scalar | null): number {
  if (value === null) return KIND.null
  return typeof value === 'string' ? KIND.string : typeof value === 'number' ? KIND.number : KIND.boolean
}

/** Python's `==` with a constant. `typed`: `is`, which tells True from 1. */
export function hitIs(m: Machine, hit: Hit, wanted: Scalar, typed = false): Formula {
  const alike = (value: Scalar): readonly Scalar[] => {
    if (typed) return [value]
    if (value === true || value === 1) return [true, 1]
    return value === false || value === 0 ? [false, 0] : [value]
  }
  if ('value' in hit) return hit.value !== null && alike(wanted).includes(hit.value) ? TRUE : FALSE
  return isIn(m.store, hit.node, alike(wanted))
}

export function hitHolds(m: Machine, hit: Hit, wanted: string, span: Span): Formula {
  if ('value' in hit) return typeof hit.value === 'string' && hit.value.includes(wanted) ? TRUE : FALSE
  return and(m.store, [
    is(m.store, hit.node, KIND.string & hit.mask),
    textFits(m, { node: hit.node, steps: [] }, wanted, 'part', span),
  ])
}

export function hitTruth(m: Machine, hit: Hit): Formula {
  if ('value' in hit)
    return hit.value !== null && hit.value !== '' && hit.value !== 0 && hit.value !== false ? TRUE : FALSE
  const falsy = isIn(m.store, hit.node, ['', 0, false])
  return and(m.store, [is(m.store, hit.node, SCALARS & hit.mask), not(m.store, falsy)])
}

export function anyHit(m: Machine, walk: Walked): Formula {
  return someHit(m, walk, () => TRUE)
}

/** Not more than one value is found, where no two are equal. */
export function oneHit(m: Machine, walk: Walked): Formula {
  const { store } = m
  const inItem: Formula[] = []
  const severalInItem: Formula[] = []
  for (const { when, value } of walk.element) {
    inItem.push(and(store, [when, inValue(m, value, () => TRUE, walk.scope.depth)]))
    severalInItem.push(and(store, [when, severalIn(m, value, walk)]))
  }
  return and(store, [
    countOf(store, walk.scope, or(store, inItem), 'eq', 1, walk.node),
    not(store, some(store, walk.scope, or(store, severalInItem))),
  ])
}

function severalIn(m: Machine, value: Value, { scope, node }: Walked): Formula {
  const { store } = m
  if (value.type === 'walk') return and(store, [anyHit(m, value), not(store, oneHit(m, value))])
  if (value.type !== 'node' || (value.mask & KIND.array) === 0) return FALSE
  return countOf(store, scopeOf(value.node, scope.depth + 1), TRUE, 'gt', 1, node)
}

/** What one item gives is a list of its own, which is opened. */
export function someList(m: Machine, walk: Walked): Formula {
  const { store } = m
  const lists = walk.element.map(({ when, value }) =>
    value.type === 'node' ? and(store, [when, is(store, value.node, value.mask & KIND.array)]) : FALSE,
  )
  return some(store, walk.scope, or(store, lists))
}

/** The values that a loop goes through where there are several; undefined where they stand in lists of their own. */
export function hitValues(walk: Walked): Values | undefined {
  const found: { when: Formula; value: Value }[] = []
  for (const { when, value } of walk.element) {
    if (value.type === 'constant' && value.value === null) continue
    if (value.type === 'items' && value.items.length === 0) continue
    if (value.type === 'node') found.push({ when, value: { ...value, mask: value.mask & SCALARS } })
    else if (value.type === 'constant') found.push({ when, value })
    else return undefined
  }
  return found
}
