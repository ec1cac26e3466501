import type { Span } from '@ruleglot/core'
import { and, not, or, some } from './formula.js'
import { FALSE, type Formula, type Scope, TRUE } from './formula-node.js'
import { assign, createFrame } from './frames.js'
import { unknown } from './literals.js'
import {
  covered,
  flip,
  joined,
  type Machine,
  NONE,
  one,
  raise,
  restrict,
  type Truth,
  textAt,
  unknownTruth,
  unknownValues,
} from './machine.js'
import type { Expression } from './syntax.js'
import { type Turns, turnsOf } from './turns.js'
import type { Names, Values } from './value.js'

type Comprehension = Expression & { readonly type: 'comprehension' }

/** any() and all() of a generator, as Python goes through it: it stops at the first item that decides. */
export function quantified(
  m: Machine,
  quantifier: 'any' | 'all',
  generator: Comprehension,
  names: Names,
  live: Formula,
): Truth {
  const truth = anyClause(m, generator, 0, { own: new Map(), outer: names }, live, quantifier === 'all')
  return quantifier === 'any' ? truth : flip(truth)
}

/** `yes`: some item is true (false, when `negated`). */
function anyClause(
  m: Machine,
  generator: Comprehension,
  at: number,
  names: Names,
  live: Formula,
  negated: boolean,
): Truth {
  const clause = generator.clauses[at]
  if (clause === undefined) {
    const truth = m.follow.testOf(m, generator.element, names, live)
    return negated ? flip(truth) : truth
  }
  const over = m.follow.evaluate(m, clause.over, names, live)
  const turn = (element: Values, when: Formula): Truth => {
    const inner = bound(m, clause.target, element, names, when, generator.span)
    let now = when
    const skipped: Formula[] = []
    for (const one of clause.tests) {
      const truth = m.follow.testOf(m, one, inner, now)
      now = truth.yes
      skipped.push(truth.no)
    }
    const truth = anyClause(m, generator, at + 1, inner, now, negated)
    return { yes: truth.yes, no: or(m.store, [truth.no, ...skipped]) }
  }
  return joined(m, ...turnsOf(m, over, clause.over.span).map((turns) => anyTurn(m, turns, turn, generator.span)))
}

