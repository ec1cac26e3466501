/** Elastic rule files: TOML and Kibana export. */
export const ELASTIC_CODES = {
  'elastic/no-rule': { severity: 'error', title: 'file without a rule' },
  'elastic/no-query': { severity: 'error', title: 'rule without a query' },
  'elastic/unsupported-language': { severity: 'info', title: 'query language that is kept, not read' },
  'elastic/query-language': { severity: 'info', title: 'query language that was chosen' },
  'elastic/wrong-type': { severity: 'warning', title: 'key with a value of another type' },
  'elastic/unknown-value': { severity: 'warning', title: 'value outside the documented ones' },
  'elastic/missing-key': { severity: 'warning', title: 'key that every rule should have' },
  'elastic/unread-filter': { severity: 'warning', title: 'filter that is kept, not read' },
  'elastic/exceptions-elsewhere': { severity: 'info', title: 'exceptions that are not in the file' },
  'elastic/replacement-character': { severity: 'warning', title: 'character that stands for lost bytes' },
  'elastic/lone-surrogate': { severity: 'error', title: 'half a character, which TOML cannot hold' },
  'elastic/no-index': { severity: 'warning', title: 'rule that searches the default indices' },
  'elastic/null-as-missing': { severity: 'warning', title: 'test for null or a type, written as one for a value' },
  'elastic/null-dropped': { severity: 'info', title: 'null, which TOML cannot hold' },
} as const
