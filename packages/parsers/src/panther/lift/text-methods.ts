import { mayHoldForNonString } from '@ruleglot/core/dialect'
import { onlyConstant } from './access.js'
import type { Arguments } from './call.js'
import { concatenated } from './concatenate.js'
import { or } from './formula.js'
import { FALSE, type Formula, KIND, TRUE } from './formula-node.js'
import {
  byKind,
  constant,
  decided,
  flip,
  type Machine,
  one,
  raise,
  restrict,
  type Truth,
  truthValues,
  unknownTruth,
  unknownValues,
} from './machine.js'
import type { CallExpression as Call } from './syntax.js'
import { type Text, type TextEdge, textFits } from './text-test.js'
import type { TextStep, Value, Values } from './value.js'

/** Methods of text: of fields as conditions, of constants as what they give. */

export const TEXT_METHODS: ReadonlySet<string> = new Set(
  (
    'lower upper strip lstrip rstrip split rsplit splitlines startswith endswith replace find rfind index count join format title ' +
    'capitalize isdigit isnumeric isalpha isalnum isspace isupper islower isascii encode partition rpartition casefold removeprefix ' +
    'removesuffix zfill ljust rjust center swapcase translate expandtabs isdecimal isidentifier isprintable istitle rindex format_map maketrans'
  ).split(' '),
)

const EDGES: Readonly<Record<string, TextEdge | undefined>> = { startswith: 'start', endswith: 'end' }

export function textMethod(m: Machine, text: Text, name: string, args: Arguments, live: Formula, call: Call): Values {
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
      return plain ? step({ op: 'upper' }) : unknownValues(m, live, `${name}()`, span)
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
export function otherTextMethod(
  m: Machine,
  object: Value,
  name: string,
  args: Arguments,
  live: Formula,
  call: Call,
): Values {
  if ((name === 'lower' || name === 'upper') && object.type === 'numberText') return one(live, object)
  if (name === 'strip' && args.plain.length === 0) return one(live, object)
  const edge = EDGES[name]
  const [wanted] = args.plain
  if (edge !== undefined && wanted !== undefined && args.plain.length === 1 && object.type === 'numberText') {
    const only = onlyConstant(wanted)?.value
    const options = typeof only === 'string' ? [only] : []
    if (options.length === 1 && options.every((option) => /[^-+.\deinfa]/.test(option)))
      return one(live, constant(false))
  }
  if (edge !== undefined && wanted !== undefined && args.plain.length === 1 && object.type === 'containerText') {
    const only = onlyConstant(wanted)?.value
    if (typeof only === 'string' && !mayEdgeContainer(edge, only)) return one(live, constant(false))
  }
  return unknownValues(m, live, `${name}() of str()`, call.span)
}

/** Panther's lists and objects print with the name of their class around them, those of Python with brackets. */
function mayEdgeContainer(edge: TextEdge, text: string): boolean {
  const [test, bracket] = edge === 'start' ? (['prefix', /^[{[]/] as const) : (['suffix', /[}\]]$/] as const)
  return text === '' || bracket.test(text) || mayHoldForNonString(test, text, false)
}

/** Python's strip() for ASCII's blanks. */
function stripped(text: string): string {
  let [start, end] = [0, text.length]
  while (start < end && BLANKS.includes(text.charAt(start))) start++
  while (end > start && BLANKS.includes(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

const BLANKS = ' \t\n\r\f\v'

export function constantTextMethod(
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
    if (name === 'strip') return one(live, constant(stripped(text)))
    if (name === 'split') return one(live, texts(text.split(/[ \t\n\r\f\v]+/).filter((piece) => piece !== '')))
    if (name === 'isdigit' && ascii) return one(live, constant(/^\d+$/.test(text)))
  }
  const edge = EDGES[name]
  if (edge !== undefined && first !== undefined && args.plain.length === 1) {
    const items =
      first.length === 1 && first[0]?.value.type === 'items' && first[0].value.kind === 'tuple'
        ? first[0].value.items.map((item) => onlyConstant(item)?.value)
        : [only]
    if (items.every((item) => typeof item === 'string')) {
      const fits = (items as readonly string[]).some((item) =>
        edge === 'start' ? text.startsWith(item) : text.endsWith(item),
      )
      return one(live, constant(fits))
    }
    if (text === '' && first.length === 1 && first[0]?.value.type === 'node') {
      const { node, mask } = first[0].value
      const [isText, other] = byKind(m, live, node, mask, [KIND.string, ~KIND.string]) as [Formula, Formula]
      raise(m, other, 'TypeError', call.span)
      return truthValues(decided(m, isText, textFits(m, { node, steps: [] }, '', 'whole', call.span)))
    }
  }
  if (name === 'split' && typeof only === 'string' && only !== '' && args.plain.length === 1)
    return one(live, texts(text.split(only)))
  if (name === 'replace' && args.plain.length === 2) {
    const other = onlyConstant(args.plain[1] as Values)?.value
    if (typeof only === 'string' && only !== '' && typeof other === 'string')
      return one(live, constant(text.split(only).join(other)))
  }
  if (name === 'join' && first?.length === 1 && first[0]?.value.type === 'items') {
    const items = first[0].value.items.map((item) => onlyConstant(item)?.value)
    if (items.every((item) => typeof item === 'string')) return one(live, constant(items.join(text)))
    const separator = one(live, constant(text))
    const pieces = first[0].value.items.flatMap((item, i) => (i === 0 || text === '' ? [item] : [separator, item]))
    const joined = concatenated(m, pieces, live, call.span)
    if (joined !== undefined) return joined
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
