import type { JsonValue } from '@ruleglot/core'
import type { DataModel, LiftSource } from './lifted-rule.js'

/** The data models of the log types that the rule gets; of all events, where it does not say. */
export function modelsFor({
  dataModels = [],
  logTypes = [],
  samples = [],
}: LiftSource): readonly DataModel[] | undefined {
  if (dataModels.length === 0) return undefined
  const named = new Set(logTypes)
  for (const event of samples) {
    if (typeof event !== 'object' || event === null || Array.isArray(event)) continue
    const type = (event as Readonly<Record<string, JsonValue>>)['p_log_type']
    if (typeof type === 'string') named.add(type)
  }
  return named.size === 0 ? dataModels : dataModels.filter((model) => model.logTypes.some((type) => named.has(type)))
}
