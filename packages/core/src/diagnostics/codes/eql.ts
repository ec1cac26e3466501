/** Event Query Language. */
export const EQL_CODES = {
  'eql/unterminated-string': { severity: 'error', title: 'string or comment without its end' },
  'eql/bad-escape': { severity: 'error', title: 'backslash that escapes nothing' },
  'eql/bad-character': { severity: 'error', title: 'character that EQL does not know' },
  'eql/unexpected': { severity: 'error', title: 'unexpected text' },
  'eql/missing-where': { severity: 'error', title: 'query without an event category and where' },
  'eql/unclosed-bracket': { severity: 'error', title: 'bracket that is never closed' },
  'eql/unmatched-bracket': { severity: 'error', title: 'closing bracket without an opening one' },
  'eql/misplaced-list': { severity: 'error', title: 'list, or its lack, beside an operator' },
  'eql/chained-comparison': { severity: 'error', title: 'comparison of a comparison' },
  'eql/misplaced-not': { severity: 'error', title: "'not' where a value must stand" },
  'eql/not-one-event': { severity: 'error', title: 'query over several events where one is asked for' },
  'eql/unread-part': { severity: 'warning', title: 'part that is kept as text' },
  'eql/type-mismatch': { severity: 'warning', title: 'value that the type of the field refuses' },
  'eql/inexact-number': { severity: 'warning', title: 'number that cannot be held exactly' },
  'eql/field-comparison': { severity: 'warning', title: 'comparison of two fields' },
} as const
