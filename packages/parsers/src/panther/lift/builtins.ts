import type { Path } from '@ruleglot/core'
import { deepGet, each, onlyConstant } from './access.js'
import { asNumber } from './as-number.js'
import type { Arguments } from './call.js'
import { and, isIn, not, or, some, test } from './formula.js'
import { FALSE, type Formula, KIND, LISTS, OBJECTS, TRUE } from './formula-node.js'
import { glob } from './glob.js'
import { isInstance } from './instance-of.js'
import {
  byKind,
  constant,
  decided,
  joined,
  type Machine,
  NONE,
  one,
  raise,
  restrict,
  type Truth,
  truthValues,
  unknownTruth,
  unknownValues,
  use,
} from './machine.js'
import { searched } from './regex-search.js'
import type { CallExpression as Call } from './syntax.js'
import { truthOf } from './truth.js'
import type { Names, Value, Values } from './value.js'
import { walkQuantified } from './walk-tests.js'

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
    args.named.size > 0 ? unknownValues(m, live, 'sorted() by a key', call.span) : asItems(m, 'list', args, live, call),
  iter: (m, args, live) => (args.plain[0] === undefined ? [] : restrict(m, args.plain[0], live)),
  dict: (m, args, live, call) =>
    args.plain.length === 0
      ? one(live, { type: 'dict', entries: [...args.named] })
      : unknownValues(m, live, 'dict() of something', call.span),
  print: (_, __, live) => one(live, NONE),
  range: (m, args, live, call) => {
    const numbers = args.plain.map((arg) => onlyConstant(arg)?.value)
    if (numbers.length === 0 || !numbers.every((n) => typeof n === 'number' && Math.abs(n) < 1000))
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
  'ipaddress.ip_network': (m, args, live, call) => {
    const text = args.plain[0] === undefined ? undefined : onlyConstant(args.plain[0])?.value
    return typeof text === 'string' && /^[\d.]+\/\d+$/.test(text)
      ? one(live, { type: 'network', text })
      : unknownValues(m, live, 'ip_network() of a field', call.span)
  },
  'ipaddress.ip_address': (m, args, live, call) =>
    each(restrict(m, args.plain[0] ?? [], live), (value, when) => {
      if (value.type === 'constant' && (value.value === null || value.value === '')) {
        raise(m, when, 'ValueError', call.span)
        return []
      }
      if (value.type !== 'node') return unknownValues(m, when, 'ip_address()', call.span)
      use(m, value.node, 'plain')
      const [text, number, other] = byKind(m, when, value.node, value.mask, [
        KIND.string,
        KIND.number | KIND.boolean,
        LISTS | OBJECTS,
      ]) as [Formula, Formula, Formula]
      raise(m, other, 'ValueError', call.span)
      const valid = validAddress(m, value.node, call)
      raise(m, and(m.store, [text, not(m.store, valid)]), 'ValueError', call.span)
      return [
        ...one(and(m.store, [text, valid]), { type: 'address', node: value.node }),
        ...unknownValues(m, number, 'ip_address() of a number', call.span),
      ]
    }),
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

function flagsOf(values: Values | undefined): number | undefined {
  if (values === undefined) return 0
  const only = values.length === 1 ? values[0]?.value : undefined
  if (only?.type === 'constant' && typeof only.value === 'number') return only.value
  if (only?.type !== 'builtin') return undefined
  return FLAGS[only.name]
}

const FLAGS: Readonly<Record<string, number | undefined>> = {
  're.IGNORECASE': 2,
  're.I': 2,
  're.MULTILINE': 8,
  're.M': 8,
  're.DOTALL': 16,
  're.S': 16,
}

function search(m: Machine, name: string, args: Arguments, live: Formula, call: Call): Values {
  const [pattern, text] = args.plain
  const flags = flagsOf(args.plain[2] ?? args.named.get('flags'))
  if (pattern === undefined || text === undefined || flags === undefined)
    return unknownValues(m, live, `this use of re.${name}()`, call.span)
  return each(restrict(m, pattern, live), (value, when) => {
    if (value.type === 'regex') return searched(m, name, value, text, when, call)
    if (value.type === 'constant' && typeof value.value === 'string')
      return searched(m, name, { type: 'regex', pattern: value.value, flags }, text, when, call)
    if (value.type === 'unknown') return unknownValues(m, when, value.reason, call.span, value.raises)
    return unknownValues(m, when, 'a regular expression that is not constant', call.span)
  })
}

function quantify(m: Machine, quantifier: 'any' | 'all', args: Arguments, live: Formula, call: Call): Values {
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
            return unknownTruth(m, when, value.reason, call.span, value.raises)
          default:
            return unknownTruth(m, when, `${quantifier}() of ${value.type}`, call.span)
        }
      }),
    ),
  )
}

export function length(m: Machine, args: Arguments, live: Formula, call: Call): Values {
  return each(restrict(m, args.plain[0] ?? [], live), (value, when): Values => {
    switch (value.type) {
      case 'items':
        return one(when, constant(value.items.length))
      case 'dict':
        return one(when, constant(value.entries.length))
      case 'constant':
        if (typeof value.value === 'string') return one(when, constant([...value.value].length))
        raise(m, when, 'TypeError', call.span)
        return []
      case 'text':
        return one(when, { type: 'number', of: { op: 'length', node: value.node, steps: value.steps } })
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

function asText(m: Machine, value: Value, when: Formula, call: Call): Values {
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

function validAddress(m: Machine, node: Parameters<typeof isIn>[1], call: Call): Formula {
  const leaf = (network: string): Formula =>
    test(m.store, {
      key: `cidr ${network}`,
      nodes: [node],
      mask: KIND.string,
      leaf: ([path]) => ({ kind: 'Cidr', field: path as Path, network, span: call.span }),
      needs: [],
      span: call.span,
    })
  return or(m.store, [leaf('0.0.0.0/0'), leaf('::/0')])
}

function asItems(m: Machine, kind: 'list' | 'tuple' | 'set', args: Arguments, live: Formula, call: Call): Values {
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
