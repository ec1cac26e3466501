import {
  type Assumption,
  and,
  assumptionKey,
  type Condition,
  checkCapabilities,
  dotted,
  type EmitOptions,
  type EmittedCondition,
  failure,
  isPath,
  literalOf,
  type Path,
  type Result,
  success,
  TRUE,
} from '@ruleglot/core'
import { eqlCapabilities } from './capabilities.js'
import { writeCategory } from './escape.js'
import { layoutQuery } from './layout-query.js'
import { prepare } from './prepare.js'
import { toBlock } from './to-block.js'
import type { LeafContext } from './write-leaf.js'

export interface EqlLayout {
  /** Columns before a query is broken over lines. */
  readonly width?: number
}

/** A condition as an EQL query for one kind of event: `category where ...`. */
export function emitEql(condition: Condition, options: EmitOptions, layout: EqlLayout = {}): Result<EmittedCondition> {
  const context = contextOf(options)
  const prepared = prepare(condition)
  const refused = checkCapabilities(prepared, eqlCapabilities(context), 'eql')
  if (refused.length > 0) return failure(refused)
  const { category, rest } = splitCategory(prepared)
  const assumptions: Assumption[] = []
  const text = layoutQuery(category, toBlock(rest, context, assumptions), layout.width)
  return success({ text, assumptions: distinct(assumptions), diagnostics: [] })
}

function contextOf({ schema, target }: EmitOptions): LeafContext {
  const fixed = new Set(target?.caseFixed)
  return {
    typeOf: (path: Path) => schema?.lookup(path)?.type,
    caseFixed: (path: Path) => fixed.has(dotted(path)),
  }
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

/** One of a kind and field is enough. */
function distinct(assumptions: readonly Assumption[]): readonly Assumption[] {
  const byKey = new Map<string, Assumption>()
  for (const assumption of assumptions) {
    const key = assumptionKey(assumption)
    if (!byKey.has(key)) byKey.set(key, assumption)
  }
  return [...byKey.values()]
}
