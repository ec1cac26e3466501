/** Text that is not YAML, TOML or JSON at all. */
export const SYNTAX_CODES = {
  'syntax/yaml': { severity: 'error', title: 'not valid YAML' },
  'syntax/toml': { severity: 'error', title: 'not valid TOML' },
  'syntax/json': { severity: 'error', title: 'not valid JSON' },
  'syntax/encoding': { severity: 'error', title: 'not valid UTF-8' },
  'syntax/unreadable': { severity: 'error', title: 'file that cannot be read' },
} as const
