import type { LanguageEmitter } from '@ruleglot/core'

export const elastic: LanguageEmitter = { id: 'elastic' }
