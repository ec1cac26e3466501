import { type CompareOperator, compare, leastOf, type Path, type Span, type ValueExpression } from '@ruleglot/core'
import { and, countOf, not, or, some } from './formula.js'
import { FALSE, type Formula, KIND, TRUE } from './formula-node.js'
import { is, isIn, test } from './literals.js'
import { byKind, decided, joined, type Machine, raise, type Truth, unknownTruth } from './machine.js'
import { isAscii, textExists, textOrder } from './text-test.js'
import { unknownOrRaised } from './unknown-or-raised.js'
import type { NumberOf, Value } from './value.js'

/** Order, and what numbers a field gives. Values of types that have none raise. */

export const NOTHING: Truth = { yes: FALSE, no: FALSE }

export const ORDER = { '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' } as const
const MIRRORED = { lt: 'gt', le: 'ge', gt: 'lt', ge: 'le' } as const

/** What is asked of a value that is not known; `may`: whether asking it may raise. */
export function unread(
  m: Machine,
  a: Value,
  b: Value,
  when: Formula,
  span: Span,
  may: 'raise' | 'answer' = 'answer',
): Truth | undefined {
  const first = a.type === 'unknown' ? a : b.type === 'unknown' ? b : undefined
  if (first === undefined) return undefined
  const raises = [...(a.type === 'unknown' ? a.raises : []), ...(b.type === 'unknown' ? b.raises : [])]
  return (may === 'raise' ? unknownOrRaised : unknownTruth)(m, when, first.reason, span, raises)
}

export function ordered(
  m: Machine,
  op: 'lt' | 'le' | 'gt' | 'ge',
  a: Value,
  b: Value,
  when: Formula,
  span: Span,
): Truth {
  const unknowns = unread(m, a, b, when, span, 'raise')
  if (unknowns !== undefined) return unknowns
  const fail = (): Truth => {
    raise(m, when, 'TypeError', span)
    return NOTHING
  }
  if (a.type === 'constant' && b.type === 'constant') {
    if (typeof a.value === 'string' && typeof b.value === 'string') {
      return isAscii(a.value) && isAscii(b.value)
        ? decided(m, when, satisfies(op, a.value < b.value ? -1 : a.value > b.value ? 1 : 0) ? TRUE : FALSE)
        : unknownTruth(m, when, 'text ordered', span)
    }
    if (a.value === null || b.value === null || typeof a.value === 'string' || typeof b.value === 'string')
      return fail()
    return decided(m, when, satisfies(op, Number(a.value) - Number(b.value)) ? TRUE : FALSE)
  }
  if (a.type === 'constant') return ordered(m, MIRRORED[op], b, a, when, span)
  if (a.type === 'text' || a.type === 'numberText' || a.type === 'containerText' || a.type === 'someText') {
    if (b.type === 'constant' && typeof b.value !== 'string') return fail()
    if (a.type === 'text' && b.type === 'constant')
      return decided(m, when, textOrder(m, a, op, b.value as string, span))
    return unknownOrRaised(m, when, 'text ordered', span)
  }
  if (a.type === 'number') {
    if (b.type === 'constant' && (typeof b.value === 'number' || typeof b.value === 'boolean')) {
      return numberTruth(m, a, op, Number(b.value), when, span)
    }
    if (b.type === 'constant') return fail()
    return b.type === 'number'
      ? unknownTruth(m, when, 'two numbers compared', span)
      : unknownOrRaised(m, when, 'a number compared', span)
  }
  if (a.type === 'node' && b.type === 'constant') {
    const bound = b.value
    if (bound === null) return fail()
    if (typeof bound === 'string') {
      const [text, other] = byKind(m, when, a.node, a.mask, [KIND.string, ~KIND.string])
      raise(m, other as Formula, 'TypeError', span)
      return decided(m, text as Formula, textOrder(m, { node: a.node, steps: [] }, op, bound, span))
    }
    const [number, boolean, other] = byKind(m, when, a.node, a.mask, [
      KIND.number,
      KIND.boolean,
      ~(KIND.number | KIND.boolean),
    ])
    raise(m, other as Formula, 'TypeError', span)
    const booleans = [true, false].filter((one) => satisfies(op, Number(one) - Number(bound)))
    return joined(
      m,
      decided(m, number as Formula, numberOrder(m, a.node, op, Number(bound), span)),
      decided(m, boolean as Formula, isIn(m.store, a.node, booleans)),
    )
  }
  if (a.type === 'node' && b.type === 'node' && a.node.scope.id === b.node.scope.id) {
    const pair = (mask: number, domain: 'number' | 'text'): Truth => {
      const both = and(m.store, [when, is(m.store, a.node, mask & a.mask), is(m.store, b.node, mask & b.mask)])
      const leaf = test(m.store, {
        key: `pair ${op} ${domain}`,
        nodes: [a.node, b.node],
        mask,
        leaf: ([left, right]) => ({
          kind: 'CompareFields',
          left: left as Path,
          op,
          right: right as Path,
          domain,
          ignoreCase: false,
          on: 'string',
          span,
        }),
        needs: [],
        span,
      })
      return decided(m, both, leaf)
    }
    const numbers = pair(KIND.number, 'number')
    const texts = pair(KIND.string, 'text')
    const rest = and(m.store, [when, not(m.store, or(m.store, [numbers.yes, numbers.no, texts.yes, texts.no]))])
    const numeric = KIND.number | KIND.boolean
    const booleans = and(m.store, [rest, is(m.store, a.node, numeric), is(m.store, b.node, numeric)])
    raise(m, and(m.store, [rest, not(m.store, booleans)]), 'TypeError', span)
    return joined(m, numbers, texts, unknownTruth(m, booleans, 'booleans ordered', span))
  }
  if (
    a.type === 'many' ||
    a.type === 'items' ||
    a.type === 'dict' ||
    a.type === 'walk' ||
    a.type === 'node' ||
    a.type === 'object' ||
    a.type === 'format'
  ) {
    return unknownOrRaised(m, when, `${a.type} ordered`, span)
  }
  return unknownOrRaised(m, when, `${a.type} ordered against ${b.type}`, span)
}

