import type { LanguageParser } from '@ruleglot/core'

export const sigma: LanguageParser = { id: 'sigma' }
