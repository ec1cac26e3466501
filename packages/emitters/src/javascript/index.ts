import type { LanguageEmitter } from '@ruleglot/core'
import { emitCondition } from './emit-condition.js'
import { emitRule } from './emit-rule.js'

export { type EmittedModule, emitModule } from './emit-module.js'
export { type PredicateOptions, toPredicate } from './to-predicate.js'

/** Predicates over events as JavaScript without dependencies (spec/languages/javascript.md). */
export const javascript: LanguageEmitter = {
  id: 'javascript',
  platform: 'vendor',
  emitCondition,
  emitRule,
}
