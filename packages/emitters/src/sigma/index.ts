import type { LanguageEmitter } from '@ruleglot/core'
import { emitCondition } from './emit-condition.js'
import { emitRule } from './emit-rule.js'

/** Sigma rules (specification 2.1) in the style of SigmaHQ's repository; a condition alone is a `detection` section. */
export const sigma: LanguageEmitter = { id: 'sigma', emitCondition, emitRule }
