import type { LanguageEmitter } from '@ruleglot/core'

export const pantherCondition: LanguageEmitter = { id: 'panther-condition' }
