import { and, not } from './formula.js'
import { type Formula, KIND, LISTS, OBJECTS } from './formula-node.js'
import { isIn } from './literals.js'
import { byKind, constant, type Machine, one, unknownValues } from './machine.js'
import type { CallExpression as Call } from './syntax.js'
import type { Value, Values } from './value.js'

/** str(): numbers and containers are texts of which only some is known. */
export function asText(m: Machine, value: Value, when: Formula, call: Call): Values {
  switch (value.type) {
    case 'constant':
      if (typeof value.value === 'string') return one(when, value)
      if (value.value === null) return one(when, constant('None'))
      if (typeof value.value === 'boolean') return one(when, constant(value.value ? 'True' : 'False'))
      return Number.isInteger(value.value) && value.float !== true
        ? one(when, constant(String(value.value)))
        : unknownValues(m, when, 'the text of a fraction', call.span)
    case 'node': {
      const [text, boolean, number, container] = byKind(m, when, value.node, value.mask, [
        KIND.string,
        KIND.boolean,
        KIND.number,
        LISTS | OBJECTS,
      ]) as [Formula, Formula, Formula, Formula]
      const yes = isIn(m.store, value.node, [true])
      return [
        ...one(text, { type: 'node', node: value.node, mask: KIND.string }),
        ...one(and(m.store, [boolean, yes]), constant('True')),
        ...one(and(m.store, [boolean, not(m.store, yes)]), constant('False')),
        ...one(number, { type: 'numberText', node: value.node }),
        ...one(container, { type: 'containerText', node: value.node }),
      ]
    }
    case 'text':
    case 'numberText':
    case 'containerText':
    case 'format':
    case 'someText':
      return one(when, value)
    case 'unknown':
      return unknownValues(m, when, value.reason, call.span, value.raises)
    default:
      return unknownValues(m, when, `str() of ${value.type}`, call.span)
  }
}
