/** A repository of rules and what the command keeps about it. */
export const REPOSITORY_CODES = {
  'repository/bad-lock': { severity: 'error', title: 'lock file that cannot be read' },
  'repository/bad-config': { severity: 'error', title: 'config file of the wrong shape' },
  'repository/not-exact': { severity: 'warning', title: 'output that differs from its source' },
  'repository/same-id': { severity: 'warning', title: 'two rules that would get one id' },
} as const
