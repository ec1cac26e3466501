import { dotted, segmentKey } from '../ir/path.js'
import type { Assumption } from './assumption.js'
import { splitKeySpellings } from './key-spellings.js'
import type { Assumed } from './parts-of.js'

/**
 * Assumptions are the same when they say the same of the same field. `nestedKeys` is about how a path is cut as well.
 */
export function assumptionKey(assumption: Assumed): string {
  const { kind, path, parts } = assumption
  if (parts !== undefined) return `${kind} of ${parts.map(assumptionKey).join()}`
  return `${kind} ${kind === 'nestedKeys' ? JSON.stringify(path.map(segmentKey)) : dotted(path)}`
}

/**
 * One for each kind and field, in order of first appearance; the first `why` and span stay. What a `keysAsWritten` says
 * of a field need not be said beside it.
 */
export function mergeAssumptions(lists: readonly (readonly Assumption[])[]): readonly Assumption[] {
  const merged = new Map<string, Assumption>()
  for (const assumption of lists.flat()) {
    const key = assumptionKey(assumption)
    if (!merged.has(key)) merged.set(key, assumption)
  }
  const spelled = [...merged.values()].filter(({ kind }) => kind === 'keysAsWritten')
  for (const part of splitKeySpellings(spelled)) merged.delete(assumptionKey(part))
  return [...merged.values()]
}