/** Whether some turn says yes. */
export function anyTurn(m: Machine, turns: Turns, turn: (element: Values, when: Formula) => Truth, span: Span): Truth {
  const { when } = turns
  const { store } = m
  switch (turns.kind) {
    case 'fixed': {
      let now: Formula = when
      const found: Formula[] = []
      for (const item of turns.items) {
        if (now === FALSE) break
        const truth = turn(restrict(m, item, now), now)
        found.push(truth.yes)
        now = truth.no
      }
      return { yes: or(store, found), no: now }
    }
    case 'picked': {
      let now: Formula = when
      const found: Formula[] = []
      for (const { when: there, item } of turns.items) {
        const here = and(store, [now, there])
        const truth = turn(restrict(m, item, here), here)
        found.push(truth.yes)
        now = or(store, [truth.no, and(store, [now, not(store, there)])])
      }
      return { yes: or(store, found), no: now }
    }
    case 'list': {
      const { truth, raised } = inScope(m, turns, turn)
      const hit = some(store, turns.scope, truth.yes)
      const fails = some(store, turns.scope, raised)
      if (fails === FALSE) return { yes: and(store, [when, hit]), no: and(store, [when, not(store, hit)]) }
      const order = orderOf(m, span)
      raise(m, and(store, [when, fails, or(store, [not(store, hit), not(store, order)])]), 'Exception', span)
      return {
        yes: and(store, [when, hit, or(store, [not(store, fails), order])]),
        no: and(store, [when, not(store, hit), not(store, fails)]),
      }
    }
    case 'texts': {
      const { truth, raised } = alone(m, () => turn(turns.element, TRUE))
      if (raised === TRUE) {
        raise(m, when, 'Exception', span)
        return { yes: FALSE, no: FALSE }
      }
      if (raised === FALSE && truth.yes === FALSE) return { yes: FALSE, no: when }
      return unknownTruth(m, when, 'a loop over the characters of a text or the keys of an object', span)
    }
    case 'unknown':
      return unknownTruth(m, when, turns.reason, span, turns.raises)
  }
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

export function rememberNulls(m: Machine, scope: Scope): void {
  if (scope.list !== undefined) m.nulls.set(scope.id, scope.list)
}

/** A turn for any item of a list: by itself, with what it raises apart. What null would do is found out as well. */
function inScope(
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

function bound(m: Machine, target: Expression, element: Values, names: Names, live: Formula, span: Span): Names {
  const frame = createFrame({ own: new Map(), outer: names }, live)
  assign(m, target, element, frame, span)
  return frame.names
}

/** A list, set or generator of its own. */
export function comprehension(m: Machine, expression: Comprehension, names: Names, live: Formula): Values {
  const { span } = expression
  const [clause, ...more] = expression.clauses
  if (clause === undefined || more.length > 0) return unknownValues(m, live, 'a list made of several lists', span)
  const inner: Names = { own: new Map(), outer: names }
  const over = m.follow.evaluate(m, clause.over, inner, live)
  const turn = (
    element: Values,
    when: Formula,
  ): { readonly kept: Formula; readonly left: Formula; readonly element: Values } => {
    const here = bound(m, clause.target, element, inner, when, span)
    let now = when
    const skipped: Formula[] = []
    for (const one of clause.tests) {
      const truth = m.follow.testOf(m, one, here, now)
      now = truth.yes
      skipped.push(truth.no)
    }
    const values = m.follow.evaluate(m, expression.element, here, now)
    const kept = covered(m, values)
    return { kept, left: or(m.store, [kept, ...skipped]), element: values }
  }
  if (expression.result === 'dict') return dictOf(m, expression, inner, over, live)
  return turnsOf(m, over, clause.over.span).flatMap((turns): Values => {
    const { when } = turns
    switch (turns.kind) {
      case 'fixed':
      case 'picked': {
        let now: Formula = when
        const items: { when: Formula; item: Values }[] = []
        const all = turns.kind === 'fixed' ? turns.items.map((item) => ({ when: TRUE as Formula, item })) : turns.items
        for (const { when: there, item } of all) {
          const here = and(m.store, [now, there])
          const found = turn(restrict(m, item, here), here)
          items.push({ when: found.kept, item: found.element })
          now = there === TRUE ? found.left : or(m.store, [found.left, and(m.store, [now, not(m.store, there)])])
        }
        const certain = items.filter((item) => item.when !== FALSE)
        if (certain.every((item) => and(m.store, [now, not(m.store, item.when)]) === FALSE)) {
          return one(now, {
            type: 'items',
            kind: expression.result === 'set' ? 'set' : 'list',
            items: certain.map(({ item }) => item),
          })
        }
        return one(now, { type: 'picked', items: certain })
      }
      case 'list': {
        let made: { kept: Formula; element: Values } = { kept: FALSE, element: [] }
        const { raised } = inScope(m, turns, (element, at) => {
          const found = turn(element, at)
          if (element.length === 0 || element[0]?.value.type !== 'constant') made = found
          return { yes: found.kept, no: FALSE }
        })
        const fails = some(m.store, turns.scope, raised)
        raise(m, and(m.store, [when, fails]), 'Exception', span)
        return one(and(m.store, [when, not(m.store, fails)]), {
          type: 'many',
          scope: turns.scope,
          filter: made.kept,
          element: made.element,
          unique: expression.result === 'set',
        })
      }
      case 'texts':
        return unknownValues(m, when, 'a list made of the characters of a text', span)
      default:
        return unknownValues(m, when, turns.reason, span, turns.raises)
    }
  })
}

function dictOf(m: Machine, expression: Comprehension, names: Names, over: Values, live: Formula): Values {
  const [clause] = expression.clauses
  const only = over.length === 1 ? over[0]?.value : undefined
  if (clause === undefined || only?.type !== 'items' || clause.tests.length > 0 || expression.value === undefined) {
    return unknownValues(m, live, 'a dict made of a list', expression.span)
  }
  const entries: (readonly [string | number | boolean | null, Values])[] = []
  for (const item of only.items) {
    const here = bound(m, clause.target, item, names, live, expression.span)
    const keys = m.follow.evaluate(m, expression.element, here, live)
    const key = keys.length === 1 ? keys[0]?.value : undefined
    if (key?.type !== 'constant') return unknownValues(m, live, 'a dict made of a list', expression.span)
    entries.push([key.value, m.follow.evaluate(m, expression.value, here, live)])
  }
  return one(live, { type: 'dict', entries })
}
