/** What a target cannot express. */
export const EMIT_CODES = {
  'emit/unsupported': { severity: 'error', title: 'condition the target cannot express' },
  'emit/opaque': { severity: 'error', title: 'part that was not understood' },
} as const
