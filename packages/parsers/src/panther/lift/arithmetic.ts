import type { Span } from '@ruleglot/core'
import type { Formula } from './formula-node.js'
import { constant, copying, type Machine, one, unknownValues } from './machine.js'
import type { Value, Values } from './value.js'

/** `+`, `-` and their like: constants are computed, texts joined; arithmetic with fields is not followed. */
export function arithmetic(m: Machine, sign: string, left: Value, right: Value, when: Formula, span: Span): Values {
  if (left.type === 'unknown' || right.type === 'unknown') {
    const raises = [...(left.type === 'unknown' ? left.raises : []), ...(right.type === 'unknown' ? right.raises : [])]
    return unknownValues(
      m,
      when,
      left.type === 'unknown' ? left.reason : (right as { reason: string }).reason,
      span,
      raises,
    )
  }
  if (left.type === 'constant' && right.type === 'constant') {
    const [a, b] = [left.value, right.value]
    if (typeof a === 'string' && typeof b === 'string' && sign === '+') return one(when, constant(a + b))
    if (typeof a === 'number' && typeof b === 'number') {
      const result = ARITHMETIC[sign]?.(a, b)
      if (result !== undefined && Number.isFinite(result))
        return one(when, constant(result, (left.float ?? false) || (right.float ?? false) || sign === '/'))
    }
    return unknownValues(m, when, `${sign} of constants`, span)
  }
  if (left.type === 'items' && right.type === 'items') {
    copying(m, left.items.length + right.items.length)
    if (sign === '+' && left.kind === right.kind && left.kind !== 'set')
      return one(when, { ...left, items: [...left.items, ...right.items] })
    if (sign === '|' && left.kind === 'set' && right.kind === 'set')
      return one(when, { ...left, items: [...left.items, ...right.items] })
  }
  if (sign === '+' && (isTextual(left) || isTextual(right)) && isTextual(left) && isTextual(right)) {
    const parts = [partOf(left, when), partOf(right, when)].flat()
    copying(m, parts.length)
    return one(when, { type: 'format', parts })
  }
  return unknownValues(m, when, `${sign} of a field`, span)
}

function isTextual(value: Value): boolean {
  return (
    value.type === 'text' || value.type === 'format' || (value.type === 'constant' && typeof value.value === 'string')
  )
}

function partOf(value: Value, when: Formula): readonly (string | Values)[] {
  if (value.type === 'format') return value.parts
  return value.type === 'constant' ? [String(value.value)] : [one(when, value)]
}

const ARITHMETIC: Readonly<Record<string, ((a: number, b: number) => number) | undefined>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '**': (a, b) => a ** b,
}
