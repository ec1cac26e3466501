import type { Span } from '@ruleglot/core'
import type { Comprehension } from './comprehension.js'
import { and, not, or, some } from './formula.js'
import { FALSE, type Formula, TRUE } from './formula-node.js'
import { alone, bound, inScope, orderOf } from './in-scope.js'
import { flip, joined, type Machine, raise, restrict, type Truth } from './machine.js'
import { type Turns, turnsOf } from './turns.js'
import { unknownOrRaised } from './unknown-or-raised.js'
import type { Names, Values } from './value.js'

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
function anyTurn(m: Machine, turns: Turns, turn: (element: Values, when: Formula) => Truth, span: Span): Truth {
  const { when } = turns
  const { store } = m
  switch (turns.kind) {
    case 'fixed': {
      let now: Formula = when
      const found: Formula[] = []
      for (const [i, item] of turns.items.entries()) {
        if (now === FALSE) break
        m.sites.push(i)
        const truth = turn(restrict(m, item, now), now)
        m.sites.pop()
        found.push(truth.yes)
        now = truth.no
      }
      return { yes: or(store, found), no: now }
    }
    case 'picked': {
      let now: Formula = when
      const found: Formula[] = []
      for (const [i, { when: there, item }] of turns.items.entries()) {
        const here = and(store, [now, there])
        m.sites.push(i)
        const truth = turn(restrict(m, item, here), here)
        m.sites.pop()
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
      return unknownOrRaised(m, when, 'a loop over the characters of a text or the keys of an object', span)
    }
    case 'unknown':
      return unknownOrRaised(m, when, turns.reason, span, turns.raises)
  }
}
