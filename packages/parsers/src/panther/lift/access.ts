import type { Span } from '@ruleglot/core'
import { compareValues, pythonEquals } from './compare-values.js'
import { and, not } from './formula.js'
import { FALSE, type Formula, KIND } from './formula-node.js'
import { is } from './literals.js'
import { byKind, constant, type Machine, NONE, one, raise, restrict } from './machine.js'
import { place } from './store.js'
import type { Value, Values } from './value.js'

export function each(values: Values, give: (value: Value, when: Formula) => Values): Values {
  return values.flatMap(({ when, value }) => give(value, when))
}

export function onlyConstant(values: Values): (Value & { type: 'constant' }) | undefined {
  const only = values.length === 1 ? values[0]?.value : undefined
  return only?.type === 'constant' ? only : undefined
}

/** What stands under a key of an object: with get() when it is missing, else the exception. */
export function member(
  m: Machine,
  value: Value & { type: 'node' },
  key: string,
  missing: Values | undefined,
  when: Formula,
  span: Span,
): Values {
  const { store } = m
  const child = place(store, value.node.scope, [...value.node.path, key], value.node.exact)
  const absent = and(store, [when, is(store, child, KIND.missing)])
  if (missing === undefined) raise(m, absent, 'KeyError', span)
  return [
    ...(missing === undefined ? [] : restrict(m, missing, absent)),
    ...one(and(store, [when, is(store, child, KIND.null)]), NONE),
    ...one(and(store, [when, is(store, child, PRESENT)]), { type: 'node', node: child, mask: PRESENT }),
  ]
}

export const PRESENT = ~(KIND.missing | KIND.null) & 511

/** What a dict gives for a key that is a field. */
export function entryOf(
  m: Machine,
  object: Value & { type: 'dict' },
  key: Value,
  missing: Values | undefined,
  when: Formula,
  span: Span,
): Values {
  let rest = when
  const found: { when: Formula; value: Value }[] = []
  if (key.type === 'node') {
    const [hashable, other] = byKind(m, when, key.node, key.mask, [
      KIND.string | KIND.number | KIND.boolean,
      ~(KIND.string | KIND.number | KIND.boolean),
    ])
    raise(m, other as Formula, 'TypeError', span)
    rest = hashable as Formula
  }
  // Of equal keys the last one counts, and True is 1.
  const entries = object.entries.filter(
    ([name], i) => !object.entries.slice(i + 1).some(([later]) => pythonEquals(name, later)),
  )
  for (const [name, values] of entries) {
    const { yes, no } = compareValues(m, '==', [{ when: rest, value: key }], one(rest, constant(name)), span)
    found.push(...restrict(m, values, yes))
    rest = no
    if (rest === FALSE) break
  }
  if (missing === undefined) raise(m, rest, 'KeyError', span)
  else found.push(...restrict(m, missing, rest))
  return found
}

/** Nested keys; null, missing and anything on the way that is no object give the default. */
export function deepGet(
  m: Machine,
  object: Value & { type: 'node' },
  keys: readonly string[],
  fallback: Values,
  live: Formula,
): Values {
  if (keys.length === 0) return one(live, object)
  const child = place(m.store, object.node.scope, [...object.node.path, ...keys], object.node.exact)
  const there = is(m.store, child, PRESENT)
  return [
    ...restrict(m, fallback, and(m.store, [live, not(m.store, there)])),
    ...one(and(m.store, [live, there]), { type: 'node', node: child, mask: PRESENT }),
  ]
}
