import type { LanguageParser } from '@ruleglot/core'
import { detect } from './detect.js'
import { parseCondition } from './parse-condition.js'
import { parseRules } from './parse-rules.js'

/** Predicates in JavaScript as we write them (spec/languages/javascript.md); nothing else is read. */
export const javascript: LanguageParser = {
  id: 'javascript',
  platform: 'vendor',
  parseCondition,
  parseRules,
  detect,
}
