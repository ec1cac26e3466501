import type { LanguageEmitter } from '@ruleglot/core'

export const panther: LanguageEmitter = { id: 'panther' }
