import type { Path, Span } from '@ruleglot/core'
import { fieldOf } from './compare-order.js'
import { and, or } from './formula.js'
import { type Formula, KIND, LISTS, OBJECTS, SCALARS, TRUE } from './formula-node.js'
import { is, isIn, test } from './literals.js'
import { decided, joined, type Machine, type Truth, unknownTruth, use } from './machine.js'
import type { Value } from './value.js'

/**
 * Two fields compared: scalars are equal as they are, but for Python's True, which is 1, and False, which is 0. Of two lists
 * or objects nothing is known.
 */
export function equalPlaces(
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
  const alike = and(store, [
    is(store, a.node, SCALARS),
    is(store, b.node, SCALARS),
    or(store, [same, and(store, [mixed, crossed])]),
  ])
  return joined(m, decided(m, plain, alike), unknownTruth(m, hard, 'two lists or objects compared', span))
}

/** Two texts, perhaps transformed: a field that holds no text is never equal to one. */
export function equalTexts(
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
