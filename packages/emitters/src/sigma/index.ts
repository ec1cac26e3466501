import type { LanguageEmitter } from '@ruleglot/core'

export const sigma: LanguageEmitter = { id: 'sigma' }
