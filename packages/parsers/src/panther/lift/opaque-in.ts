import type { Span } from '@ruleglot/core'
import type { Formula } from './formula-node.js'
import type { LiftedRule } from './lifted-rule.js'

/** What of the formula could not be read, each part once. */
export function opaqueIn(formula: Formula): LiftedRule['opaque'] {
  const found = new Map<string, { span: Span; reason: string }>()
  const seen = new Set<Formula>()
  const visit = (part: Formula): void => {
    if (seen.has(part)) return
    seen.add(part)
    if (part.op === 'and' || part.op === 'or') part.parts.forEach(visit)
    else if (part.op === 'some' || part.op === 'count') visit(part.body)
    else if (part.op === 'unknown')
      found.set(`${part.span.file} ${part.span.start} ${part.reason}`, { span: part.span, reason: part.reason })
  }
  visit(formula)
  return [...found.values()]
}
