import type { Span } from '@ruleglot/core'

/**
 * The catalog's remark on a page whose rule does more than its condition says. It says that the rule runs imperative
 * logic, in a sentence of its own; the rest of the line belongs to it.
 */
export function findPartialSentence(text: string): Span | undefined {
  const found = /^[^\S\r\n\u2028\u2029]*(This rule also runs imperative logic\b[^\r\n]*)/im.exec(text)
  if (found === null) return undefined
  const start = found.index + found[0].length - (found[1] as string).length
  return { start, end: start + (found[1] as string).trimEnd().length }
}
