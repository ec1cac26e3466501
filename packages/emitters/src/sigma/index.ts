import type { LanguageEmitter } from '@ruleglot/core'
import { emitCondition } from './emit-condition.js'

export const sigma: LanguageEmitter = { id: 'sigma', platform: 'vendor', emitCondition }
