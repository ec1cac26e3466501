import type { NamedList } from '@ruleglot/core'
import type { YamlMapping, YamlNode } from '../yaml/yaml-node.js'

/** The lists of values that are all of a selection whose name says what they are: `selection_download_flags`. */
export function namedLists(detection: YamlMapping): readonly NamedList[] {
  return detection.entries.flatMap(({ key, value }) => {
    const name = saidBy(key.text)
    const values = onlyList(value)
    return name === undefined || values === undefined ? [] : [{ name, values }]
  })
}

/** What is left of the name without the customary beginning, where that is a plural: `selection_img` names a field. */
function saidBy(name: string): string | undefined {
  const own = name.toLowerCase().replace(/^(?:selection|sel|filter)_(?:(?:main|optional)_)?/, '')
  return own !== name.toLowerCase() && /^[a-z][a-z0-9_]*[^s]s$/.test(own) ? own : undefined
}

function onlyList(selection: YamlNode): readonly string[] | undefined {
  if (selection.type !== 'mapping' || selection.entries.length !== 1) return undefined
  const list = selection.entries[0]?.value
  if (list?.type !== 'sequence' || list.items.length < 2) return undefined
  const values = list.items.flatMap((item) => (item.type === 'scalar' ? [item.text] : []))
  return values.length === list.items.length ? values : undefined
}
