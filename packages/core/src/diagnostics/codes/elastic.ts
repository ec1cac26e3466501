/** Elastic rule files: TOML and Kibana export. */
export const ELASTIC_CODES = {
  'elastic/no-query': { severity: 'error', title: 'rule without a query' },
} as const
