import { dotted, segmentKey } from '../ir/path.js'
import type { Assumption } from './assumption.js'

/**
 * Assumptions are the same when they say the same of the same field. `nestedKeys` is about how a path is cut as well.
 */
export function assumptionKey(assumption: Pick<Assumption, 'kind' | 'path'>): string {
  const { kind, path } = assumption
  return `${kind} ${kind === 'nestedKeys' ? JSON.stringify(path.map(segmentKey)) : dotted(path)}`
}

/** One for each kind and field, in order of first appearance; the first `why` and span stay. */
export function mergeAssumptions(lists: readonly (readonly Assumption[])[]): readonly Assumption[] {
  const merged = new Map<string, Assumption>()
  for (const assumption of lists.flat()) {
    const key = assumptionKey(assumption)
    if (!merged.has(key)) merged.set(key, assumption)
  }
  return [...merged.values()]
}
