import { entryOf } from '../../yaml/yaml-node.js'
import { report } from '../reading.js'
import type { Looked } from './lint-rules.js'

/** A filter changes rules and raises nothing itself. */
export function lintFilter({ document, reading }: Looked): void {
  for (const key of ['level', 'status']) {
    const entry = entryOf(document, key)
    if (entry === undefined) continue
    report(reading, 'sigma/filter-metadata', entry.key.span, `A filter has no ${key}; the rules keep theirs.`, {
      hint: 'Remove it.',
      effect: 'none',
    })
  }
}
