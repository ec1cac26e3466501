import { each } from './access.js'
import { MUTATING } from './changed-globals.js'
import { evaluate } from './evaluate.js'
import type { Frame } from './frames.js'
import { hashed, hashedItems } from './hashed.js'
import { covered, current, type Machine, markChanged, one, restrict, unknownValues } from './machine.js'
import type { Expression } from './syntax.js'

/** `list.append(x)` and `dict.update({...})` on our own lists and dicts. */
export function append(m: Machine, expression: Expression, frame: Frame): boolean {
  if (expression.type !== 'call' || expression.function.type !== 'attribute') return false
  const { object, name } = expression.function
  if (object.type !== 'name' || !MUTATING.has(name)) return false
  const held = frame.names.own.get(object.name)
  if (held === undefined) return false
  const found = current(m, held, expression.span)
  const [argument] = expression.args
  const live = frame.live
  if (argument === undefined || expression.args.length > 1) {
    markChanged(m, found, live)
    frame.names.own.set(object.name, unknownValues(m, live, `${name}() of a list`, expression.span))
    return true
  }
  const given = evaluate(m, argument, frame.names, live)
  const values = name === 'add' ? hashed(m, given, expression.span) : given
  frame.live = covered(m, values)
  const changed = each(restrict(m, found, frame.live), (value, when) => {
    if (value.type === 'marker' && (name === 'append' || name === 'add'))
      return one(when, { type: 'appended', element: restrict(m, values, when) })
    if (value.type === 'items' && name === (value.kind === 'set' ? 'add' : 'append') && value.kind !== 'tuple') {
      return one(when, { ...value, items: [...value.items, restrict(m, values, when)] })
    }
    const only = values.length === 1 ? values[0]?.value : undefined
    if (
      value.type === 'items' &&
      only?.type === 'items' &&
      name === (value.kind === 'set' ? 'update' : 'extend') &&
      value.kind !== 'tuple'
    ) {
      const added = value.kind === 'set' ? hashedItems(m, only.items, when, expression.span) : undefined
      const items = [...value.items, ...(added?.items ?? only.items)]
      return one(added?.live ?? when, { ...value, items })
    }
    if (value.type === 'dict' && only?.type === 'dict' && name === 'update') {
      const keys = new Set(only.entries.map(([key]) => key))
      return one(when, { type: 'dict', entries: [...value.entries.filter(([key]) => !keys.has(key)), ...only.entries] })
    }
    return unknownValues(m, when, `${name}() of ${value.type}`, expression.span)
  })
  markChanged(m, found, live)
  frame.names.own.set(object.name, changed)
  return true
}
