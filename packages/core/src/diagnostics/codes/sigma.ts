/** Sigma rules. */
export const SIGMA_CODES = {
  'sigma/no-detection': { severity: 'error', title: 'rule without detection' },
} as const
