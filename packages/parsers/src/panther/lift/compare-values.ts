import type { Path, Scalar, Span } from '@ruleglot/core'
import { fieldOf, NOTHING, numberTruth, ORDER, ordered, unread } from './compare-order.js'
import { and, is, isIn, not, or, place, some, test } from './formula.js'
import { FALSE, type Formula, KIND, LISTS, OBJECTS, SCALARS, scopeOf, TRUE } from './formula-node.js'
import { inNetwork } from './in-network.js'
import {
  byKind,
  constant,
  decided,
  flip,
  joined,
  type Machine,
  raise,
  type Truth,
  unknownTruth,
  use,
} from './machine.js'
import type { CompareSign } from './syntax.js'
import { textFits } from './text-test.js'
import type { Value, Values } from './value.js'
import { severalHits, walkContains, walkEquals, walkIs } from './walk-tests.js'

/** Two values compared as Python does. What raises is said; where a value is not known, neither is the result. */
export function compareValues(m: Machine, sign: CompareSign, left: Values, right: Values, span: Span): Truth {
  const yes: Formula[] = []
  const no: Formula[] = []
  for (const a of left) {
    for (const b of right) {
      const when = and(m.store, [a.when, b.when])
      if (when === FALSE) continue
      const truth = comparePair(m, sign, a.value, b.value, when, span)
      yes.push(truth.yes)
      no.push(truth.no)
    }
  }
  return { yes: or(m.store, yes), no: or(m.store, no) }
}

function comparePair(m: Machine, sign: CompareSign, a: Value, b: Value, when: Formula, span: Span): Truth {
  switch (sign) {
    case '==':
      return equal(m, a, b, when, span)
    case '!=':
      return flip(equal(m, a, b, when, span))
    case 'is':
      return same(m, a, b, when, span)
    case 'is not':
      return flip(same(m, a, b, when, span))
    case 'in':
      return contains(m, a, b, when, span)
    case 'not in':
      return flip(contains(m, a, b, when, span))
    default:
      return ordered(m, ORDER[sign], a, b, when, span)
  }
}

/** Python's == of a place and a constant: True is 1. */
export function placeEquals(m: Machine, node: Parameters<typeof isIn>[1], value: Scalar | null): Formula {
  if (value === null) return is(m.store, node, KIND.null)
  if (value === 1 || value === true) return isIn(m.store, node, [value, value === 1 ? true : 1])
  if (value === 0 || value === false) return isIn(m.store, node, [value, value === 0 ? false : 0])
  return isIn(m.store, node, [value])
}

export function pythonEquals(a: Scalar | null, b: Scalar | null): boolean {
  if (typeof a === 'boolean' && typeof b === 'number') return Number(a) === b
  if (typeof b === 'boolean' && typeof a === 'number') return Number(b) === a
  return a === b
}

