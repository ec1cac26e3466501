import type { Span } from '@ruleglot/core'
import { compareValues } from './compare-values.js'
import { and, not, or } from './formula.js'
import { FALSE, type Formula } from './formula-node.js'
import { constant, flip, joined, type Machine, one, placeTruth, raise, type Truth, unknownTruth } from './machine.js'
import { textFits } from './text-test.js'
import type { Value, Values } from './value.js'
import { walkTruth } from './walk-tests.js'

/** Python's truth of values. */
export function truthOf(m: Machine, values: Values, span: Span): Truth {
  return joined(m, ...values.map(({ when, value }) => valueTruth(m, value, when, span)))
}

export function valueTruth(m: Machine, value: Value, when: Formula, span: Span): Truth {
  const decided = (yes: boolean): Truth => (yes ? { yes: when, no: FALSE } : { yes: FALSE, no: when })
  const by = (formula: Formula): Truth => ({
    yes: and(m.store, [when, formula]),
    no: and(m.store, [when, not(m.store, formula)]),
  })
  switch (value.type) {
    case 'constant':
      return decided(value.value !== null && value.value !== '' && value.value !== 0 && value.value !== false)
    case 'node':
      return placeTruth(m, when, value.node)
    case 'text':
      if (value.steps.every(({ op }) => op === 'lower' || op === 'upper')) return placeTruth(m, when, value.node)
      return flip(by(textFits(m, value, '', 'whole', span)))
    case 'items':
      return decided(value.items.length > 0)
    case 'dict':
      return decided(value.entries.length > 0)
    case 'many':
      return sizeTruth(m, value, when, span)
    case 'number':
      return flip(compareValues(m, '==', [{ when, value }], one(when, constant(0)), span))
    case 'walk':
      return walkTruth(m, value, when, (values) => truthOf(m, values, span))
    case 'format':
      if (value.parts.some((part) => typeof part === 'string' && part !== '')) return decided(true)
      return unknownTruth(m, when, 'whether a format is empty', span)
    case 'someText':
      return value.length === undefined ? unknownTruth(m, when, 'a key', span) : decided(value.length > 0)
    case 'unknown':
      return unknownTruth(m, when, value.reason, span, value.raises)
    case 'object':
    case 'numberText':
    case 'containerText':
    case 'function':
    case 'builtin':
    case 'module':
    case 'regex':
    case 'network':
    case 'address':
      return decided(true)
    case 'method':
      return unknownTruth(m, when, `${value.name} of ${value.object.type}`, span)
    case 'unbound':
      raise(m, when, 'UnboundLocalError', span)
      return { yes: FALSE, no: FALSE }
    case 'marker':
    case 'appended':
      return unknownTruth(m, when, 'a value of an earlier turn of the loop', span)
    case 'pieces':
      return decided(true)
    case 'picked':
      return by(
        or(
          m.store,
          value.items.map((item) => item.when),
        ),
      )
  }
}

function sizeTruth(m: Machine, value: Value & { type: 'many' }, when: Formula, span: Span): Truth {
  return flip(
    compareValues(
      m,
      '==',
      [{ when, value: { type: 'number', of: { op: 'size', scope: value.scope, filter: value.filter } } }],
      one(when, constant(0)),
      span,
    ),
  )
}
