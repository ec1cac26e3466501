import { compareText } from '@ruleglot/core'
import { deepGet, each, onlyConstant } from './access.js'
import { ipAddress, ipNetwork } from './addresses.js'
import { asItems } from './as-items.js'
import { asNumber } from './as-number.js'
import { asText } from './as-text.js'
import type { Arguments } from './call.js'
import { FALSE, type Formula, OBJECTS, TRUE } from './formula-node.js'
import { glob } from './glob.js'
import { isInstance } from './instance-of.js'
import { length } from './length.js'
import { byKind, constant, type Machine, NONE, one, restrict, truthValues, unknownValues } from './machine.js'
import { quantify } from './quantify.js'
import { flagsOf, search } from './regex-search.js'
import type { CallExpression as Call } from './syntax.js'
import { truthOf } from './truth.js'
import type { Names, Value, Values } from './value.js'

type Builtin = (m: Machine, args: Arguments, live: Formula, call: Call, names: Names) => Values

/** A call of a function of Python or its library. */
export function builtinCall(
  m: Machine,
  name: string,
  args: Arguments,
  live: Formula,
  call: Call,
  names: Names,
): Values {
  const found = Object.hasOwn(BUILTINS, name) ? BUILTINS[name] : undefined
  if (found !== undefined) return found(m, args, live, call, names)
  return unknownValues(m, live, `${name}() is not read`, call.span)
}

/** Names that Python binds by itself. */
export const BUILTIN_NAMES: readonly string[] = (
  'any all len str int float bool isinstance list tuple set frozenset dict sorted reversed sum min max next iter range enumerate zip map filter ' +
  'type hasattr getattr print abs round repr ord chr bytes callable object super Exception ValueError KeyError TypeError AttributeError ' +
  'IndexError LookupError RuntimeError NameError ArithmeticError ZeroDivisionError UnicodeDecodeError NotImplementedError StopIteration AssertionError'
).split(' ')

