import type { Diagnostic } from '@ruleglot/core'

/** Diagnostics in the order in which a reader of the text meets what they speak of. */
export function inTextOrder(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...diagnostics].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0))
}
