/** The rule around the condition: metadata, trigger, tests. */
export const RULE_CODES = {
  'rule/unknown-language': { severity: 'error', title: 'language not recognised' },
  'rule/metadata-lost': { severity: 'info', title: 'metadata without a place in the target' },
  'rule/trigger-lost': { severity: 'warning', title: 'trigger that the target cannot express' },
  'rule/trigger-approximate': { severity: 'warning', title: 'trigger expressed approximately' },
} as const
