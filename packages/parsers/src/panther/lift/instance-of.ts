import { and as allOf, compare, type Path } from '@ruleglot/core'
import type { Arguments } from './call.js'
import { and, not, or } from './formula.js'
import { FALSE, type Formula, KIND, LISTS, OBJECTS, TRUE } from './formula-node.js'
import { is, type isIn, test } from './literals.js'
import { decided, joined, type Machine, restrict, type Truth, unknownTruth } from './machine.js'
import type { CallExpression as Call } from './syntax.js'
import type { Value, Values } from './value.js'
import { walkInstance } from './walk-tests.js'

/** isinstance(), by what stands at a place: Panther gives lists and objects as classes of its own. */

const TYPE_KINDS: Readonly<Record<string, number | undefined>> = {
  str: KIND.string,
  int: KIND.number | KIND.boolean,
  float: KIND.number,
  bool: KIND.boolean,
  list: 0,
  dict: 0,
  tuple: 0,
  set: 0,
  bytes: 0,
}
const MAPPINGS: ReadonlySet<string> = new Set([
  'collections.abc.Mapping',
  'typing.Mapping',
  'panther_core.immutable.ImmutableCaseInsensitiveDict',
  'ImmutableCaseInsensitiveDict',
])
const SEQUENCES: ReadonlySet<string> = new Set([
  'collections.abc.Sequence',
  'typing.Sequence',
  'collections.abc.Iterable',
  'collections.abc.Collection',
])
const MOCKS: ReadonlySet<string> = new Set(['unittest.mock.MagicMock', 'unittest.mock.Mock'])
const LIST_CLASS: ReadonlySet<string> = new Set(['panther_core.immutable.ImmutableList'])

export function isInstance(m: Machine, args: Arguments, live: Formula, call: Call): Truth {
  const [values, types] = args.plain
  const only = types?.length === 1 ? types[0]?.value : undefined
  const names =
    only?.type === 'items' ? only.items.map((item) => (item.length === 1 ? item[0]?.value : undefined)) : [only]
  const known = names.map((one_) => (one_?.type === 'builtin' ? one_.name : undefined))
  return joined(
    m,
    ...restrict(m, values ?? [], live).map(({ when, value }): Truth => {
      if (value.type === 'unknown') return unknownTruth(m, when, value.reason, call.span, value.raises)
      if (value.type === 'walk') {
        const ofScalar = known.map((name) => (name === undefined ? undefined : TYPE_KINDS[name]))
        if (ofScalar.includes(undefined) || known.includes('int') || known.includes('float'))
          return unknownTruth(m, when, `isinstance() with ${known.join()} of deep_walk()`, call.span)
        const kinds = ofScalar.reduce<number>((all, kind) => all | (kind as number), 0)
        const fallback = (values: Values): Truth =>
          isInstance(m, { ...args, plain: [values, types as Values] }, TRUE, call)
        return walkInstance(m, value, kinds, known.includes('list'), when, fallback)
      }
      let yes: Formula = FALSE
      for (const name of known) {
        const found = name === undefined ? undefined : instanceOf(m, value, name)
        if (found === undefined) return unknownTruth(m, when, `isinstance() with ${name ?? 'this type'}`, call.span)
        yes = or(m.store, [yes, found])
      }
      return decided(m, when, yes)
    }),
  )
}

/** Whether a value is of a type; undefined where nobody knows. Numbers: int and float are told apart by the fraction only. */
function instanceOf(m: Machine, value: Value, name: string): Formula | undefined {
  const kinds = TYPE_KINDS[name]
  // No event and no constant of a rule is a mock.
  if (MOCKS.has(name)) return FALSE
  switch (value.type) {
    case 'node': {
      if (name === 'int')
        return and(m.store, [
          is(m.store, value.node, KIND.number | KIND.boolean),
          not(m.store, isFraction(m, value.node)),
        ])
      if (name === 'float') return isFraction(m, value.node)
      if (value.raw && (name === 'list' || name === 'dict'))
        return is(m.store, value.node, name === 'list' ? LISTS : OBJECTS)
      if (value.raw && LIST_CLASS.has(name)) return FALSE
      if (value.raw && name.endsWith('ImmutableCaseInsensitiveDict')) return FALSE
      if (kinds !== undefined) return is(m.store, value.node, kinds)
      if (MAPPINGS.has(name)) return is(m.store, value.node, OBJECTS)
      if (SEQUENCES.has(name))
        return is(m.store, value.node, LISTS | KIND.string | (name.endsWith('Sequence') ? 0 : OBJECTS))
      if (LIST_CLASS.has(name)) return is(m.store, value.node, LISTS)
      return undefined
    }
    case 'constant': {
      if (MAPPINGS.has(name) || LIST_CLASS.has(name)) return FALSE
      if (SEQUENCES.has(name)) return typeof value.value === 'string' ? TRUE : FALSE
      if (kinds === undefined) return undefined
      if (typeof value.value === 'string') return name === 'str' ? TRUE : FALSE
      if (typeof value.value === 'boolean') return name === 'bool' || name === 'int' ? TRUE : FALSE
      if (typeof value.value === 'number') return name === (value.float === true ? 'float' : 'int') ? TRUE : FALSE
      return FALSE
    }
    case 'items':
      if (SEQUENCES.has(name)) return value.kind === 'set' && name.endsWith('Sequence') ? FALSE : TRUE
      return kinds === undefined && !MAPPINGS.has(name) ? undefined : name === value.kind ? TRUE : FALSE
    case 'many':
    case 'picked':
      return name === 'list' || SEQUENCES.has(name) ? TRUE : kinds === undefined ? undefined : FALSE
    case 'dict':
      return name === 'dict' || MAPPINGS.has(name) ? TRUE : kinds === undefined ? undefined : FALSE
    case 'text':
    case 'numberText':
    case 'containerText':
    case 'someText':
    case 'format':
      return name === 'str' || SEQUENCES.has(name)
        ? TRUE
        : kinds === undefined && !MAPPINGS.has(name)
          ? undefined
          : FALSE
    default:
      return undefined
  }
}

/** From here on JSON writers put an exponent, and Python's json reads a float. */
const FIRST_WITH_EXPONENT = 1e21

/**
 * A JSON number that Python reads as a float: one with a fraction or an exponent. 3.0 is a float in Python and 3 in JSON as
 * JavaScript reads it.
 */
function isFraction(m: Machine, node: Parameters<typeof isIn>[1]): Formula {
  return and(m.store, [
    is(m.store, node, KIND.number),
    not(
      m.store,
      test(m.store, {
        key: 'whole',
        nodes: [node],
        mask: KIND.number,
        leaf: ([path]) =>
          allOf([
            compare({ call: 'modulo', args: [path as Path, { literal: 1 }] }, 'eq', 0),
            compare(path as Path, 'gt', -FIRST_WITH_EXPONENT, { domain: 'number' }),
            compare(path as Path, 'lt', FIRST_WITH_EXPONENT, { domain: 'number' }),
          ]),
        needs: [],
        span: { start: 0, end: 0 },
      }),
    ),
  ])
}
