import { and, not, or, some } from './formula.js'
import { FALSE, type Formula, TRUE } from './formula-node.js'
import { hashed } from './hashed.js'
import { bound, inScope } from './in-scope.js'
import { covered, type Machine, one, raise, restrict, unknownValues } from './machine.js'
import type { Expression } from './syntax.js'
import { turnsOf } from './turns.js'
import type { Names, Values } from './value.js'

export type Comprehension = Expression & { readonly type: 'comprehension' }

/** A list, set or generator of its own. */
export function comprehension(m: Machine, expression: Comprehension, names: Names, live: Formula): Values {
  const { span } = expression
  const [clause, ...more] = expression.clauses
  if (clause === undefined || more.length > 0) return unknownValues(m, live, 'a list made of several lists', span)
  const inner: Names = { own: new Map(), outer: names }
  const over = m.follow.evaluate(m, clause.over, inner, live)
  const turn = (element: Values, when: Formula): Turn => {
    const here = bound(m, clause.target, element, inner, when, span)
    let now = when
    const skipped: Formula[] = []
    for (const one of clause.tests) {
      const truth = m.follow.testOf(m, one, here, now)
      now = truth.yes
      skipped.push(truth.no)
    }
    const made = m.follow.evaluate(m, expression.element, here, now)
    const values = expression.result === 'set' ? hashed(m, made, span) : made
    const kept = covered(m, values)
    return { kept, left: or(m.store, [kept, ...skipped]), element: values }
  }
  if (expression.result === 'dict') return dictOf(m, expression, inner, over, live)
  const around = m.raised
  m.raised = []
  const found = made(m, expression, clause, over, turn)
  const raised = m.raised
  m.raised = around
  // Whoever asks a generator may stop before the item that raises.
  if (expression.result === 'generator' && raised.length > 0)
    return unknownValues(m, live, 'a generator that may raise', span)
  m.raised.push(...raised)
  return found
}

interface Turn {
  readonly kept: Formula
  readonly left: Formula
  readonly element: Values
}

function made(
  m: Machine,
  expression: Comprehension,
  clause: Comprehension['clauses'][number],
  over: Values,
  turn: (element: Values, when: Formula) => Turn,
): Values {
  const { span } = expression
  return turnsOf(m, over, clause.over.span).flatMap((turns): Values => {
    const { when } = turns
    switch (turns.kind) {
      case 'fixed':
      case 'picked': {
        let now: Formula = when
        const items: { when: Formula; item: Values }[] = []
        const all = turns.kind === 'fixed' ? turns.items.map((item) => ({ when: TRUE as Formula, item })) : turns.items
        for (const [i, { when: there, item }] of all.entries()) {
          const here = and(m.store, [now, there])
          m.sites.push(i)
          const found = turn(restrict(m, item, here), here)
          m.sites.pop()
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
