import type { Diagnostic, ParseRulesOptions } from '@ruleglot/core'
import { ownCopy } from '../../yaml/own-copy.js'
import { readYaml } from '../../yaml/read-yaml.js'
import { entryOf, type YamlMapping } from '../../yaml/yaml-node.js'
import { newReading, type Reading } from '../reading.js'
import { lintCorrelation } from './lint-correlation.js'
import { lintDetection } from './lint-detection.js'
import { lintFilter } from './lint-filter.js'
import { lintLists } from './lint-lists.js'
import { lintMetadata } from './lint-metadata.js'
import { referenceLint } from './lint-references.js'
import { lintTags } from './lint-tags.js'
import { lintValues } from './lint-values.js'

/** A document that is looked at, with the place for what is found. */
export interface Looked {
  readonly document: YamlMapping
  readonly kind: 'rule' | 'correlation' | 'filter'
  readonly reading: Reading
}

/**
 * What a careful author would change, beyond the diagnostics of reading: what follows from the specification and its
 * appendices, and what other Sigma tools are known to get wrong. Texts that are no YAML give nothing here.
 */
export function lintRules(files: Readonly<Record<string, string>>, options: ParseRulesOptions): readonly Diagnostic[] {
  const references = referenceLint()
  const readings: Reading[] = []
  // One text at a time: of a folder no more is held than what documents are called.
  for (const path of Object.keys(files)) {
    const text = files[path] ?? ''
    const file = path === '' ? options.file : path
    const yaml = readYaml(text, file)
    if (!yaml.ok) continue
    const reading = newReading(text, file)
    const documents = yaml.value.flatMap((document) =>
      document.type === 'mapping' ? [{ document, kind: kindOf(document), reading }] : [],
    )
    for (const looked of documents) for (const check of CHECKS[looked.kind]) check(looked)
    const found: Reading = { ...reading, text: '', diagnostics: ownCopy(reading.diagnostics) }
    readings.push(found)
    for (const looked of documents) references.add({ ...looked, reading: found })
  }
  references.report()
  const wanted = readings.filter(({ file }) => options.entry === undefined || file === options.entry)
  return wanted.flatMap(({ diagnostics }) => diagnostics)
}

function kindOf(document: YamlMapping): Looked['kind'] {
  if (entryOf(document, 'correlation') !== undefined) return 'correlation'
  return entryOf(document, 'filter') !== undefined && entryOf(document, 'detection') === undefined ? 'filter' : 'rule'
}

type Check = (looked: Looked) => void

const CHECKS: Readonly<Record<Looked['kind'], readonly Check[]>> = {
  rule: [lintMetadata, lintTags, lintLists, lintDetection, lintValues],
  correlation: [lintMetadata, lintTags, lintLists, lintCorrelation],
  filter: [lintMetadata, lintFilter, lintDetection, lintValues],
}
