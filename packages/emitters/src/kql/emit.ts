import {
  type Assumption,
  type Condition,
  checkCapabilities,
  dotted,
  type EmitOptions,
  type EmittedCondition,
  type FieldType,
  failure,
  type Path,
  type Result,
  success,
} from '@ruleglot/core'
import { kqlCapabilities } from './capabilities.js'
import { layoutQuery } from './layout-query.js'
import { prepare } from './prepare.js'
import { toBlock } from './to-block.js'
import type { LeafContext } from './write-leaf.js'

export interface KqlLayout {
  /** Columns before a query is broken over lines. */
  readonly width?: number
}

/** A condition as a KQL query that Kibana and Elasticsearch's own KQL read alike. */
export function emitKql(condition: Condition, options: EmitOptions, layout: KqlLayout = {}): Result<EmittedCondition> {
  const context = contextOf(options)
  const prepared = prepare(condition, context.typeOf)
  const refused = checkCapabilities(prepared, kqlCapabilities(context), 'kql')
  if (refused.length > 0) return failure(refused)
  const assumptions: Assumption[] = []
  const text = layoutQuery(toBlock(prepared, context, assumptions), layout.width)
  return success({ text, assumptions: distinct(assumptions), diagnostics: [] })
}

function contextOf({ schema, target }: EmitOptions): Omit<LeafContext, 'scope'> {
  const fixed = new Set(target?.caseFixed)
  return {
    typeOf: (path: Path): FieldType | undefined => schema?.lookup(path)?.type,
    caseFixed: (path: Path): boolean => fixed.has(dotted(path)),
  }
}

/** One of a kind and field is enough. */
function distinct(assumptions: readonly Assumption[]): readonly Assumption[] {
  const byKey = new Map<string, Assumption>()
  for (const assumption of assumptions) {
    const key = `${assumption.kind} ${dotted(assumption.path)}`
    if (!byKey.has(key)) byKey.set(key, assumption)
  }
  return [...byKey.values()]
}
