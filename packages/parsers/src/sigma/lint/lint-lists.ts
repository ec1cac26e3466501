import { valueAt } from '../../yaml/yaml-node.js'
import { report } from '../reading.js'
import type { Looked } from './lint-rules.js'

/** Lists of metadata: entries given twice, entries that say nothing. */
export function lintLists({ document, reading }: Looked): void {
  for (const key of ['tags', 'references', 'fields', 'falsepositives', 'scope']) {
    const list = valueAt(document, key)
    if (list?.type !== 'sequence') continue
    const known = new Set<string>()
    for (const entry of list.items) {
      if (entry.type !== 'scalar') continue
      if (known.has(entry.text)) {
        report(reading, 'sigma/duplicate-entry', entry.span, `"${entry.text}" stands twice under "${key}".`, {
          hint: 'Remove one of them.',
          effect: 'none',
        })
      }
      known.add(entry.text)
      if ((key === 'falsepositives' || key === 'scope') && entry.text.trim().length < 2) {
        report(reading, 'sigma/short-entry', entry.span, `An entry under "${key}" has at least two characters.`, {
          effect: 'none',
        })
      }
    }
  }
}
