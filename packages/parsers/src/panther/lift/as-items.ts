import { each } from './access.js'
import type { Arguments } from './call.js'
import { and, not, some } from './formula.js'
import { FALSE, type Formula, TRUE } from './formula-node.js'
import { hashed, hashedItems } from './hashed.js'
import { alone } from './in-scope.js'
import { constant, type Machine, one, raise, restrict, unknownValues } from './machine.js'
import type { CallExpression as Call } from './syntax.js'
import type { Values } from './value.js'

/** list(), tuple(), set() and sorted(). */
export function asItems(
  m: Machine,
  kind: 'list' | 'tuple' | 'set',
  args: Arguments,
  live: Formula,
  call: Call,
): Values {
  const [only] = args.plain
  if (only === undefined) return one(live, { type: 'items', kind, items: [] })
  return each(restrict(m, only, live), (value, when): Values => {
    switch (value.type) {
      case 'items': {
        if (kind !== 'set') return one(when, { ...value, kind })
        const { items, live: left } = hashedItems(m, value.items, when, call.span)
        return one(left, { type: 'items', kind, items })
      }
      case 'dict':
        return one(when, { type: 'items', kind, items: value.entries.map(([key]) => one(TRUE, constant(key))) })
      case 'many': {
        if (kind !== 'set' || value.unique) return one(when, value)
        const { raised } = alone(m, () => {
          hashed(m, restrict(m, value.element, value.filter), call.span)
          return { yes: FALSE, no: FALSE }
        })
        const fails = some(m.store, value.scope, raised)
        raise(m, and(m.store, [when, fails]), 'TypeError', call.span)
        return one(and(m.store, [when, not(m.store, fails)]), { ...value, unique: true })
      }
      case 'picked':
        return one(when, value)
      case 'unknown':
        return unknownValues(m, when, value.reason, call.span, value.raises)
      case 'constant':
        if (typeof value.value === 'string')
          return one(when, { type: 'items', kind, items: [...value.value].map((char) => one(TRUE, constant(char))) })
        raise(m, when, 'TypeError', call.span)
        return []
      default:
        return unknownValues(m, when, `${kind}() of ${value.type}`, call.span)
    }
  })
}
