import type { LanguageEmitter } from '@ruleglot/core'
import { emitEql } from './emit.js'

export { type EqlLayout, emitEql } from './emit.js'

/** Event Query Language, as Elasticsearch runs it. */
export const eql: LanguageEmitter = {
  id: 'eql',
  platform: 'elastic',
  emitCondition: (condition, options) => emitEql(condition, options),
}
