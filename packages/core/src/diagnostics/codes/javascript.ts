/** JavaScript predicates read back. */
export const JAVASCRIPT_CODES = {
  'javascript/not-ruleglot': { severity: 'error', title: 'not a predicate written by ruleglot' },
} as const
