import type { Span } from '@ruleglot/core'
import { and, or } from './formula.js'
import { type Formula, KIND } from './formula-node.js'
import { byKind, constant, type Machine, one, raise } from './machine.js'
import type { Value, Values } from './value.js'

/**
 * Texts one after the other, as `+` and join() put them: one that is no text raises. Undefined where no field is among
 * them, or something of which it is not known whether it is a text.
 */
export function concatenated(m: Machine, pieces: readonly Values[], live: Formula, span: Span): Values | undefined {
  const hasField = pieces.some((values) => values.some(({ value }) => value.type === 'node'))
  if (!hasField || !pieces.every((values) => values.every(({ value }) => isClear(value)))) return undefined
  const parts: (string | Values)[] = []
  let all = live
  for (const values of pieces) {
    const [only, ...more] = values
    if (only?.value.type === 'constant' && typeof only.value.value === 'string' && more.length === 0) {
      parts.push(only.value.value)
      continue
    }
    const texts = values.flatMap((way) => textOnly(m, way, span))
    all = and(m.store, [
      all,
      or(
        m.store,
        texts.map(({ when }) => when),
      ),
    ])
    const [format, ...others] = texts
    if (format?.value.type === 'format' && others.length === 0) parts.push(...format.value.parts)
    else parts.push(texts)
  }
  return one(all, { type: 'format', parts })
}

/** Whether all that the values may be are texts. */
export function areTexts(values: Values): boolean {
  return values.length > 0 && values.every(({ value }) => isText(value))
}

function isText(value: Value): boolean {
  if (value.type === 'constant') return typeof value.value === 'string'
  return TEXTS.has(value.type)
}

const TEXTS: ReadonlySet<Value['type']> = new Set(['text', 'numberText', 'containerText', 'format', 'someText'])

function isClear(value: Value): boolean {
  return value.type === 'constant' || value.type === 'node' || isText(value)
}

function textOnly(m: Machine, { when, value }: Values[number], span: Span): Values {
  if (value.type === 'constant' && typeof value.value !== 'string') {
    raise(m, when, 'TypeError', span)
    return []
  }
  if (value.type !== 'node') return [{ when, value: value.type === 'constant' ? constant(value.value) : value }]
  const [text, other] = byKind(m, when, value.node, value.mask, [KIND.string, ~KIND.string & 511]) as [Formula, Formula]
  raise(m, other, 'TypeError', span)
  return one(text, { ...value, mask: KIND.string })
}
