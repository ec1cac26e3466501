import type { LanguageParser } from '@ruleglot/core'
import { detect } from './detect.js'
import { parseCondition } from './parse-condition.js'
import { parseRules } from './parse-rules.js'

/** The condition syntax of the detection catalog (spec/languages/panther-condition.md). */
export const pantherCondition: LanguageParser = {
  id: 'panther-condition',
  platform: 'panther',
  parseCondition,
  parseRules,
  detect,
}
