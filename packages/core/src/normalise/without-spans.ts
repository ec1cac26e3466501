import type { Condition } from '../ir/node.js'
import { transform } from '../ir/transform.js'

/** Drops spans, and the source text of regular expressions: neither is part of the meaning. First, because later passes merge nodes. */
export function withoutSpans(condition: Condition): Condition {
  return transform(condition, (node) => {
    const copy: Record<string, unknown> = { ...node }
    delete copy['span']
    if (node.kind === 'Regex') delete copy['source']
    return copy as unknown as Condition
  })
}
