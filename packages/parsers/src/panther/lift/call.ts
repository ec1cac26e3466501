import { each } from './access.js'
import { builtinCall } from './builtins.js'
import { or } from './formula.js'
import { FALSE, type Formula, TRUE } from './formula-node.js'
import { createFrame } from './frames.js'
import { quantified } from './loops.js'
import { covered, type Machine, NONE, one, raise, truthValues, unknownValues } from './machine.js'
import { methodCall } from './methods.js'
import { readsNamed } from './named-arguments.js'
import type { CallExpression as Call } from './syntax.js'
import type { Names, Value, Values } from './value.js'

/** The arguments of a call, evaluated. */
export interface Arguments {
  readonly plain: readonly Values[]
  readonly named: ReadonlyMap<string, Values>
}

const MOST_CALLS = 25

export function callValue(m: Machine, call: Call, names: Names, live: Formula): Values {
  const { span } = call
  const called = m.follow.evaluate(m, call.function, names, live)
  return each(called, (value, when) => {
    if (value.type === 'unknown') return unknownValues(m, when, value.reason, span, value.raises)
    if (value.type === 'builtin' && (value.name === 'any' || value.name === 'all')) {
      const [generator] = call.args
      if (generator?.type === 'comprehension' && generator.result === 'generator') {
        return truthValues(quantified(m, value.name, generator, names, when))
      }
    }
    const args = readArguments(m, value.type === 'builtin' ? goneThrough(value.name, call) : call, names, when)
    if (args === undefined) return unknownValues(m, when, 'arguments with stars', span)
    const { values, now } = args
    if (now === FALSE) return []
    if (value.type === 'function') return callFunction(m, value, values, now, call)
    if (value.type === 'builtin') {
      return readsNamed('function', value.name, values)
        ? builtinCall(m, value.name, values, now, call, names)
        : unknownValues(m, now, `this use of ${value.name}()`, span)
    }
    if (value.type === 'method') {
      return value.object.type === 'unknown' || readsNamed('method', value.name, values)
        ? methodCall(m, value.object, value.name, values, now, call)
        : unknownValues(m, now, `this use of ${value.name}()`, span)
    }
    if (value.type === 'node' || value.type === 'constant') {
      raise(m, now, 'TypeError', span)
      return []
    }
    return unknownValues(m, now, `a call of ${value.type}`, span)
  })
}

/** These go through a generator to its end, as through a list. */
const TO_THE_END: ReadonlySet<string> = new Set(['list', 'tuple', 'set', 'frozenset', 'sorted', 'sum', 'min', 'max'])

function goneThrough(name: string, call: Call): Call {
  if (!TO_THE_END.has(name)) return call
  const list = (arg: Call['args'][number]): Call['args'][number] =>
    arg.type === 'comprehension' && arg.result === 'generator' ? { ...arg, result: 'list' } : arg
  return { ...call, args: call.args.map(list) }
}

function readArguments(
  m: Machine,
  call: Call,
  names: Names,
  live: Formula,
): { values: Arguments; now: Formula } | undefined {
  const plain: Values[] = []
  const named = new Map<string, Values>()
  let now = live
  for (const arg of call.args) {
    if (arg.type === 'star') {
      const values = m.follow.evaluate(m, arg.value, names, now)
      const only = values.length === 1 ? values[0]?.value : undefined
      if (arg.sign === '*' && only?.type === 'items') {
        for (const item of only.items) plain.push(item)
        continue
      }
      if (arg.sign === '**' && only?.type === 'dict') {
        for (const [key, value] of only.entries) named.set(String(key), value)
        continue
      }
      return undefined
    }
    const values = m.follow.evaluate(m, arg, names, now)
    now = covered(m, values)
    plain.push(values)
  }
  for (const [name, arg] of call.named) {
    const values = m.follow.evaluate(m, arg, names, now)
    now = covered(m, values)
    named.set(name, values)
  }
  return { values: { plain, named }, now }
}

/** A function of the rule or of a module it imports, followed where it is called. */
export function callFunction(
  m: Machine,
  value: Value & { type: 'function' },
  { plain, named }: Arguments,
  live: Formula,
  call: Pick<Call, 'span'>,
): Values {
  const key = `${value.file} ${value.name}`
  if (m.calls.includes(key) && value.name !== 'lambda')
    return unknownValues(m, live, `${value.name}() calls itself`, call.span)
  if (m.calls.length >= MOST_CALLS) return unknownValues(m, live, 'functions call each other too deeply', call.span)
  const own = new Map<string, Values>()
  const rest = [...plain]
  const left = new Map(named)
  for (const parameter of value.parameters) {
    if (parameter.star === '*')
      own.set(parameter.name, one(TRUE, { type: 'items', kind: 'tuple', items: rest.splice(0) }))
    else if (parameter.star === '**') {
      own.set(parameter.name, one(TRUE, { type: 'dict', entries: [...left] }))
      left.clear()
    } else {
      const given = rest.length > 0 ? rest.shift() : left.get(parameter.name)
      left.delete(parameter.name)
      if (given !== undefined) own.set(parameter.name, given)
      else if (parameter.value !== undefined)
        own.set(parameter.name, m.follow.evaluate(m, parameter.value, value.names, TRUE))
      else {
        raise(m, live, 'TypeError', call.span)
        return []
      }
    }
  }
  if (rest.length > 0 || left.size > 0) {
    raise(m, live, 'TypeError', call.span)
    return []
  }
  m.calls.push(key)
  m.sites.push(`${call.span.file} ${call.span.start}`)
  const inner: Names = { own, outer: value.names }
  let results: Values
  if ('expression' in value.body) results = m.follow.evaluate(m, value.body.expression, inner, live)
  else {
    const frame = createFrame(inner, live)
    m.follow.run(m, value.body.statements, frame)
    results = [...frame.returned, ...one(frame.live, NONE)]
  }
  m.calls.pop()
  m.sites.pop()
  return merged(m, results)
}

/** Equal constants are one alternative. */
export function merged(m: Machine, values: Values): Values {
  if (values.length < 2) return values
  const groups = new Map<string, { when: Formula; value: Value }[]>()
  const order: string[] = []
  for (const [i, found] of values.entries()) {
    const key = found.value.type === 'constant' ? JSON.stringify(found.value) : `${i}`
    const group = groups.get(key)
    if (group === undefined) {
      groups.set(key, [found])
      order.push(key)
    } else group.push(found)
  }
  return order.flatMap((key) => {
    const group = groups.get(key) as { when: Formula; value: Value }[]
    const [first] = group
    if (first === undefined) return []
    return group.length === 1
      ? [first]
      : one(
          or(
            m.store,
            group.map(({ when }) => when),
          ),
          first.value,
        )
  })
}
