import type { JsonValue } from '@ruleglot/core'
import type { YamlNode } from '../yaml/yaml-node.js'

/** A document as JSON, numbers and booleans as YAML 1.2 has them: what `rule.vendor` keeps. */
export function plainValue(node: YamlNode): JsonValue {
  if (node.type === 'empty') return null
  if (node.type === 'sequence') return node.items.map(plainValue)
  if (node.type === 'mapping') {
    return Object.fromEntries(node.entries.map(({ key, value }) => [key.text, plainValue(value)]))
  }
  const { text, plain } = node
  if (!plain) return text
  if (text === '' || /^(?:~|null|Null|NULL)$/.test(text)) return null
  if (/^(?:true|True|TRUE)$/.test(text)) return true
  if (/^(?:false|False|FALSE)$/.test(text)) return false
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(text) ? Number(text) : text
}
