import type { LanguageParser } from '@ruleglot/core'

export const elastic: LanguageParser = { id: 'elastic' }
