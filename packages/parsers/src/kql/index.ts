import type { LanguageParser } from '@ruleglot/core'

export const kql: LanguageParser = { id: 'kql' }