export function numberOrder(
  m: Machine,
  node: Parameters<typeof isIn>[1],
  op: CompareOperator,
  bound: number,
  span: Span,
): Formula {
  return test(m.store, {
    key: `number ${op} ${bound}`,
    nodes: [node],
    mask: KIND.number,
    leaf: ([path]) => compare(path as Path, op, bound, { domain: 'number', span }),
    needs: [],
    span,
  })
}

function satisfies(op: CompareOperator, difference: number): boolean {
  if (op === 'eq') return difference === 0
  if (op === 'lt') return difference < 0
  if (op === 'le') return difference <= 0
  return op === 'gt' ? difference > 0 : difference >= 0
}

/** int(x), float(x), len(x) and the number of pieces against a number. */
export function numberTruth(
  m: Machine,
  { of }: Value & { type: 'number' },
  op: CompareOperator,
  bound: number,
  when: Formula,
  span: Span,
): Truth {
  if (of.op === 'length') {
    const { node, steps } = of
    return decided(
      m,
      when,
      test(m.store, {
        key: `length ${JSON.stringify(steps)} ${op} ${bound}`,
        nodes: [node],
        mask: KIND.string,
        leaf: ([path]) =>
          compare({ call: 'length', args: [fieldOf(steps, path as Path)] }, op, bound, { domain: 'number', span }),
        needs: steps.some((one) => one.op === 'lower' || one.op === 'upper') ? ['asciiCase'] : [],
        span,
      }),
    )
  }
  if (of.op === 'size') return decided(m, when, sizeTest(m, of, op, bound))
  if (of.op === 'pieces') return decided(m, when, piecesTest(m, of, op, bound, span))
  const { node } = of
  const [number, text] = byKind(m, when, node, KIND.number | KIND.string, [KIND.number, KIND.string])
  if (of.op === 'int' && !Number.isInteger(bound)) return unknownTruth(m, when, 'int() against a fraction', span)
  const numbers = of.op === 'float' ? numberOrder(m, node, op, bound, span) : truncated(m, node, op, bound, span)
  const texts = test(m.store, {
    key: `numeric ${op} ${bound}`,
    nodes: [node],
    mask: KIND.string,
    leaf: ([path]) => compare(path as Path, op, bound, { domain: 'numeric', span }),
    needs: [],
    span,
  })
  return joined(m, decided(m, number as Formula, numbers), decided(m, text as Formula, texts))
}

/** The text after its steps, as a field of IR. */
export function fieldOf(steps: (Value & { type: 'text' })['steps'], path: Path): Path | ValueExpression {
  let inner: Path | ValueExpression = path
  for (const one of steps) {
    inner =
      one.op === 'split'
        ? { call: 'split', args: [inner, { literal: one.separator }, { literal: one.index }] }
        : { call: one.op, args: [inner] }
  }
  return inner
}

/** int() of a number cuts towards zero. */
function truncated(m: Machine, node: Parameters<typeof isIn>[1], op: CompareOperator, n: number, span: Span): Formula {
  const above = (bound: number, inclusive: boolean): Formula =>
    numberOrder(m, node, inclusive ? 'ge' : 'gt', bound, span)
  // int(x) >= n: x >= n for positive n, x > n - 1 otherwise.
  const atLeast = (bound: number): Formula => (bound > 0 ? above(bound, true) : above(bound - 1, false))
  const number = is(m.store, node, KIND.number)
  switch (op) {
    case 'ge':
      return atLeast(n)
    case 'gt':
      return atLeast(n + 1)
    case 'lt':
      return and(m.store, [number, not(m.store, atLeast(n))])
    case 'le':
      return and(m.store, [number, not(m.store, atLeast(n + 1))])
    case 'eq':
      return and(m.store, [atLeast(n), not(m.store, atLeast(n + 1))])
  }
}

/** How many items, against a number. None and one are asked for without counting. */
function sizeTest(
  m: Machine,
  { scope, filter }: NumberOf & { op: 'size' },
  op: CompareOperator,
  bound: number,
): Formula {
  const any = filter === TRUE ? is(m.store, scope.list as never, KIND.array) : some(m.store, scope, filter)
  if ((op === 'gt' && bound === 0) || (op === 'ge' && bound === 1)) return any
  if ((op === 'eq' && bound === 0) || (op === 'lt' && bound === 1) || (op === 'le' && bound === 0))
    return not(m.store, any)
  return countOf(m.store, scope, filter, op, bound)
}

/** There are n pieces where there is an n-th one. */
function piecesTest(
  m: Machine,
  { node, steps, separator }: NumberOf & { op: 'pieces' },
  op: CompareOperator,
  bound: number,
  span: Span,
): Formula {
  const atLeast = (n: number): Formula =>
    n <= 1 ? TRUE : textExists(m, { node, steps: [...steps, { op: 'split', separator, index: n - 1 }] }, span)
  if (op === 'eq') {
    return Number.isInteger(bound) && bound >= 1
      ? and(m.store, [atLeast(bound), not(m.store, atLeast(bound + 1))])
      : FALSE
  }
  const { least, negated } = leastOf(op, bound)
  return negated ? not(m.store, atLeast(least)) : atLeast(least)
}