function equal(m: Machine, a: Value, b: Value, when: Formula, span: Span): Truth {
  const unknowns = unread(m, a, b, when, span)
  if (unknowns !== undefined) return unknowns
  if (a.type === 'constant' && b.type === 'constant')
    return decided(m, when, pythonEquals(a.value, b.value) ? TRUE : FALSE)
  if (b.type === 'node' && a.type !== 'node') return equal(m, b, a, when, span)
  if (b.type !== 'node' && a.type === 'constant') return equal(m, b, a, when, span)
  const fails = decided(m, when, FALSE)
  switch (a.type) {
    case 'node':
      if (b.type === 'constant') return decided(m, when, b.value === null ? FALSE : placeEquals(m, a.node, b.value))
      if (b.type === 'items' && b.kind !== 'set') {
        use(m, a.node, 'whole')
        if (b.items.length === 0) return decided(m, when, is(m.store, a.node, KIND.emptyArray & a.mask))
        const [list, other] = byKind(m, when, a.node, a.mask, [KIND.array, ~KIND.array])
        return joined(
          m,
          unknownTruth(m, list as Formula, 'a list compared with a list', span),
          decided(m, other as Formula, FALSE),
        )
      }
      if (b.type === 'dict') {
        if (b.entries.length === 0) return decided(m, when, is(m.store, a.node, KIND.emptyObject & a.mask))
        const [object, other] = byKind(m, when, a.node, a.mask, [KIND.object, ~KIND.object])
        return joined(
          m,
          unknownTruth(m, object as Formula, 'an object compared with an object', span),
          decided(m, other as Formula, FALSE),
        )
      }
      if (b.type === 'node') return equalPlaces(m, a, b, when, span)
      if (b.type === 'text') return equalTexts(m, b, a, when, span)
      if (b.type === 'function') return fails
      return unknownTruth(m, when, `a field compared with ${b.type}`, span)
    case 'text':
      if (b.type === 'text' || b.type === 'node') return equalTexts(m, a, b, when, span)
      if (b.type !== 'constant') return unknownTruth(m, when, `text compared with ${b.type}`, span)
      return typeof b.value === 'string' ? decided(m, when, textFits(m, a, b.value, 'whole', span)) : fails
    case 'numberText': {
      if (b.type !== 'constant') break
      const number =
        typeof b.value === 'string' && /^-?(0|[1-9]\d{0,14})(\.\d*[1-9])?$/.test(b.value) ? Number(b.value) : undefined
      return number === undefined || Object.is(number, -0) ? fails : decided(m, when, isIn(m.store, a.node, [number]))
    }
    case 'containerText':
      if (b.type !== 'constant') break
      return typeof b.value === 'string' && b.value.startsWith('Immutable')
        ? unknownTruth(m, when, 'the text of a list', span)
        : fails
    case 'number':
      if (b.type !== 'constant') break
      return typeof b.value === 'number' ? numberTruth(m, a, 'eq', b.value, when, span) : fails
    case 'someText':
      if (b.type !== 'constant') break
      if (typeof b.value !== 'string' || (a.length !== undefined && [...b.value].length !== a.length)) return fails
      return unknownTruth(m, when, 'a character or key compared', span)
    case 'items':
      if (b.type === 'items' && a.items.length === b.items.length && a.kind === b.kind) {
        let yes = when
        for (const [i, item] of a.items.entries()) {
          yes = and(m.store, [yes, compareValues(m, '==', item, b.items[i] as Values, span).yes])
        }
        return decided(m, when, yes)
      }
      if (b.type === 'items' || b.type === 'constant') return fails
      break
    case 'many':
      if (b.type === 'constant') return fails
      if (b.type === 'items' && b.items.length === 0)
        return decided(m, when, not(m.store, some(m.store, a.scope, a.filter)))
      break
    case 'walk':
      if (b.type === 'constant' || b.type === 'items')
        return walkEquals(m, a, b, when, span, (values) =>
          compareValues(m, '==', values, [{ when: TRUE, value: b }], span),
        )
      break
    case 'dict':
      if (b.type === 'constant') return fails
      if (b.type === 'dict' && (b.entries.length === 0 || a.entries.length === 0)) {
        return decided(m, when, a.entries.length === b.entries.length ? TRUE : FALSE)
      }
      break
    case 'object':
      if (b.type === 'constant') return fails
      break
    case 'format':
      if (b.type === 'constant' && typeof b.value !== 'string') return fails
      break
    default:
  }
  return unknownTruth(m, when, `${a.type} compared with ${b.type}`, span)
}

function equalPlaces(
  m: Machine,
  a: Value & { type: 'node' },
  b: Value & { type: 'node' },
  when: Formula,
  span: Span,
): Truth {
  if (a.node === b.node) return decided(m, when, TRUE)
  if (a.node.scope.id !== b.node.scope.id)
    return unknownTruth(m, when, 'an item of a list compared with a field outside of it', span)
  const { store } = m
  use(m, a.node, 'plain')
  use(m, b.node, 'plain')
  const same = test(store, {
    key: 'same',
    nodes: [a.node, b.node],
    mask: SCALARS,
    leaf: ([left, right]) => ({
      kind: 'CompareFields',
      left: left as Path,
      op: 'eq',
      right: right as Path,
      ignoreCase: false,
      on: 'string',
      span,
    }),
    needs: [],
    span,
  })
  const containers = LISTS | OBJECTS
  const [plain, hard] = [
    and(store, [when, or(store, [is(store, a.node, SCALARS & a.mask), is(store, b.node, SCALARS & b.mask)])]),
    and(store, [when, is(store, a.node, containers & a.mask), is(store, b.node, containers & b.mask)]),
  ]
  const mixed = and(store, [
    when,
    or(store, [
      and(store, [isIn(store, a.node, [true, false]), isIn(store, b.node, [1, 0])]),
      and(store, [isIn(store, a.node, [1, 0]), isIn(store, b.node, [true, false])]),
    ]),
  ])
  const crossed = or(store, [
    and(store, [isIn(store, a.node, [true, 1]), isIn(store, b.node, [true, 1])]),
    and(store, [isIn(store, a.node, [false, 0]), isIn(store, b.node, [false, 0])]),
  ])
  void mixed
  const alike = and(store, [
    is(store, a.node, SCALARS),
    is(store, b.node, SCALARS),
    or(store, [same, and(store, [mixed, crossed])]),
  ])
  return joined(m, decided(m, plain, alike), unknownTruth(m, hard, 'two lists or objects compared', span))
}

