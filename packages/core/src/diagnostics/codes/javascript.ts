/** JavaScript predicates: written, and read back. */
export const JAVASCRIPT_CODES = {
  'javascript/not-ruleglot': { severity: 'error', title: 'not a predicate written by ruleglot' },
  'javascript/syntax': { severity: 'error', title: 'not valid JavaScript' },
} as const
