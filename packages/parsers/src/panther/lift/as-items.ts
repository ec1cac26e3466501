import { each } from './access.js'
import type { Arguments } from './call.js'
import { type Formula, TRUE } from './formula-node.js'
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
      case 'items':
        return one(when, { ...value, kind })
      case 'dict':
        return one(when, { type: 'items', kind, items: value.entries.map(([key]) => one(TRUE, constant(key))) })
      case 'many':
        return one(when, { ...value, unique: value.unique || kind === 'set' })
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
