import type { Span } from '@ruleglot/core'
import { entryOf, member } from './access.js'
import { pythonEquals } from './compare-values.js'
import { and, or } from './formula.js'
import { FALSE, type Formula, KIND } from './formula-node.js'
import { is } from './literals.js'
import { byKind, constant, type Machine, one, raise, restrict, unknownValues, use } from './machine.js'
import { pieceOf } from './methods.js'
import { isAscii } from './text-test.js'
import type { Value, Values } from './value.js'

/** `object[key]`. */
export function indexed(m: Machine, object: Value, key: Value, when: Formula, span: Span): Values {
  if (object.type === 'unknown') return unknownValues(m, when, object.reason, span, object.raises)
  const fail = (error: string, at: Formula = when): Values => {
    raise(m, at, error, span)
    return []
  }
  switch (object.type) {
    case 'node': {
      const groups = byKind(m, when, object.node, object.mask, [
        KIND.object | KIND.emptyObject,
        KIND.array,
        KIND.emptyArray,
        KIND.string,
        KIND.number | KIND.boolean,
      ])
      const [dictionary, list, empty, text, other] = groups as [Formula, Formula, Formula, Formula, Formula]
      fail('TypeError', other)
      if (key.type === 'constant' && typeof key.value === 'string') {
        use(m, object.node, 'object')
        fail('TypeError', or(m.store, [list, empty, text]))
        return dictionary === FALSE ? [] : member(m, object, key.value, undefined, dictionary, span)
      }
      if (key.type === 'constant' && typeof key.value === 'number' && Number.isInteger(key.value)) {
        fail('IndexError', empty)
        // The event's objects lower-case the key they look for, where they have any.
        fail('KeyError', and(m.store, [dictionary, is(m.store, object.node, KIND.emptyObject)]))
        fail('AttributeError', and(m.store, [dictionary, is(m.store, object.node, KIND.object)]))
        return [...itemOf(m, object, key.value, list, span), ...unknownValues(m, text, 'a character of a text', span)]
      }
      return unknownValues(m, when, 'a key that is not constant', span)
    }
    case 'dict': {
      if (key.type === 'constant') {
        const found = [...object.entries].reverse().find(([one]) => pythonEquals(one, key.value))
        return found === undefined ? fail('KeyError') : restrict(m, found[1], when)
      }
      return entryOf(m, object, key, undefined, when, span)
    }
    case 'items': {
      if (key.type !== 'constant' || typeof key.value !== 'number')
        return unknownValues(m, when, 'an index that is not constant', span)
      const found = object.items[key.value < 0 ? object.items.length + key.value : key.value]
      return found === undefined ? fail('IndexError') : restrict(m, found, when)
    }
    case 'constant':
      if (
        typeof object.value === 'string' &&
        isAscii(object.value) &&
        key.type === 'constant' &&
        typeof key.value === 'number'
      ) {
        const found = object.value[key.value < 0 ? object.value.length + key.value : key.value]
        return found === undefined ? fail('IndexError') : one(when, constant(found))
      }
      return object.value === null ? fail('TypeError') : unknownValues(m, when, 'an index of a constant', span)
    case 'object':
      return unknownValues(m, when, `an index of ${object.what}`, span)
    case 'pieces':
      if (key.type === 'constant' && typeof key.value === 'number') return pieceOf(m, object, key.value, when, { span })
      return unknownValues(m, when, 'an index that is not constant', span)
    case 'format':
    case 'many':
    case 'walk':
    case 'text':
    case 'numberText':
    case 'containerText':
    case 'someText':
      return unknownValues(m, when, `an index of ${object.type}`, span)
    default:
      return unknownValues(m, when, 'an index', span)
  }
}

/** One item of a list by its number. */
function itemOf(m: Machine, object: Value & { type: 'node' }, index: number, when: Formula, span: Span): Values {
  void object
  void index
  return unknownValues(m, when, 'one item of a list by its number', span)
}

type Bounds = readonly ((Value & { type: 'constant' }) | undefined)[]

export function sliced(m: Machine, object: Value, bounds: Bounds, when: Formula, span: Span): Values {
  const numbers = bounds.map((bound) => (bound === undefined ? undefined : bound.value))
  if (numbers.every((bound) => bound === undefined || typeof bound === 'number')) {
    const [from, to, by] = numbers as (number | undefined)[]
    if (by === undefined && object.type === 'items')
      return one(when, { ...object, items: object.items.slice(from, to) })
    if (by === undefined && object.type === 'constant' && typeof object.value === 'string' && isAscii(object.value)) {
      return one(when, constant(object.value.slice(from, to)))
    }
  }
  return unknownValues(m, when, 'a part of a text or list', span)
}
