/** What a target cannot express. */
export const EMIT_CODES = {
  'emit/unsupported': { severity: 'error', title: 'condition the target cannot express' },
  'emit/opaque': { severity: 'error', title: 'part that was not understood' },
  'emit/ignore-case': { severity: 'error', title: 'test that ignores letter case' },
  'emit/regex': { severity: 'error', title: 'regular expression the target cannot write' },
  'emit/pattern': { severity: 'error', title: 'wildcard pattern the target cannot write' },
  'emit/field-type': { severity: 'error', title: 'value that the type of the field rules out' },
  'emit/element-scope': { severity: 'error', title: 'tests that must hold of one element of a list' },
  'emit/shape': { severity: 'error', title: 'test for null, missing or a JSON type' },
  'emit/backtracking': {
    severity: 'warning',
    title: 'regular expression that may take exponential time on the target',
  },
} as const
