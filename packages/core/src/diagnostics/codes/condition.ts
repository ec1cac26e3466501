/** The Panther condition syntax. */
export const CONDITION_CODES = {
  'condition/unexpected': { severity: 'error', title: 'unexpected text' },
} as const
