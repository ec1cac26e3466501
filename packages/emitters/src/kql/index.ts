import type { LanguageEmitter } from '@ruleglot/core'
import { emitKql } from './emit.js'

export { emitKql, type KqlLayout } from './emit.js'

/** Kibana Query Language. */
export const kql: LanguageEmitter = {
  id: 'kql',
  platform: 'elastic',
  emitCondition: (condition, options) => emitKql(condition, options),
}
