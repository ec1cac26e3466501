import type { Scalar, Span } from '@ruleglot/core'
import type { Place } from './formula-node.js'
import type { Machine } from './machine.js'
import type { Values } from './value.js'

/** Formulas are shared, so they hold no places in the text: what a rule reads and asks first stands here. */
export function noteRead(m: Machine, values: Values, span: Span): void {
  for (const { value } of values) {
    if (value.type === 'node' && !m.askedAt.has(value.node.key)) m.askedAt.set(value.node.key, span)
  }
}

export function noteAsked(m: Machine, node: Place, value: Scalar, span: Span): void {
  const key = keyOf(node, value)
  if (!m.askedAt.has(key)) m.askedAt.set(key, span)
}

/** Where the values are asked for, from the first to the last; else where the place is read. */
export function askedAt(m: Machine, node: Place, values: readonly Scalar[] = []): Span | undefined {
  const spans = values.flatMap((value) => m.askedAt.get(keyOf(node, value)) ?? [])
  const [first] = spans
  if (first === undefined) return m.askedAt.get(node.key)
  let { start, end } = first
  for (const span of spans) {
    if (span.file !== first.file) continue
    start = Math.min(start, span.start)
    end = Math.max(end, span.end)
  }
  return { ...first, start, end }
}

function keyOf(node: Place, value: Scalar): string {
  return `${node.key} ${JSON.stringify(value)}`
}
