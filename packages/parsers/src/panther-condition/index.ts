import type { LanguageParser } from '@ruleglot/core'

export const pantherCondition: LanguageParser = { id: 'panther-condition' }
