import type { Span } from '@ruleglot/core'
import { NOTHING } from './compare-order.js'
import { FALSE, type Formula, KIND, TRUE } from './formula-node.js'
import { isIn } from './literals.js'
import { byKind, decided, type Machine, raise, type Truth, unknownTruth } from './machine.js'
import { unknownOrRaised } from './unknown-or-raised.js'
import type { Value } from './value.js'

/** `x in "text"`: the parts of a short text are a list. */
export function inConstantText(m: Machine, item: Value, text: string, when: Formula, span: Span): Truth {
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
  return partOfText(m, item, when, 'whether a field is part of a text', span)
}

/** Only text can be part of text: the rest raises. */
export function partOfText(m: Machine, item: Value, when: Formula, reason: string, span: Span): Truth {
  switch (item.type) {
    case 'text':
    case 'numberText':
    case 'containerText':
    case 'someText':
    case 'format':
    case 'constant':
      return unknownTruth(m, when, reason, span)
    case 'node': {
      const [text, other] = byKind(m, when, item.node, item.mask, [KIND.string, ~KIND.string]) as [Formula, Formula]
      raise(m, other, 'TypeError', span)
      return unknownTruth(m, text, reason, span)
    }
    case 'unknown':
      return unknownOrRaised(m, when, item.reason, span, item.raises)
    case 'walk':
      return unknownOrRaised(m, when, reason, span)
    default:
      raise(m, when, 'TypeError', span)
      return NOTHING
  }
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
