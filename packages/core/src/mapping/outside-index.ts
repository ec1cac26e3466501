import type { Scalar } from '../ir/node.js'
import type { LogSource } from '../rule/rule.js'
import type { Pack } from './pack.js'

/**
 * Whether a rule searches data streams only and none of those that hold the log source: `logs-aws*` for a source whose
 * routing names the dataset okta.system. Such a rule never fires, whatever its query says. Beats and clusters elsewhere
 * have names that say nothing, so a rule that names one of them is not judged.
 */
export function isOutsideIndex({ index = [] }: LogSource, platform: string, pack: Pick<Pack, 'platforms'>): boolean {
  const datasets = (pack.platforms[platform]?.routing ?? []).flatMap(({ field, value, values }): readonly Scalar[] =>
    DATASET_FIELDS.includes(field) ? [value, ...(values ?? [])] : [],
  )
  if (datasets.length === 0 || index.length === 0) return false
  return index.every(
    (pattern) => pattern.startsWith('logs-') && !datasets.some((dataset) => haveOneName(pattern, `logs-${dataset}-*`)),
  )
}

const DATASET_FIELDS = ['event.dataset', 'data_stream.dataset']

/** Whether some name fits both patterns; a star is any text. */
function haveOneName(a: string, b: string): boolean {
  // Places in b that the part of a which was read can stand at.
  let places = closed(new Set([0]), b)
  for (const character of a) {
    const next = new Set<number>()
    for (const place of places) {
      if (character === '*') for (let i = place; i <= b.length; i++) next.add(i)
      else if (b[place] === '*') next.add(place)
      else if (b[place] === character) next.add(place + 1)
    }
    places = closed(next, b)
  }
  return places.has(b.length)
}

/** A star may stand for nothing. */
function closed(places: Set<number>, pattern: string): Set<number> {
  for (const place of places) if (pattern[place] === '*') places.add(place + 1)
  return places
}
