import { each, onlyConstant } from './access.js'
import type { Arguments } from './call.js'
import { pythonEquals } from './compare-values.js'
import { or } from './formula.js'
import { FALSE, type Formula, KIND, TRUE } from './formula-node.js'
import { byKind, constant, type Machine, one, raise, restrict, unknownValues, use } from './machine.js'
import type { CallExpression as Call } from './syntax.js'
import type { Values } from './value.js'

/** len(): of lists it counts, null included, so that must be said. */
export function length(m: Machine, args: Arguments, live: Formula, call: Call): Values {
  return each(restrict(m, args.plain[0] ?? [], live), (value, when): Values => {
    switch (value.type) {
      case 'items':
        return value.kind === 'set' ? sizeOfSet(m, value.items, when, call) : one(when, constant(value.items.length))
      case 'dict':
        return one(when, constant(value.entries.length))
      case 'constant':
        if (typeof value.value === 'string') return one(when, constant([...value.value].length))
        raise(m, when, 'TypeError', call.span)
        return []
      case 'text':
        return one(when, { type: 'number', of: { op: 'length', node: value.node, steps: value.steps } })
      case 'pieces': {
        const { node, steps } = value.text
        return one(when, { type: 'number', of: { op: 'pieces', node, steps, separator: value.separator } })
      }
      case 'many':
        if (value.unique) return unknownValues(m, when, 'the size of a set', call.span)
        return one(when, { type: 'number', of: { op: 'size', scope: value.scope, filter: value.filter } })
      case 'node': {
        const [text, list, empty, noObject, object, other] = byKind(m, when, value.node, value.mask, [
          KIND.string,
          KIND.array,
          KIND.emptyArray,
          KIND.emptyObject,
          KIND.object,
          KIND.number | KIND.boolean,
        ]) as [Formula, Formula, Formula, Formula, Formula, Formula]
        raise(m, other, 'TypeError', call.span)
        const scope = m.scopeOf(value.node)
        use(m, value.node, 'list')
        if (list !== FALSE) m.nulls.set(scope.id, value.node)
        return [
          ...one(text, { type: 'number', of: { op: 'length', node: value.node, steps: [] } }),
          ...one(list, { type: 'number', of: { op: 'size', scope, filter: TRUE } }),
          ...one(or(m.store, [empty, noObject]), constant(0)),
          ...unknownValues(m, object, 'the length of an object', call.span),
        ]
      }
      case 'unknown':
        return unknownValues(m, when, value.reason, call.span, value.raises)
      case 'number':
        raise(m, when, 'TypeError', call.span)
        return []
      default:
        return unknownValues(m, when, `len() of ${value.type}`, call.span)
    }
  })
}

/** Equal items are one. */
function sizeOfSet(m: Machine, items: readonly Values[], when: Formula, call: Call): Values {
  if (items.length < 2) return one(when, constant(items.length))
  const known = items.map(onlyConstant)
  if (known.some((item) => item === undefined)) return unknownValues(m, when, 'the size of a set', call.span)
  const distinct = known.filter(
    (item, i) => !known.slice(0, i).some((before) => pythonEquals(before?.value ?? null, item?.value ?? null)),
  )
  return one(when, constant(distinct.length))
}
