import type { Span } from '@ruleglot/core'
import { or } from './formula.js'
import { FALSE, type Formula, type Scope, TRUE } from './formula-node.js'
import { assign, createFrame } from './frames.js'
import { unknown } from './literals.js'
import { type Machine, NONE, one, restrict, type Truth, textAt } from './machine.js'
import type { Expression } from './syntax.js'
import type { Turns } from './turns.js'
import type { Names, Values } from './value.js'

/** A turn for any item of a list: by itself, with what it raises apart. What null would do is found out as well. */
export function inScope(
  m: Machine,
  turns: Turns & { kind: 'list' },
  turn: (element: Values, when: Formula) => Truth,
): { readonly truth: Truth; readonly raised: Formula } {
  const depth = m.depth
  m.depth = turns.scope.depth
  const found = alone(m, () => turn(restrict(m, turns.element, turns.filter), turns.filter))
  if (turns.element.length === 1 && turns.element[0]?.value.type === 'node') {
    const opaque = new Map(m.opaque)
    const none = alone(m, () => turn(one(TRUE, NONE), TRUE))
    if (none.truth.yes !== FALSE || none.raised !== FALSE) rememberNulls(m, turns.scope)
    m.opaque.clear()
    for (const [key, value] of opaque) m.opaque.set(key, value)
  }
  m.depth = depth
  return found
}

export function alone(m: Machine, follow: () => Truth): { readonly truth: Truth; readonly raised: Formula } {
  const around = m.raised
  m.raised = []
  const truth = follow()
  const raised = or(
    m.store,
    m.raised.map(({ when }) => when),
  )
  m.raised = around
  return { truth, raised }
}

export function rememberNulls(m: Machine, scope: Scope): void {
  if (scope.list !== undefined) m.nulls.set(scope.id, scope.list)
}

/** Python stops at the first item that decides or raises; which comes first is not in the IR. */
export function orderOf(m: Machine, span: Span): Formula {
  const reason = 'an item may raise before or after the one that decides'
  const made = unknown(m.store, {
    text: `${textAt(m, span)}: order of the items`,
    reason,
    span,
    mark: `order ${m.steps}`,
  })
  if (made.op === 'unknown') m.opaque.set(made.atom, { span, reason })
  return made
}

export function bound(m: Machine, target: Expression, element: Values, names: Names, live: Formula, span: Span): Names {
  const frame = createFrame({ own: new Map(), outer: names }, live)
  assign(m, target, element, frame, span)
  return frame.names
}
