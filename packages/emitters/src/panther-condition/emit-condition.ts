import {
  type Condition,
  checkCapabilities,
  depthOf,
  diagnostic,
  type EmittedCondition,
  failure,
  inlineLets,
  MAX_DEPTH,
  type Result,
  success,
} from '@ruleglot/core'
import { capabilitiesFor } from './capabilities.js'
import { emitText } from './emit.js'

/** The condition in the catalog's notation. It relies on no assumptions: what it says is what the IR says. */
export function emitCondition(condition: Condition): Result<EmittedCondition> {
  if (depthOf(condition) > MAX_DEPTH) {
    return failure([
      diagnostic('limit/nesting', `The condition is nested more than ${MAX_DEPTH} deep.`, { hint: 'Split the rule.' }),
    ])
  }
  const inlined = inlineLets(condition)
  const problems = checkCapabilities(inlined, capabilitiesFor(inlined), 'panther-condition')
  if (problems.length > 0) return failure(problems)
  return success({ text: emitText(inlined), assumptions: [], diagnostics: [] })
}
