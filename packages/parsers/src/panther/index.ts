import type { LanguageParser } from '@ruleglot/core'
import { detectPanther } from './detect.js'
import { parseCondition } from './parse-condition.js'
import { parseRules } from './parse-rules.js'

/** Panther: a rule's YAML and its Python. */
export const panther: LanguageParser = { id: 'panther', parseCondition, parseRules, detect: detectPanther }
