import { evaluate as evaluateCondition, regex as regexNode } from '@ruleglot/core'
import { parseRegex } from '../../regex/index.js'
import { deepGet, each, entryOf, member, onlyConstant } from './access.js'
import type { Arguments } from './call.js'
import { MUTATING } from './changed-globals.js'
import { pythonEquals } from './compare-values.js'
import { deepWalk } from './deep-walk.js'
import { and, FALSE, type Formula, KIND, not, OBJECTS, or, type Place, place, TRUE } from './formula.js'
import {
  byKind,
  constant,
  decided,
  flip,
  type Machine,
  markChanged,
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
import type { Expression } from './syntax.js'
import { regexFits, type Text, type TextEdge, textExists, textFits } from './text-test.js'
import { udm } from './udm.js'
import type { TextStep, Value, Values } from './value.js'

type Call = Expression & { readonly type: 'call' }

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

const TEXT_METHODS: ReadonlySet<string> = new Set(
  (
    'lower upper strip lstrip rstrip split rsplit splitlines startswith endswith replace find rfind index count join format title ' +
    'capitalize isdigit isnumeric isalpha isalnum isspace isupper islower isascii encode partition rpartition casefold removeprefix ' +
    'removesuffix zfill ljust rjust center swapcase translate expandtabs isdecimal isidentifier isprintable istitle rindex format_map maketrans'
  ).split(' '),
)

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

const EDGES: Readonly<Record<string, TextEdge | undefined>> = { startswith: 'start', endswith: 'end' }

function textMethod(m: Machine, text: Text, name: string, args: Arguments, live: Formula, call: Call): Values {
  const { span } = call
  if (live === FALSE) return []
  const plain = args.plain.length === 0 && args.named.size === 0
  const step = (added: TextStep): Values => one(live, { type: 'text', node: text.node, steps: [...text.steps, added] })
  const edge = EDGES[name]
  if (edge !== undefined) {
    const [wanted] = args.plain
    if (wanted === undefined || args.plain.length > 1) return unknownValues(m, live, `${name}() with a start`, span)
    return truthValues(affixed(m, text, edge, wanted, live, call))
  }
  switch (name) {
    case 'lower':
      return plain ? step({ op: 'lower' }) : unknownValues(m, live, `${name}()`, span)
    case 'upper':
      return step({ op: 'upper' })
    case 'strip':
      return plain ? step({ op: 'trim' }) : unknownValues(m, live, 'strip() of some characters', span)
    case 'split': {
      const separator = args.plain[0] === undefined ? undefined : onlyConstant(args.plain[0])?.value
      if (args.plain.length === 1 && typeof separator === 'string' && separator !== '') {
        return one(live, { type: 'pieces', text, separator })
      }
      return unknownValues(m, live, 'split() of this kind', span)
    }
    default:
      if (!TEXT_METHODS.has(name)) {
        raise(m, live, 'AttributeError', span)
        return []
      }
      return unknownValues(m, live, `${name}() of a text`, span)
  }
}

function affixed(m: Machine, text: Text, edge: TextEdge, wanted: Values, live: Formula, call: Call): Truth {
  const yes: Formula[] = []
  const no: Formula[] = []
  for (const { when, value } of restrict(m, wanted, live)) {
    const options =
      value.type === 'items' && value.kind === 'tuple'
        ? value.items.map(onlyConstant)
        : value.type === 'constant'
          ? [value]
          : [undefined]
    if (value.type === 'items' && value.kind !== 'tuple') {
      raise(m, when, 'TypeError', call.span)
      continue
    }
    if (options.some((option) => option === undefined)) {
      const found = unknownValues(m, when, 'a prefix that is not constant', call.span)
      for (const one of found) {
        const truth = flip(flip(truthOfUnknown(m, one.when, one.value as Value & { type: 'unknown' }, call)))
        yes.push(truth.yes)
        no.push(truth.no)
      }
      continue
    }
    if (options.some((option) => typeof option?.value !== 'string')) {
      raise(m, when, 'TypeError', call.span)
      continue
    }
    const fits = or(
      m.store,
      options.map((option) => textFits(m, text, option?.value as string, edge, call.span)),
    )
    const truth = decided(m, when, fits)
    yes.push(truth.yes)
    no.push(truth.no)
  }
  return { yes: or(m.store, yes), no: or(m.store, no) }
}

function truthOfUnknown(m: Machine, when: Formula, value: Value & { type: 'unknown' }, call: Call): Truth {
  return unknownTruth(m, when, value.reason, call.span, value.raises)
}

/** str() of a number or a container: its letters are few. */
function otherTextMethod(m: Machine, object: Value, name: string, args: Arguments, live: Formula, call: Call): Values {
  if ((name === 'lower' || name === 'upper') && object.type === 'numberText') return one(live, object)
  if (name === 'strip' && args.plain.length === 0) return one(live, object)
  const edge = EDGES[name]
  const [wanted] = args.plain
  if (edge !== undefined && wanted !== undefined && object.type === 'numberText') {
    const only = onlyConstant(wanted)?.value
    const options = typeof only === 'string' ? [only] : []
    if (options.length === 1 && options.every((option) => /[^-+.\deinfa]/.test(option)))
      return one(live, constant(false))
  }
  return unknownValues(m, live, `${name}() of str()`, call.span)
}

function constantTextMethod(
  m: Machine,
  text: string,
  name: string,
  args: Arguments,
  live: Formula,
  call: Call,
): Values {
  const first = args.plain[0] === undefined ? undefined : args.plain[0]
  const only = first === undefined ? undefined : onlyConstant(first)?.value
  const ascii = /^[\x00-\x7f]*$/.test(text)
  if (args.plain.length === 0) {
    if (name === 'lower' && ascii) return one(live, constant(text.toLowerCase()))
    if (name === 'upper' && ascii) return one(live, constant(text.toUpperCase()))
    if (name === 'strip') return one(live, constant(text.replace(/^[ \t\n\r\f\v]+|[ \t\n\r\f\v]+$/g, '')))
    if (name === 'split') return one(live, texts(text.split(/[ \t\n\r\f\v]+/).filter((piece) => piece !== '')))
    if (name === 'isdigit' && ascii) return one(live, constant(/^\d+$/.test(text)))
  }
  const edge = EDGES[name]
  if (edge !== undefined && first !== undefined) {
    const items =
      first.length === 1 && first[0]?.value.type === 'items'
        ? first[0].value.items.map((item) => onlyConstant(item)?.value)
        : [only]
    if (items.every((item) => typeof item === 'string')) {
      const fits = (items as readonly string[]).some((item) =>
        edge === 'start' ? text.startsWith(item) : text.endsWith(item),
      )
      return one(live, constant(fits))
    }
    if (text === '' && first.length === 1 && first[0]?.value.type === 'node') {
      return truthValues(
        decided(m, live, textFits(m, { node: first[0].value.node, steps: [] }, '', 'whole', call.span)),
      )
    }
  }
  if (name === 'split' && typeof only === 'string' && only !== '' && args.plain.length === 1)
    return one(live, texts(text.split(only)))
  if (name === 'replace' && args.plain.length === 2) {
    const other = onlyConstant(args.plain[1] as Values)?.value
    if (typeof only === 'string' && only !== '' && typeof other === 'string')
      return one(live, constant(text.split(only).join(other)))
    if (text === '') return one(live, constant(''))
  }
  if (name === 'join' && first?.length === 1 && first[0]?.value.type === 'items') {
    const items = first[0].value.items.map((item) => onlyConstant(item)?.value)
    if (items.every((item) => typeof item === 'string')) return one(live, constant(items.join(text)))
  }
  if ((name === 'strip' || name === 'lstrip' || name === 'rstrip') && text === '') return one(live, constant(''))
  if (name === 'format') return unknownValues(m, live, 'format()', call.span)
  if (!TEXT_METHODS.has(name)) {
    raise(m, live, 'AttributeError', call.span)
    return []
  }
  return unknownValues(m, live, `${name}() of a constant`, call.span)
}

function texts(pieces: readonly string[]): Value {
  return { type: 'items', kind: 'list', items: pieces.map((piece) => one(TRUE, constant(piece))) }
}

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
        kind: 'list',
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
  if (name === 'union' && only?.type === 'items')
    return one(live, { ...object, items: [...object.items, ...only.items] })
  return unknownValues(m, live, `${name}() of a list`, call.span)
}

