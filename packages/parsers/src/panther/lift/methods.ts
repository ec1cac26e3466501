import { deepGet, each, entryOf, member, onlyConstant } from './access.js'
import type { Arguments } from './call.js'
import { MUTATING } from './changed-globals.js'
import { pythonEquals } from './compare-values.js'
import { deepWalk } from './deep-walk.js'
import { and, not } from './formula.js'
import { FALSE, type Formula, KIND, OBJECTS, type Place, TRUE } from './formula-node.js'
import { hashedItems } from './hashed.js'
import {
  byKind,
  constant,
  type Machine,
  markChanged,
  NONE,
  one,
  raise,
  restrict,
  unknownValues,
  use,
} from './machine.js'
import { regexMethod } from './regex-search.js'
import { place } from './store.js'
import type { CallExpression as Call } from './syntax.js'
import { constantTextMethod, otherTextMethod, TEXT_METHODS, textMethod } from './text-methods.js'
import { type Text, textExists } from './text-test.js'
import { udm } from './udm.js'
import type { TextStep, Value, Values } from './value.js'

/** `object.name(...)`. */
export function methodCall(
  m: Machine,
  object: Value,
  name: string,
  args: Arguments,
  live: Formula,
  call: Call,
): Values {
  const { span } = call
  if (object.type !== 'unknown' && name.startsWith('_')) return unknownValues(m, live, `${name}()`, span)
  switch (object.type) {
    case 'unknown':
      return unknownValues(m, live, object.reason, span, object.raises)
    case 'node': {
      const groups = byKind(m, live, object.node, object.mask, [
        OBJECTS,
        KIND.string,
        KIND.array | KIND.emptyArray,
        KIND.number | KIND.boolean,
      ])
      const [dictionary, text, list, scalar] = groups as [Formula, Formula, Formula, Formula]
      if (!NUMBER_METHODS.has(name)) raise(m, scalar, 'AttributeError', span)
      use(m, object.node, OBJECT_METHODS.has(name) ? 'object' : 'plain')
      return [
        ...objectMethod(m, { ...object, mask: object.mask & OBJECTS }, name, args, dictionary, call),
        ...textMethod(m, { node: object.node, steps: [] }, name, args, text, call),
        ...listMethod(m, name, list, call),
        ...(NUMBER_METHODS.has(name) ? unknownValues(m, scalar, `${name}() of a number`, span) : []),
      ]
    }
    case 'text':
      return textMethod(m, object, name, args, live, call)
    case 'constant':
      if (typeof object.value === 'string') return constantTextMethod(m, object.value, name, args, live, call)
      raise(m, live, 'AttributeError', span)
      return []
    case 'numberText':
    case 'containerText':
      return otherTextMethod(m, object, name, args, live, call)
    case 'dict':
      return dictMethod(m, object, name, args, live, call)
    case 'items':
      return itemsMethod(m, object, name, args, live, call)
    case 'regex':
      return regexMethod(m, object, name, args, live, call)
    case 'someText':
      if (!TEXT_METHODS.has(name)) {
        raise(m, live, 'AttributeError', span)
        return []
      }
      return unknownValues(m, live, 'a method of a character or key', span)
    case 'many':
    case 'picked':
    case 'walk':
    case 'object':
    case 'format':
      return unknownValues(m, live, `${name}() of ${object.type}`, span)
    default:
      return unknownValues(m, live, `${name}() of ${object.type}`, span)
  }
}

function keysOf(args: Arguments): readonly string[] | undefined {
  const keys = args.plain.map((arg) => onlyConstant(arg)?.value)
  return keys.every((key) => typeof key === 'string') ? (keys as readonly string[]) : undefined
}

function objectMethod(
  m: Machine,
  object: Value & { type: 'node' },
  name: string,
  args: Arguments,
  live: Formula,
  call: Call,
): Values {
  const { span } = call
  if (live === FALSE) return []
  const isEvent = object.node.path.length === 0 && object.node.scope.list === undefined
  switch (name) {
    case 'get': {
      const [key, fallback] = args.plain
      const missing = fallback ?? args.named.get('default') ?? one(TRUE, NONE)
      const text = key === undefined ? undefined : onlyConstant(key)?.value
      if (typeof text === 'string') {
        hint(m, place(m.store, object.node.scope, [...object.node.path, text], object.node.exact), missing)
        return member(m, object, text, missing, live, span)
      }
      return key === undefined
        ? []
        : each(restrict(m, key, live), (value, when) => {
            if (value.type === 'constant' && typeof value.value === 'string')
              return member(m, object, value.value, missing, when, span)
            return unknownValues(m, when, 'a key that is not constant', span)
          })
    }
    case 'deep_get': {
      const keys = keysOf(args)
      if (keys === undefined) return unknownValues(m, live, 'a key that is not constant', span)
      const fallback = args.named.get('default') ?? one(TRUE, NONE)
      hint(m, place(m.store, object.node.scope, [...object.node.path, ...keys], object.node.exact), fallback)
      return deepGet(m, object, keys, fallback, live)
    }
    case 'deep_walk':
      if (!isEvent) break
      return deepWalk(m, object, args, live, call)
    case 'udm':
      if (!isEvent) break
      return udm(m, object, args, live, call)
    case 'keys':
    case 'items':
    case 'values':
      return unknownValues(m, live, `${name}() of an object`, span)
    case 'copy':
    case 'to_dict':
      return one(live, object)
    case 'raw_view':
    case 'mutable_type':
    case 'register':
    case 'lookup':
    case 'udm_path':
    case 'event_time_epoch':
      return unknownValues(m, live, `event.${name}()`, span)
    default:
  }
  raise(m, live, 'AttributeError', span)
  return []
}

