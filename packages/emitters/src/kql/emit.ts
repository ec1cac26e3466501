import {
  type Assumption,
  type Condition,
  checkCapabilities,
  type EmitOptions,
  type EmittedCondition,
  failure,
  mergeAssumptions,
  type Result,
  success,
} from '@ruleglot/core'
import { fieldFactsOf } from '../elastic-query/field-facts.js'
import { kqlCapabilities } from './capabilities.js'
import { layoutQuery } from './layout-query.js'
import { prepare } from './prepare.js'
import { toBlock } from './to-block.js'

export interface KqlLayout {
  /** Columns before a query is broken over lines. */
  readonly width?: number
}

/** A condition as a KQL query that Kibana and Elasticsearch's own KQL read alike. */
export function emitKql(condition: Condition, options: EmitOptions, layout: KqlLayout = {}): Result<EmittedCondition> {
  const context = fieldFactsOf(options)
  const prepared = prepare(condition, context.typeOf)
  const refused = checkCapabilities(prepared, kqlCapabilities(context), 'kql')
  if (refused.length > 0) return failure(refused)
  const assumptions: Assumption[] = []
  const text = layoutQuery(toBlock(prepared, context, assumptions), layout.width)
  return success({ text, assumptions: mergeAssumptions([assumptions]), diagnostics: [] })
}
