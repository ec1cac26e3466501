import type { LanguageEmitter } from '@ruleglot/core'
import { emitCondition } from './emit-condition.js'
import { emitRule } from './emit-rule.js'

export { pantherTests } from './panther-tests.js'

/** Panther: a rule's YAML and its Python. */
export const panther: LanguageEmitter = { id: 'panther', emitCondition, emitRule, listsWhole: true }
