import type { LanguageEmitter } from '@ruleglot/core'
import { emitCondition } from './emit-condition.js'

/** The condition syntax of the detection catalog (spec/languages/panther-condition.md). */
export const pantherCondition: LanguageEmitter = {
  id: 'panther-condition',
  platform: 'panther',
  extension: 'condition',
  emitCondition,
}
