import type { YamlEntry, YamlMapping, YamlNode, YamlScalar } from '../../yaml/yaml-node.js'
import { valueAt } from '../../yaml/yaml-node.js'
import type { Looked } from './lint-rules.js'

/** The section that holds search identifiers, and its keys that are none. */
export function sectionOf({ document, kind }: Looked): YamlMapping | undefined {
  const section = valueAt(document, kind === 'filter' ? 'filter' : 'detection')
  return section?.type === 'mapping' ? section : undefined
}

const NO_IDENTIFIERS: ReadonlySet<string> = new Set(['condition', 'timeframe', 'rules'])

export function identifiersOf(section: YamlMapping): readonly YamlEntry[] {
  return section.entries.filter(({ key }) => !NO_IDENTIFIERS.has(key.text))
}

/** One `field|modifiers: values`; keywords have no key. */
export interface DetectionItem {
  readonly key: YamlScalar | undefined
  readonly field: string
  readonly modifiers: readonly string[]
  readonly values: readonly YamlNode[]
}

/** Every item of every search identifier. */
export function detectionItems(section: YamlMapping): readonly DetectionItem[] {
  return identifiersOf(section).flatMap(({ value }) => {
    const members = value.type === 'sequence' ? value.items : [value]
    const keywords = members.filter((member) => member.type === 'scalar')
    const maps = members.flatMap((member) => (member.type === 'mapping' ? member.entries.map(itemOf) : []))
    return keywords.length === 0 ? maps : [{ key: undefined, field: '', modifiers: [], values: keywords }, ...maps]
  })
}

function itemOf({ key, value }: YamlEntry): DetectionItem {
  const [field = '', ...modifiers] = key.text.split('|')
  return { key, field, modifiers, values: value.type === 'sequence' ? value.items : [value] }
}
