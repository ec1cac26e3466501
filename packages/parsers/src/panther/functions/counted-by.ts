import { type Grouping, type JsonObject, type Rule, type Trigger, takesFirstOf, titlePaths } from '@ruleglot/core'
import type { LiftedFunctions } from './lifted-functions.js'

/**
 * Trigger and grouping of a rule: its YAML has the numbers, its functions the fields. Panther counts by dedup(), without
 * it by title(), without both all matches together. Where the function that decides is not read, neither is the trigger.
 */
export function countedBy(
  { trigger, grouping }: Partial<Rule>,
  functions: LiftedFunctions,
): { readonly trigger?: Trigger; readonly grouping?: Grouping } {
  const by = functions.grouping?.by ?? []
  const groups = by.length === 0 ? {} : { grouping: { ...grouping, ...functions.grouping, by } }
  if (trigger?.kind !== 'threshold') return groups
  const unread = unreadOf(functions)
  if (unread !== undefined) return { ...groups, trigger: kept(trigger, unread) }
  const counted = {
    ...trigger,
    groupBy: functions.grouping === undefined ? titlePaths(functions.alertTitle ?? []) : by,
  }
  const { distinct } = functions
  if (distinct === undefined) return { ...groups, trigger: counted }
  return { ...groups, trigger: { ...counted, count: 1, distinct: { field: distinct, count: trigger.count } } }
}

/** The function that decides how matches are counted, where it is not read or takes the first of several fields. */
function unreadOf({ found, kept: reasons, grouping, alertTitle = [] }: LiftedFunctions): string | undefined {
  const groups = found.includes('dedup') ? 'dedup' : 'title'
  if (groups === 'dedup' ? grouping?.text !== undefined : takesFirstOf(alertTitle)) return groups
  return [groups, 'unique'].find((name) => Object.hasOwn(reasons, name))
}

function kept({ count, window }: Trigger & { kind: 'threshold' }, by: string): Trigger {
  const source: JsonObject = { count, by: `${by}()`, ...(window === undefined ? {} : { window }) }
  return { kind: 'other', language: 'panther', name: 'threshold', source }
}
