/** What changed between two versions of a set of rules, and how rules of one set stand to each other. */
export const CHANGE_CODES = {
  'change/narrower': { severity: 'warning', title: 'rule that misses events it fired on before' },
  'change/wider': { severity: 'warning', title: 'rule that fires on more events than before' },
  'change/different': { severity: 'warning', title: 'rule that misses some events and fires on others' },
  'change/unproven': { severity: 'warning', title: 'changed rule that could not be compared' },
  'change/removed': { severity: 'warning', title: 'rule that is gone' },
  'change/added': { severity: 'info', title: 'new rule' },
  'change/metadata': { severity: 'info', title: 'severity, log source or alerting that changed' },
  'related/same': { severity: 'warning', title: 'rule that fires on the same events as another' },
  'related/inside': { severity: 'info', title: 'rule that fires only where another fires too' },
} as const
