/** Panther rule files: YAML and Python. */
export const PANTHER_CODES = {
  'panther/no-rule': { severity: 'error', title: 'file without a Panther rule' },
  'panther/no-rule-id': { severity: 'error', title: 'rule without RuleID' },
  'panther/no-log-type': { severity: 'error', title: 'rule without a log type' },
  'panther/no-python': { severity: 'warning', title: 'rule whose Python file is missing' },
  'panther/wrong-type': { severity: 'warning', title: 'key with a value of another type' },
  'panther/unread-python': { severity: 'info', title: 'Python that is kept, not read' },
  'panther/unread-detection': { severity: 'info', title: 'detection without Python that is kept, not read' },
  'panther/unread-filter': { severity: 'warning', title: 'inline filter that is kept, not read' },
} as const
