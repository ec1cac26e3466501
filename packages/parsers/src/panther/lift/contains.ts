import type { Path, Span } from '@ruleglot/core'
import { NOTHING, unread } from './compare-order.js'
import { inConstantText, partOfText } from './contains-text.js'
import { and, not, or, some } from './formula.js'
import { FALSE, type Formula, KIND, scopeOf, TRUE } from './formula-node.js'
import { hashed } from './hashed.js'
import { inNetwork } from './in-network.js'
import { is, test } from './literals.js'
import {
  byKind,
  constant,
  covered,
  decided,
  joined,
  type Machine,
  raise,
  type Truth,
  unknownTruth,
  use,
} from './machine.js'
import { place, type Store } from './store.js'
import { textFits } from './text-test.js'
import { unknownOrRaised } from './unknown-or-raised.js'
import type { Value, Values } from './value.js'
import { walkContains } from './walk-tests.js'

/** Python's == of values: items are compared by it. */
type Equals = (left: Values, right: Values) => Truth

/** `in`: item of a list, key of an object or part of a text, as the case may be. */
export function contains(m: Machine, item: Value, container: Value, when: Formula, span: Span, equals: Equals): Truth {
  const { store } = m
  const fail = (at: Formula = when): Truth => {
    raise(m, at, 'TypeError', span)
    return NOTHING
  }
  if (container.type === 'unknown') return unread(m, item, container, when, span, 'raise') as Truth
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
      const isHashed = container.type === 'dict' || container.kind === 'set'
      const live = isHashed ? covered(m, hashed(m, [{ when, value: item }], span)) : when
      if (live === FALSE) return NOTHING
      const found = items.map((one) => equals([{ when: live, value: item }], one).yes)
      return decided(m, live, anyOf(store, found))
    }
    case 'node':
      return inPlace(m, item, container, when, span, equals)
    case 'text':
    case 'numberText':
    case 'containerText': {
      if (item.type === 'constant' && typeof item.value !== 'string') return fail()
      if (container.type === 'text' && item.type === 'constant') {
        return decided(m, when, textFits(m, container, item.value as string, 'part', span))
      }
      if (container.type === 'numberText' && item.type === 'constant' && /[^-+.\deinfa]/.test(item.value as string))
        return decided(m, when, FALSE)
      return partOfText(m, item, when, 'whether a text is part of another', span)
    }
    case 'many': {
      const found = equals(container.element, [{ when: TRUE, value: item }])
      if (item.type === 'node' || item.type === 'text') {
        if ('node' in item && item.node.scope.id === container.scope.id)
          return unknownTruth(m, when, 'an item in its own list', span)
      }
      return decided(m, when, some(store, container.scope, and(store, [container.filter, found.yes])))
    }
    case 'picked': {
      const found = container.items.map(({ when: there, item: one }) =>
        and(store, [there, equals([{ when, value: item }], one).yes]),
      )
      return decided(m, when, or(store, found))
    }
    case 'walk':
      return walkContains(m, item, container, when, span, (values) =>
        joined(m, ...values.map((one) => contains(m, item, one.value, one.when, span, equals))),
      )
    case 'network':
      if (item.type === 'address') return decided(m, when, inNetwork(m, item.node, container.text, span))
      return unknownOrRaised(m, when, 'membership in a network', span)
    default:
      return unknownOrRaised(m, when, `membership in ${container.type}`, span)
  }
}

/** `x in event.get("a")`: part of a text, item of a list or key of an object, as the case may be. */
function inPlace(
  m: Machine,
  item: Value,
  container: Value & { type: 'node' },
  when: Formula,
  span: Span,
  equals: Equals,
): Truth {
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
  const parts: Truth[] = [decided(m, item.type === 'constant' ? or(store, [empty, noObject]) : empty, FALSE)]
  if (item.type === 'constant' && typeof item.value === 'string') {
    parts.push(decided(m, text, textFits(m, { node, steps: [] }, item.value, 'part', span)))
    const child = place(store, node.scope, [...node.path, item.value], node.exact)
    parts.push(decided(m, object, not(store, is(store, child, KIND.missing))))
  } else if (item.type === 'constant') {
    raise(m, text, 'TypeError', span)
    // Panther's objects ask keys for their lower case.
    if (container.raw === true) parts.push(decided(m, object, FALSE))
    else raise(m, object, 'AttributeError', span)
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
    } else parts.push(partOfText(m, item, text, 'whether a field is part of another', span))
    const anObject = covered(m, hashed(m, [{ when: or(store, [object, noObject]), value: item }], span))
    parts.push(decided(m, and(store, [anObject, noObject]), FALSE))
    parts.push(unknownOrRaised(m, and(store, [anObject, object]), 'a key that is not known', span))
  }
  if (list !== FALSE) {
    const scope = scopeOf(node, m.depth + 1)
    use(m, node, 'member')
    if (item.type === 'constant' && item.value === null) {
      // The items of IR are never null.
      parts.push(unknownTruth(m, list, 'whether a list holds None', span))
      return joined(m, ...parts)
    }
    const element: Value = { type: 'node', node: place(store, scope, [], false), mask: ~0 }
    const found = equals([{ when: TRUE, value: element }], [{ when: TRUE, value: item }])
    parts.push(decided(m, list, some(store, scope, found.yes)))
  }
  return joined(m, ...parts)
}

/** One `or` of neighbours after the other, in pairs: each is a step of work, and a long list would be copied each time. */
function anyOf(store: Store, formulas: readonly Formula[]): Formula {
  let parts = formulas
  while (parts.length > 1) {
    const pairs: Formula[] = []
    for (let i = 0; i < parts.length; i += 2) pairs.push(or(store, parts.slice(i, i + 2)))
    parts = pairs
  }
  return parts[0] ?? FALSE
}
