import type { Arguments } from './call.js'
import { and, not, or, some } from './formula.js'
import { FALSE, type Formula } from './formula-node.js'
import { decided, joined, type Machine, raise, restrict, type Truth, truthValues } from './machine.js'
import type { CallExpression as Call } from './syntax.js'
import { truthOf } from './truth.js'
import { unknownOrRaised } from './unknown-or-raised.js'
import type { Values } from './value.js'
import { walkQuantified } from './walk-tests.js'

/** any() and all() of what is at hand: of a generator see loops.ts. */
export function quantify(m: Machine, quantifier: 'any' | 'all', args: Arguments, live: Formula, call: Call): Values {
  const isAny = quantifier === 'any'
  return truthValues(
    joined(
      m,
      ...restrict(m, args.plain[0] ?? [], live).map(({ when, value }): Truth => {
        switch (value.type) {
          case 'items': {
            const ended: Formula[] = []
            let now: Formula = when
            for (const item of value.items) {
              const truth = truthOf(m, restrict(m, item, now), call.span)
              ended.push(isAny ? truth.yes : truth.no)
              now = isAny ? truth.no : truth.yes
            }
            const end = or(m.store, ended)
            return isAny ? { yes: end, no: now } : { yes: now, no: end }
          }
          case 'picked': {
            const yes = or(
              m.store,
              value.items.map(({ when: there, item }) =>
                and(m.store, [there, isAny ? truthOf(m, item, call.span).yes : truthOf(m, item, call.span).no]),
              ),
            )
            return isAny ? decided(m, when, yes) : decided(m, when, not(m.store, yes))
          }
          case 'many': {
            const truth = truthOf(m, value.element, call.span)
            const found = some(m.store, value.scope, and(m.store, [value.filter, isAny ? truth.yes : truth.no]))
            return isAny ? decided(m, when, found) : decided(m, when, not(m.store, found))
          }
          case 'walk':
            return walkQuantified(m, value, isAny, when, call.span)
          case 'constant':
          case 'number':
            if (value.type === 'constant' && typeof value.value === 'string') return { yes: when, no: FALSE }
            raise(m, when, 'TypeError', call.span)
            return { yes: FALSE, no: FALSE }
          case 'unknown':
            return unknownOrRaised(m, when, value.reason, call.span, value.raises)
          default:
            return unknownOrRaised(m, when, `${quantifier}() of ${value.type}`, call.span)
        }
      }),
    ),
  )
}
