/** Panther rule files: YAML and Python. */
export const PANTHER_CODES = {
  'panther/no-rule': { severity: 'error', title: 'file without a Panther rule' },
  'panther/no-rule-id': { severity: 'error', title: 'rule without RuleID' },
  'panther/not-a-rule': { severity: 'info', title: 'document of another kind than a rule' },
  'panther/no-base': { severity: 'warning', title: 'derived rule without its base' },
  'panther/no-log-type': { severity: 'error', title: 'rule without a log type' },
  'panther/no-python': { severity: 'warning', title: 'rule whose Python file is missing' },
  'panther/two-bodies': { severity: 'warning', title: 'rule with Python and a detection in YAML' },
  'panther/wrong-type': { severity: 'warning', title: 'key with a value of another type' },
  'panther/unread-python': { severity: 'info', title: 'Python that is kept, not read' },
  'panther/newer-python': { severity: 'warning', title: 'f-string that Python 3.11 does not read' },
  'panther/known-helper': { severity: 'info', title: 'helper read as panther-analysis has it' },
  'panther/unread-function': { severity: 'info', title: 'function beside rule() that is kept, not read' },
  'panther/bad-expression': { severity: 'error', title: "match expression against Panther's schema" },
  'panther/unknown-condition': { severity: 'warning', title: 'match expression with an unknown condition' },
  'panther/unread-expression': { severity: 'warning', title: 'match expression that is kept, not read' },
  'panther/unread-field': { severity: 'warning', title: 'part of a Simple Detection that is not read' },
} as const
