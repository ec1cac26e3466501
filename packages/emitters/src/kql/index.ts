import type { LanguageEmitter } from '@ruleglot/core'

export const kql: LanguageEmitter = { id: 'kql' }
