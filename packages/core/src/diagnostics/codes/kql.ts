/** Kibana Query Language. */
export const KQL_CODES = {
  'kql/unterminated-string': { severity: 'error', title: 'string without closing quote' },
} as const