function regexMethod(
  m: Machine,
  object: Value & { type: 'regex' },
  name: string,
  args: Arguments,
  live: Formula,
  call: Call,
): Values {
  const [text] = args.plain
  if (text === undefined || args.plain.length > 1)
    return unknownValues(m, live, 'this use of a regular expression', call.span)
  return searched(m, name, object, text, live, call)
}

const ANCHORING: Readonly<Record<string, 'search' | 'prefix' | 'whole' | undefined>> = {
  search: 'search',
  match: 'prefix',
  fullmatch: 'whole',
}

/** re.search and its like: a match, or None. */
export function searched(
  m: Machine,
  name: string,
  regex: Value & { type: 'regex' },
  text: Values,
  live: Formula,
  call: Call,
): Values {
  const { span } = call
  const anchoring = ANCHORING[name]
  if (anchoring === undefined) return unknownValues(m, live, `re.${name}()`, span)
  const parsed = parseRegex(
    regex.pattern,
    'python',
    { ignoreCase: (regex.flags & 2) !== 0, multiline: (regex.flags & 8) !== 0, dotAll: (regex.flags & 16) !== 0 },
    anchoring,
  )
  if (!parsed.ok || (regex.flags & ~26) !== 0) {
    return unknownValues(
      m,
      live,
      `a regular expression that is not read${parsed.ok ? '' : ` (${parsed.problem.message})`}`,
      span,
    )
  }
  const found = (when: Formula, formula: Formula): Values => {
    const truth = decided(m, when, formula)
    return [...one(truth.yes, { type: 'object', what: 'a match', raises: [], span }), ...one(truth.no, NONE)]
  }
  return each(restrict(m, text, live), (value, when) => {
    switch (value.type) {
      case 'node': {
        const [string, other] = byKind(m, when, value.node, value.mask, [KIND.string, ~KIND.string]) as [
          Formula,
          Formula,
        ]
        raise(m, other, 'TypeError', span)
        return found(string, regexFits(m, { node: value.node, steps: [] }, parsed, regex.pattern, span))
      }
      case 'text':
        return found(when, regexFits(m, value, parsed, regex.pattern, span))
      case 'constant': {
        if (typeof value.value !== 'string') {
          raise(m, when, 'TypeError', span)
          return []
        }
        return found(when, constantFits(parsed, value.value) ? TRUE : FALSE)
      }
      case 'unknown':
        return unknownValues(m, when, value.reason, span, value.raises)
      default:
        return unknownValues(m, when, `a regular expression on ${value.type}`, span)
    }
  })
}

export function constantFits(
  parsed: { readonly tree: Parameters<typeof regexNode>[1]; readonly ignoreCase: boolean },
  text: string,
): boolean {
  return evaluateCondition(regexNode(['v'], parsed.tree, { ignoreCase: parsed.ignoreCase }), { v: text }) === true
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
