import {
  type Assumption,
  and,
  type Condition,
  checkCapabilities,
  dotted,
  type EmitOptions,
  type EmittedCondition,
  failure,
  isPath,
  literalOf,
  mergeAssumptions,
  type Result,
  success,
  TRUE,
} from '@ruleglot/core'
import { fieldFactsOf } from '../elastic-query/field-facts.js'
import { eqlCapabilities } from './capabilities.js'
import { writeCategory } from './escape.js'
import { layoutQuery } from './layout-query.js'
import { prepare } from './prepare.js'
import { toBlock } from './to-block.js'

export interface EqlLayout {
  /** Columns before a query is broken over lines. */
  readonly width?: number
}

/** A condition as an EQL query for one kind of event: `category where ...`. */
export function emitEql(condition: Condition, options: EmitOptions, layout: EqlLayout = {}): Result<EmittedCondition> {
  const context = fieldFactsOf(options)
  const prepared = prepare(condition)
  const refused = checkCapabilities(prepared, eqlCapabilities(context), 'eql')
  if (refused.length > 0) return failure(refused)
  const { category, rest } = splitCategory(prepared)
  const assumptions: Assumption[] = []
  const text = layoutQuery(category, toBlock(rest, context, assumptions), layout.width)
  return success({ text, assumptions: mergeAssumptions([assumptions]), diagnostics: [] })
}

/** The category that every event must have, and what is left to test; `any` where the condition names none. */
function splitCategory(condition: Condition): { readonly category: string; readonly rest: Condition } {
  const parts = condition.kind === 'And' ? condition.children : [condition]
  const at = parts.findIndex((part) => categoryOf(part) !== undefined)
  const category = at === -1 ? undefined : categoryOf(parts[at] as Condition)
  if (category === undefined) return { category: 'any', rest: condition }
  const rest = parts.filter((_, i) => i !== at)
  const [only] = rest
  return {
    category: writeCategory(category),
    rest: rest.length === 0 ? TRUE : rest.length === 1 && only !== undefined ? only : and(rest),
  }
}

function categoryOf(part: Condition): string | undefined {
  if (!('field' in part) || !isPath(part.field) || dotted(part.field) !== 'event.category') return undefined
  if (part.kind === 'Compare' && part.op === 'eq' && part.domain === undefined) return textOnly(part.value)
  if (part.kind === 'In' && part.values.length === 1) return textOnly(part.values[0])
  if (part.kind === 'Match' && part.on === 'string' && !part.ignoreCase) return textOnly(literalOf(part.pattern))
  return undefined
}

/** Text that is read back as a category alone: not what a number could stand for. */
function textOnly(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
