/** The rule around the condition: metadata, trigger, tests. */
export const RULE_CODES = {
  'rule/unknown-language': { severity: 'error', title: 'language not recognised' },
  'rule/metadata-lost': { severity: 'info', title: 'metadata without a place in the target' },
  'rule/trigger-lost': { severity: 'warning', title: 'trigger that the target cannot express' },
  'rule/trigger-approximate': { severity: 'warning', title: 'trigger expressed approximately' },
  'rule/not-read-back': { severity: 'warning', title: 'output that cannot be read back' },
  'rule/not-writable': { severity: 'error', title: 'language that cannot be written in this form' },
  'rule/none': { severity: 'error', title: 'no rule in the text' },
  'rule/several': { severity: 'error', title: 'several rules where one is expected' },
  'rule/bad-document': { severity: 'error', title: 'JSON that is no rule or condition' },
} as const
