import { valueAt, type YamlScalar } from '../../yaml/yaml-node.js'
import { report } from '../reading.js'
import type { Looked } from './lint-rules.js'

/** Ids and names are how documents refer to each other, so each stands once in a set of files. */
export function lintReferences(all: readonly Looked[]): void {
  for (const key of ['id', 'name']) {
    const first = new Map<string, YamlScalar>()
    for (const { document, reading } of all) {
      const value = valueAt(document, key)
      if (value?.type !== 'scalar' || value.text === '') continue
      const known = first.get(value.text)
      if (known === undefined) first.set(value.text, value)
      else {
        report(reading, 'sigma/duplicate-rule', value.span, `Another rule has the ${key} "${value.text}".`, {
          related: [{ span: known.span, message: 'It stands here.' }],
          effect: 'none',
        })
      }
    }
  }
}
