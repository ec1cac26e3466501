import type { LanguageEmitter } from '@ruleglot/core'
import { emitElasticRule } from './emit-rule.js'

/** Elastic detection rules as TOML files, in the layout of the detection-rules repository. */
export const elastic: LanguageEmitter = {
  id: 'elastic',
  emitRule: emitElasticRule,
}
