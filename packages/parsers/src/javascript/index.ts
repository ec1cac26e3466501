import type { LanguageParser } from '@ruleglot/core'

export const javascript: LanguageParser = { id: 'javascript' }
