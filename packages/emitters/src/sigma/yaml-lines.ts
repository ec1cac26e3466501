import { yamlScalar } from './yaml-scalar.js'

/**
 * A YAML document as data, in the order it is written. A string is text and is quoted as needed; `verbatim` is YAML
 * already (numbers, booleans, null, prose blocks).
 */
export type YamlValue = string | { readonly verbatim: string } | YamlList | YamlMap
export type YamlList = readonly YamlValue[]
export interface YamlMap {
  readonly pairs: readonly (readonly [key: string, value: YamlValue])[]
}

export const yamlMap = (pairs: YamlMap['pairs']): YamlMap => ({ pairs })

/** SigmaHQ's layout: four spaces, lists indented below their key. */
export function yamlLines(map: YamlMap, indent = 0): string {
  return map.pairs.map(([key, value]) => `${' '.repeat(indent)}${entry(key, value, indent)}\n`).join('')
}

const STEP = 4

function entry(key: string, value: YamlValue, indent: number): string {
  const name = yamlScalar(key)
  if (typeof value === 'string') return `${name}: ${yamlScalar(value)}`
  if ('verbatim' in value) return `${name}: ${value.verbatim}`
  if ('pairs' in value) return `${name}:\n${yamlLines(value, indent + STEP).trimEnd()}`
  return `${name}:\n${value.map((item) => listItem(item, indent + STEP)).join('\n')}`
}

function listItem(item: YamlValue, indent: number): string {
  const dash = `${' '.repeat(indent)}- `
  if (typeof item === 'string') return dash + yamlScalar(item)
  if ('verbatim' in item) return dash + item.verbatim
  // The first key of a map stands behind the dash, the others below it.
  if ('pairs' in item) return dash + yamlLines(item, indent + 2).trim()
  return `${dash.trimEnd()}\n${item.map((inner) => listItem(inner, indent + STEP)).join('\n')}`
}