const OBJECT_METHODS: ReadonlySet<string> = new Set(['get', 'deep_get', 'items', 'keys', 'values'])

/** The default tells what a field holds. */
function hint(m: Machine, node: Place, fallback: Values): void {
  const only = fallback.length === 1 ? fallback[0]?.value : undefined
  if (only?.type === 'constant' && typeof only.value === 'string') use(m, node, 'text')
  else if (only?.type === 'items') use(m, node, 'list')
}

function listMethod(m: Machine, name: string, live: Formula, call: Call): Values {
  if (LIST_METHODS.has(name)) return unknownValues(m, live, `${name}() of a list`, call.span)
  raise(m, live, 'AttributeError', call.span)
  return []
}

const LIST_METHODS: ReadonlySet<string> = new Set(['count', 'index', 'copy', 'as_list', 'mutable_type', 'register'])

/** Those of whole and of other numbers: true and false are whole numbers. */
const NUMBER_METHODS: ReadonlySet<string> = new Set([
  'as_integer_ratio',
  'bit_count',
  'bit_length',
  'conjugate',
  'from_bytes',
  'fromhex',
  'hex',
  'is_integer',
  'to_bytes',
])

function dictMethod(
  m: Machine,
  object: Value & { type: 'dict' },
  name: string,
  args: Arguments,
  live: Formula,
  call: Call,
): Values {
  const [key, fallback] = args.plain
  if (MUTATING.has(name)) markChanged(m, one(live, object), live)
  switch (name) {
    case 'get': {
      if (key === undefined) break
      const missing = fallback ?? one(TRUE, NONE)
      return each(restrict(m, key, live), (value, when) => {
        if (value.type === 'unknown') return unknownValues(m, when, value.reason, call.span, value.raises)
        if (value.type === 'constant') {
          const found = [...object.entries].reverse().find(([one]) => pythonEquals(one, value.value))
          return restrict(m, found === undefined ? missing : found[1], when)
        }
        return entryOf(m, object, value, missing, when, call.span)
      })
    }
    case 'keys':
      return one(live, {
        type: 'items',
        kind: 'set',
        items: object.entries.map(([one_]) => one(TRUE, constant(one_))),
      })
    case 'values':
      return one(live, { type: 'items', kind: 'list', items: object.entries.map(([, value]) => value) })
    case 'items':
      return one(live, {
        type: 'items',
        kind: 'list',
        items: object.entries.map(([one_, value]) =>
          one(TRUE, { type: 'items', kind: 'tuple', items: [one(TRUE, constant(one_)), value] } as Value),
        ),
      })
    case 'copy':
      return one(live, object)
    default:
  }
  return unknownValues(m, live, `${name}() of a dict`, call.span)
}

function itemsMethod(
  m: Machine,
  object: Value & { type: 'items' },
  name: string,
  args: Arguments,
  live: Formula,
  call: Call,
): Values {
  const [other] = args.plain
  const only = other?.length === 1 ? other[0]?.value : undefined
  if (name === 'copy') return one(live, { ...object })
  if (MUTATING.has(name)) markChanged(m, one(live, object), live)
  if (name === 'union' && object.kind === 'set' && only?.type === 'items' && args.plain.length === 1) {
    const added = hashedItems(m, only.items, live, call.span)
    return one(added.live, { ...object, items: [...object.items, ...added.items] })
  }
  return unknownValues(m, live, `${name}() of a list`, call.span)
}

/** One piece of a split text: an IndexError where there are not so many. */
export function pieceOf(
  m: Machine,
  value: Value & { type: 'pieces' },
  index: number,
  live: Formula,
  call: { readonly span: Call['span'] },
): Values {
  const steps: readonly TextStep[] = [...value.text.steps, { op: 'split', separator: value.separator, index }]
  const text: Text = { node: value.text.node, steps }
  if (index === 0 || index === -1) return one(live, { type: 'text', ...text })
  const there = textExists(m, text, call.span)
  raise(m, and(m.store, [live, not(m.store, there)]), 'IndexError', call.span)
  return one(and(m.store, [live, there]), { type: 'text', ...text })
}
