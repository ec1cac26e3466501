import type { LanguageEmitter } from '@ruleglot/core'

export const javascript: LanguageEmitter = { id: 'javascript' }
