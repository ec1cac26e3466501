/** Documented limits that keep hostile input in bounded time and memory. */
export const LIMIT_CODES = {
  'limit/source-size': { severity: 'error', title: 'source text too large' },
  'limit/nesting': { severity: 'error', title: 'nested too deeply' },
  'limit/nodes': { severity: 'error', title: 'condition too large' },
} as const