/** Two texts, perhaps transformed: a field that holds no text is never equal to one. */
function equalTexts(
  m: Machine,
  a: Value & { type: 'text' },
  b: Value & { type: 'text' | 'node' },
  when: Formula,
  span: Span,
): Truth {
  if (a.node.scope.id !== b.node.scope.id)
    return unknownTruth(m, when, 'an item of a list compared with a field outside of it', span)
  const steps = [a.steps, b.type === 'text' ? b.steps : []] as const
  const [left, right] = steps
  const both = is(m.store, b.node, KIND.string)
  const same = test(m.store, {
    key: `same text ${JSON.stringify(steps)}`,
    nodes: [a.node, b.node],
    mask: KIND.string,
    leaf: ([one, other]) => ({
      kind: 'CompareFields',
      left: fieldOf(left, one as Path),
      op: 'eq',
      right: fieldOf(right, other as Path),
      ignoreCase: false,
      on: 'string',
      span,
    }),
    needs: [...left, ...right].some(({ op }) => op === 'lower' || op === 'upper') ? ['asciiCase'] : [],
    span,
  })
  return decided(m, when, and(m.store, [both, same]))
}

/** `is`: None, True and False are one each; of anything else nothing is known. */
function same(m: Machine, a: Value, b: Value, when: Formula, span: Span): Truth {
  const unknowns = unread(m, a, b, when, span)
  if (unknowns !== undefined) return unknowns
  if (b.type === 'constant' && (b.value === null || typeof b.value === 'boolean')) {
    if (a.type === 'constant') return decided(m, when, a.value === b.value ? TRUE : FALSE)
    if (a.type === 'node') return decided(m, when, b.value === null ? FALSE : isIn(m.store, a.node, [b.value]))
    if (a.type === 'walk')
      return walkIs(m, a, b.value, when, (values) => compareValues(m, 'is', values, [{ when: TRUE, value: b }], span))
    if (a.type === 'marker' || a.type === 'method' || a.type === 'builtin') {
      return unknownTruth(m, when, `${a.type} compared`, span)
    }
    return decided(m, when, FALSE)
  }
  if (a.type === 'constant' && b.type !== 'constant') return same(m, b, a, when, span)
  return unknownTruth(m, when, 'an identity of something else than None, True and False', span)
}

function contains(m: Machine, item: Value, container: Value, when: Formula, span: Span): Truth {
  const { store } = m
  const fail = (at: Formula = when): Truth => {
    raise(m, at, 'TypeError', span)
    return NOTHING
  }
  if (container.type === 'unknown') return unread(m, item, container, when, span) as Truth
  switch (container.type) {
    case 'constant':
      if (typeof container.value !== 'string') return fail()
      return inConstantText(m, item, container.value, when, span)
    case 'items':
    case 'dict': {
      const items: readonly Values[] =
        container.type === 'items'
          ? container.items
          : container.entries.map(([key]) => [{ when: TRUE, value: constant(key) }])
      const hashed = container.type === 'dict' || container.kind === 'set'
      let live = when
      if (hashed && item.type === 'node') {
        use(m, item.node, 'plain')
        const [unhashable, rest] = byKind(m, when, item.node, item.mask, [LISTS | OBJECTS, SCALARS])
        fail(unhashable)
        live = rest as Formula
      } else if (
        hashed &&
        (item.type === 'many' || item.type === 'dict' || (item.type === 'items' && item.kind !== 'tuple'))
      )
        return fail()
      if (hashed && item.type === 'walk') {
        // Several values are a list, which has no hash.
        const several = severalHits(m, item)
        fail(and(store, [when, several]))
        live = and(store, [when, not(store, several)])
      }
      if (live === FALSE) return NOTHING
      let yes: Formula = FALSE
      for (const one of items) {
        const found = compareValues(m, '==', [{ when: live, value: item }], one, span)
        yes = or(store, [yes, found.yes])
      }
      return decided(m, live, yes)
    }
    case 'node':
      return inPlace(m, item, container, when, span)
    case 'text':
    case 'numberText':
    case 'containerText': {
      if (item.type === 'constant' && typeof item.value !== 'string') return fail()
      if (container.type === 'text' && item.type === 'constant') {
        return decided(m, when, textFits(m, container, item.value as string, 'part', span))
      }
      if (container.type === 'numberText' && item.type === 'constant' && /[^-+.\deinfa]/.test(item.value as string))
        return decided(m, when, FALSE)
      return unknownTruth(m, when, 'whether a text is part of another', span)
    }
    case 'many': {
      const found = compareValues(m, '==', container.element, [{ when: TRUE, value: item }], span)
      if (item.type === 'node' || item.type === 'text') {
        if ('node' in item && item.node.scope.id === container.scope.id)
          return unknownTruth(m, when, 'an item in its own list', span)
      }
      return decided(m, when, some(store, container.scope, and(store, [container.filter, found.yes])))
    }
    case 'picked': {
      const found = container.items.map(({ when: there, item: one }) =>
        and(store, [there, compareValues(m, '==', [{ when, value: item }], one, span).yes]),
      )
      return decided(m, when, or(store, found))
    }
    case 'walk':
      return walkContains(m, item, container, when, span, (values) =>
        compareValues(m, 'in', [{ when: TRUE, value: item }], values, span),
      )
    case 'network':
      if (item.type === 'address') return decided(m, when, inNetwork(m, item.node, container.text, span))
      return unknownTruth(m, when, 'membership in a network', span)
    default:
      return unknownTruth(m, when, `membership in ${container.type}`, span)
  }
}

