import type { Span } from '@ruleglot/core'
import { and, not, or } from './formula.js'
import { FALSE, type Formula, TRUE } from './formula-node.js'
import { current, type Machine, markChanged, one, raise, restrict, unknownValues } from './machine.js'
import type { Expression } from './syntax.js'
import type { Names, Value, Values } from './value.js'

/** A function, or a part of one, while it is followed: where it still goes on, and what it has given on other ways. */
export interface Frame {
  names: Names
  live: Formula
  readonly returned: { when: Formula; value: Value }[]
  /** Ways that have left the innermost loop, and ways that have gone on to its next item. */
  readonly broke: Exit[]
  readonly continued: Exit[]
}

export interface Exit {
  readonly live: Formula
  readonly names: Names
}

export function createFrame(names: Names, live: Formula): Frame {
  return { names, live, returned: [], broke: [], continued: [] }
}

/** The same place with names of its own, so that what it assigns can be joined later. */
export function fork(frame: Frame, live: Formula): Frame {
  const { own, outer } = frame.names
  return { ...frame, names: { own: new Map(own), outer }, live }
}

export function join(
  m: Machine,
  frame: Frame,
  before: Names,
  after: readonly Exit[],
  started: readonly Formula[],
): void {
  const { store } = m
  const unchanged = after.every(({ live }, i) => live === started[i])
  const living = after.filter(({ live }) => live !== FALSE)
  const [only] = living
  const names = new Set(living.flatMap(({ names: { own } }) => [...own.keys()]))
  for (const name of names) {
    const first = only?.names.own.get(name)
    if (first !== undefined && living.every(({ names: { own } }) => own.get(name) === first)) {
      before.own.set(name, first)
      continue
    }
    before.own.set(
      name,
      living.flatMap(({ names: { own }, live }) => restrict(m, own.get(name) ?? one(TRUE, { type: 'unbound' }), live)),
    )
  }
  frame.live = or(store, unchanged ? started : after.map(({ live }) => live))
}

export function assign(m: Machine, target: Expression, values: Values, frame: Frame, span: Span): void {
  switch (target.type) {
    case 'name':
      frame.names.own.set(target.name, values)
      return
    case 'tuple':
    case 'list': {
      const parts = target.items.map((): { when: Formula; value: Value }[] => [])
      for (const { when, value } of values) {
        if (value.type === 'items' && value.kind !== 'set' && value.items.length === parts.length) {
          for (const [i, item] of value.items.entries()) parts[i]?.push(...restrict(m, item, when))
        } else {
          const found = unknownValues(m, when, 'several names assigned at once', span)
          for (const part of parts) part.push(...found)
        }
      }
      for (const [i, item] of target.items.entries()) assign(m, item, parts[i] as Values, frame, span)
      return
    }
    case 'index': {
      // A dict of our own gets an entry; anything else is no longer known.
      const { object, index } = target
      const keys = m.follow.evaluate(m, index, frame.names, frame.live)
      const key = keys.length === 1 ? keys[0]?.value : undefined
      const objects = m.follow.evaluate(m, object, frame.names, frame.live)
      // An event cannot be changed, and nothing in it.
      for (const { when, value } of objects) {
        if (value.type !== 'node' || value.raw === true) continue
        raise(m, and(m.store, [frame.live, when]), 'TypeError', span)
        frame.live = and(m.store, [frame.live, not(m.store, when)])
      }
      if (frame.live === FALSE) return
      const own = object.type === 'name' ? frame.names.own.get(object.name) : undefined
      if (object.type !== 'name' || own === undefined) {
        markChanged(m, objects, frame.live)
        return
      }
      const found = current(m, own, span)
      markChanged(m, found, frame.live)
      const known = found.length === 1 ? found[0]?.value : undefined
      if (known?.type === 'dict' && key?.type === 'constant') {
        const entries = known.entries.filter(([name]) => name !== key.value)
        frame.names.own.set(object.name, one(frame.live, { type: 'dict', entries: [...entries, [key.value, values]] }))
      } else {
        frame.names.own.set(object.name, unknownValues(m, frame.live, 'an entry that is not known', span))
      }
      return
    }
    default:
      return
  }
}
