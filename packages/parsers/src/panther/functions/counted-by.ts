import type { Grouping, JsonObject, Path, Rule, Trigger } from '@ruleglot/core'
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
  const counted = { ...trigger, groupBy: functions.grouping === undefined ? titleFields(functions) : by }
  const { distinct } = functions
  if (distinct === undefined) return { ...groups, trigger: counted }
  return { ...groups, trigger: { ...counted, count: 1, distinct: { field: distinct, count: trigger.count } } }
}

/** The function that decides how matches are counted and is not read. */
function unreadOf({ found, kept: reasons }: LiftedFunctions): string | undefined {
  const groups = found.includes('dedup') ? 'dedup' : 'title'
  return [groups, 'unique'].find((name) => Object.hasOwn(reasons, name))
}

function titleFields({ alertTitle = [] }: LiftedFunctions): readonly Path[] {
  const paths = alertTitle.flatMap((part) => (typeof part === 'string' ? [] : [part.path]))
  return paths.filter((path, i) => paths.findIndex((other) => JSON.stringify(other) === JSON.stringify(path)) === i)
}

function kept({ count, window }: Trigger & { kind: 'threshold' }, by: string): Trigger {
  const source: JsonObject = { count, by: `${by}()`, ...(window === undefined ? {} : { window }) }
  return { kind: 'other', language: 'panther', name: 'threshold', source }
}