/** `x in "text"`: the parts of a short text are a list. */
function inConstantText(m: Machine, item: Value, text: string, when: Formula, span: Span): Truth {
  if (item.type === 'constant') {
    if (typeof item.value === 'string') return decided(m, when, text.includes(item.value) ? TRUE : FALSE)
    raise(m, when, 'TypeError', span)
    return NOTHING
  }
  const parts = [...text].length <= MOST_PARTS ? partsOf(text) : undefined
  if (item.type === 'node' && parts !== undefined) {
    const [string, other] = byKind(m, when, item.node, item.mask, [KIND.string, ~KIND.string])
    raise(m, other as Formula, 'TypeError', span)
    return decided(m, string as Formula, isIn(m.store, item.node, parts))
  }
  return unknownTruth(m, when, 'whether a field is part of a text', span)
}

const MOST_PARTS = 40

function partsOf(text: string): readonly string[] {
  const points = [...text]
  const parts = new Set([''])
  for (let from = 0; from < points.length; from++) {
    for (let to = from + 1; to <= points.length; to++) parts.add(points.slice(from, to).join(''))
  }
  return [...parts]
}

/** `x in event.get("a")`: part of a text, item of a list or key of an object, as the case may be. */
function inPlace(m: Machine, item: Value, container: Value & { type: 'node' }, when: Formula, span: Span): Truth {
  const { store } = m
  const { node, mask } = container
  const [text, list, empty, object, noObject, other] = byKind(m, when, node, mask, [
    KIND.string,
    KIND.array,
    KIND.emptyArray,
    KIND.object,
    KIND.emptyObject,
    KIND.number | KIND.boolean,
  ]) as [Formula, Formula, Formula, Formula, Formula, Formula]
  raise(m, other, 'TypeError', span)
  const parts: Truth[] = [decided(m, or(store, [empty, noObject]), FALSE)]
  if (item.type === 'constant' && typeof item.value === 'string') {
    parts.push(decided(m, text, textFits(m, { node, steps: [] }, item.value, 'part', span)))
    const child = place(store, node.scope, [...node.path, item.value], node.exact)
    parts.push(decided(m, object, not(store, is(store, child, KIND.missing))))
  } else if (item.type === 'constant') {
    raise(m, text, 'TypeError', span)
    parts.push(unknownTruth(m, object, 'a key that is no text', span))
  } else {
    if (item.type === 'node') {
      const [itemText, itemOther] = byKind(m, text, item.node, item.mask, [KIND.string, ~KIND.string]) as [
        Formula,
        Formula,
      ]
      raise(m, itemOther, 'TypeError', span)
      parts.push(
        item.node.scope.id === node.scope.id
          ? decided(
              m,
              itemText,
              test(store, {
                key: 'contains',
                nodes: [node, item.node],
                mask: KIND.string,
                leaf: ([left, right]) => ({
                  kind: 'CompareFields',
                  left: left as Path,
                  op: 'contains',
                  right: right as Path,
                  ignoreCase: false,
                  on: 'string',
                  span,
                }),
                needs: [],
                span,
              }),
            )
          : unknownTruth(m, itemText, 'whether a field is part of another', span),
      )
    } else parts.push(unknownTruth(m, text, 'whether a field is part of another', span))
    parts.push(unknownTruth(m, object, 'a key that is not known', span))
  }
  if (list !== FALSE) {
    const scope = scopeOf(node, m.depth + 1)
    use(m, node, 'member')
    const element: Value = { type: 'node', node: place(store, scope, [], false), mask: ~0 }
    const found = compareValues(m, '==', [{ when: TRUE, value: element }], [{ when: TRUE, value: item }], span)
    parts.push(decided(m, list, some(store, scope, found.yes)))
  }
  return joined(m, ...parts)
}
