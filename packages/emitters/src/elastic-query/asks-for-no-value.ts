import type { ShapeNode } from '@ruleglot/core'

/** Whether the test says that the field has no value: all that Elasticsearch's queries know of missing and null. */
export function asksForNoValue({ kinds }: ShapeNode): boolean {
  return NEEDED.every((kind) => kinds.includes(kind)) && kinds.every((kind) => ALLOWED.has(kind))
}

const NEEDED = ['missing', 'null'] as const
const ALLOWED = new Set(['missing', 'null', 'emptyArray', 'emptyObject'])
