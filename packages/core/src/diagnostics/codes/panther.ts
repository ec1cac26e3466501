/** Panther rule files: YAML and Python. */
export const PANTHER_CODES = {
  'panther/no-rule-id': { severity: 'error', title: 'rule without RuleID' },
} as const