const BUILTINS: Readonly<Record<string, Builtin>> = {
  any: (m, args, live, call) => quantify(m, 'any', args, live, call),
  all: (m, args, live, call) => quantify(m, 'all', args, live, call),
  bool: (m, args, live, call) =>
    args.plain[0] === undefined
      ? one(live, constant(false))
      : truthValues(truthOf(m, restrict(m, args.plain[0], live), call.span)),
  len: length,
  str: (m, args, live, call) =>
    args.plain[0] === undefined
      ? one(live, constant(''))
      : each(restrict(m, args.plain[0], live), (value, when) => asText(m, value, when, call)),
  int: (m, args, live, call) => asNumber(m, 'int', args, live, call),
  float: (m, args, live, call) => asNumber(m, 'float', args, live, call),
  isinstance: (m, args, live, call) => truthValues(isInstance(m, args, live, call)),
  list: (m, args, live, call) => asItems(m, 'list', args, live, call),
  tuple: (m, args, live, call) => asItems(m, 'tuple', args, live, call),
  set: (m, args, live, call) => asItems(m, 'set', args, live, call),
  frozenset: (m, args, live, call) => asItems(m, 'set', args, live, call),
  sorted: (m, args, live, call) =>
    args.named.size > 0 ? unknownValues(m, live, 'sorted() by a key', call.span) : sorted(m, args, live, call),
  iter: (m, args, live) => (args.plain[0] === undefined ? [] : restrict(m, args.plain[0], live)),
  dict: (m, args, live, call) =>
    args.plain.length === 0
      ? one(live, { type: 'dict', entries: [...args.named] })
      : unknownValues(m, live, 'dict() of something', call.span),
  print: (_, __, live) => one(live, NONE),
  range: (m, args, live, call) => {
    const numbers = args.plain.map((arg) => onlyConstant(arg)?.value)
    if (numbers.length === 0 || numbers[2] === 0 || !numbers.every((n) => isWhole(n) && Math.abs(n) < 1000))
      return unknownValues(m, live, 'range() of something', call.span)
    const [from, to, by] = (numbers.length === 1 ? [0, numbers[0], 1] : [numbers[0], numbers[1], numbers[2] ?? 1]) as [
      number,
      number,
      number,
    ]
    const items: Values[] = []
    for (let n = from; by > 0 ? n < to : by < 0 && n > to; n += by) items.push(one(TRUE, constant(n)))
    return one(live, { type: 'items', kind: 'list', items })
  },
  enumerate: (m, args, live, call) => {
    const only = args.plain.length === 1 && args.plain[0]?.length === 1 ? args.plain[0][0]?.value : undefined
    if (only?.type !== 'items') return unknownValues(m, live, 'enumerate()', call.span)
    return one(live, {
      type: 'items',
      kind: 'list',
      items: only.items.map((item, i) =>
        one(TRUE, { type: 'items', kind: 'tuple', items: [one(TRUE, constant(i)), item] } as Value),
      ),
    })
  },
  're.compile': (m, args, live, call) => {
    const pattern = args.plain[0] === undefined ? undefined : onlyConstant(args.plain[0])?.value
    const flags = flagsOf(args.plain[1] ?? args.named.get('flags'))
    if (typeof pattern !== 'string' || flags === undefined)
      return unknownValues(m, live, 'a regular expression that is not constant', call.span)
    return one(live, { type: 'regex', pattern, flags })
  },
  're.search': (m, args, live, call) => search(m, 'search', args, live, call),
  're.match': (m, args, live, call) => search(m, 'match', args, live, call),
  're.fullmatch': (m, args, live, call) => search(m, 'fullmatch', args, live, call),
  're.escape': (m, args, live, call) => {
    const text = args.plain[0] === undefined ? undefined : onlyConstant(args.plain[0])?.value
    return typeof text === 'string'
      ? one(live, constant(text.replace(/[()[\]{}?*+\-|^$\\.&~# \t\n\r\v\f]/g, '\\$&')))
      : unknownValues(m, live, 're.escape() of a field', call.span)
  },
  'fnmatch.fnmatch': glob,
  'fnmatch.fnmatchcase': glob,
  'ipaddress.ip_network': ipNetwork,
  'ipaddress.ip_address': ipAddress,
  'panther_base_helpers.deep_get': (m, args, live, call) => {
    const [object, ...keys] = args.plain
    const names = keys.map((key) => onlyConstant(key)?.value)
    if (object === undefined || !names.every((name) => typeof name === 'string'))
      return unknownValues(m, live, 'deep_get() with keys that are not constant', call.span)
    const fallback = args.named.get('default') ?? one(TRUE, NONE)
    return each(restrict(m, object, live), (value, when) => {
      if (value.type === 'node') {
        const [dictionary, other] = byKind(m, when, value.node, value.mask, [OBJECTS, ~OBJECTS]) as [Formula, Formula]
        return [
          ...(dictionary === FALSE
            ? []
            : deepGet(m, { ...value, mask: value.mask & OBJECTS }, names as readonly string[], fallback, dictionary)),
          ...restrict(m, fallback, other),
        ]
      }
      if (value.type === 'constant') return restrict(m, fallback, when)
      if (value.type === 'dict' && value.entries.length === 0) return restrict(m, fallback, when)
      if (value.type === 'unknown') return unknownValues(m, when, value.reason, call.span, value.raises)
      return unknownValues(m, when, `deep_get() of ${value.type}`, call.span)
    })
  },
}

/** Constants of one type in their order; what else there is may raise, or stand anywhere. */
function sorted(m: Machine, args: Arguments, live: Formula, call: Call): Values {
  return each(asItems(m, 'list', args, live, call), (value, when) => {
    if (value.type !== 'items' || value.items.length < 2) {
      return value.type === 'items' ? one(when, value) : unknownValues(m, when, 'sorted() of a field', call.span)
    }
    const texts = value.items.map((item) => onlyConstant(item)?.value)
    if (!texts.every((text) => typeof text === 'string')) return unknownValues(m, when, 'sorted()', call.span)
    const items = [...(texts as readonly string[])].sort(compareText).map((text) => one(TRUE, constant(text)))
    return one(when, { type: 'items', kind: 'list', items })
  })
}

function isWhole(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value)
}
