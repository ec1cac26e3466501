import type { Scalar, Span } from '@ruleglot/core'
import { noteAsked } from './asked-at.js'
import { numberTruth, ORDER, ordered, unread } from './compare-order.js'
import { contains } from './contains.js'
import { equalPlaces, equalTexts } from './equal-places.js'
import { and, not, or, some } from './formula.js'
import { FALSE, type Formula, KIND, type Place, TRUE } from './formula-node.js'
import { is, isIn } from './literals.js'
import { byKind, decided, flip, joined, type Machine, type Truth, unknownTruth, use } from './machine.js'
import type { CompareSign } from './syntax.js'
import { textFits } from './text-test.js'
import type { Value, Values } from './value.js'
import { walkEquals, walkIs } from './walk-tests.js'

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
  const equals = (left: Values, right: Values): Truth => compareValues(m, '==', left, right, span)
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
      return contains(m, a, b, when, span, equals)
    case 'not in':
      return flip(contains(m, a, b, when, span, equals))
    default:
      return ordered(m, ORDER[sign], a, b, when, span)
  }
}

/** Python's == of a place and a constant: True is 1. */
function placeEquals(m: Machine, node: Place, value: Scalar, span: Span): Formula {
  noteAsked(m, node, value, span)
  if (value === 1 || value === true) return isIn(m.store, node, [value, value === 1 ? true : 1])
  if (value === 0 || value === false) return isIn(m.store, node, [value, value === 0 ? false : 0])
  return isIn(m.store, node, [value])
}

export function pythonEquals(a: Scalar | null, b: Scalar | null): boolean {
  if (typeof a === 'boolean' && typeof b === 'number') return Number(a) === b
  if (typeof b === 'boolean' && typeof a === 'number') return Number(b) === a
  return a === b
}

export function equal(m: Machine, a: Value, b: Value, when: Formula, span: Span): Truth {
  const unknowns = unread(m, a, b, when, span)
  if (unknowns !== undefined) return unknowns
  if (a.type === 'constant' && b.type === 'constant')
    return decided(m, when, pythonEquals(a.value, b.value) ? TRUE : FALSE)
  if (b.type === 'node' && a.type !== 'node') return equal(m, b, a, when, span)
  if (b.type !== 'node' && a.type === 'constant') return equal(m, b, a, when, span)
  const fails = decided(m, when, FALSE)
  switch (a.type) {
    case 'node':
      if (b.type === 'constant')
        return decided(m, when, b.value === null ? FALSE : placeEquals(m, a.node, b.value, span))
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
      if (typeof b.value !== 'string') return fails
      const number = numberOfText(b.value)
      if (number !== undefined) return decided(m, when, isIn(m.store, a.node, [number]))
      return NUMBER_TEXT.test(b.value) ? unknownTruth(m, when, 'the text of a fraction or a large number', span) : fails
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
      if (b.type === 'items' && a.kind === 'set' && b.kind === 'set' && a.items.length + b.items.length > 1)
        return unknownTruth(m, when, 'a set compared with a set', span)
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
      if (b.type === 'items' && b.items.length === 0 && b.kind === (a.unique ? 'set' : 'list'))
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

/** `is`: None, True and False are one each; of anything else nothing is known. */
export function same(m: Machine, a: Value, b: Value, when: Formula, span: Span): Truth {
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

/** The one number whose text it is in Python and in JavaScript: neither large nor so small that Python takes an exponent. */
function numberOfText(text: string): number | undefined {
  const number = Number(text)
  const size = Math.abs(number)
  const isPlain = number === 0 || (size >= 1e-4 && size < 1e15)
  return isPlain && String(number) === text ? number : undefined
}

/** What str() may give for other numbers. */
const NUMBER_TEXT = /^-?((0|[1-9]\d*)(\.\d+)?|\d(\.\d+)?e[-+]\d+|inf|nan)$/
