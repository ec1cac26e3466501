import type { JsonValue } from '@ruleglot/core'
import type { YamlNode } from '../yaml/yaml-node.js'

/**
 * A YAML node as JSON, the way Panther's tool reads it: YAML 1.2, where `off` and `yes` are text; times stay text. A
 * number that JSON would write differently (00000429, 1_000) stays text too.
 */
export function jsonOf(node: YamlNode): JsonValue {
  switch (node.type) {
    case 'empty':
      return null
    case 'scalar':
      return node.plain ? plainValue(node.text) : node.text
    case 'sequence':
      return node.items.map(jsonOf)
    case 'mapping': {
      const object: Record<string, JsonValue> = {}
      for (const { key, value } of node.entries) {
        // An ordinary key even when it is called __proto__.
        Object.defineProperty(object, key.text, {
          value: jsonOf(value),
          enumerable: true,
          configurable: true,
          writable: true,
        })
      }
      return object
    }
  }
}

function plainValue(text: string): JsonValue {
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return null
  if (/^(?:true|True|TRUE)$/.test(text)) return true
  if (/^(?:false|False|FALSE)$/.test(text)) return false
  if (!/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/.test(text)) return text
  const value = Number(text)
  return Number.isFinite(value) ? value : text
}
