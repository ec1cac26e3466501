import type { LanguageParser } from '@ruleglot/core'

export const panther: LanguageParser = { id: 'panther' }
