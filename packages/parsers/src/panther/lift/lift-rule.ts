import { opaque } from '@ruleglot/core'
import { liftFunction } from '../python/lift.js'
import { readModule } from '../python/read-syntax.js'
import type { LiftedRule, LiftOptions, LiftSource } from './lifted-rule.js'

/** What the functions of a Panther rule mean, as far as they can be read. Total: any text gives an answer. */
export function liftRule(source: LiftSource, _options: LiftOptions = {}): LiftedRule {
  const read = liftFunction(readModule(source.body, source.file), 'rule')
  const span = read.ok ? { start: 0, end: 0 } : read.span
  return {
    condition: read.ok ? read.condition : opaque('panther-python', source.body, [], span),
    defined: [],
    assumptions: read.ok ? read.assumptions : [],
    severityOverrides: [],
    outputFields: [],
    diagnostics: [],
    opaque: read.ok ? [] : [{ span, reason: read.reason }],
  }
}
