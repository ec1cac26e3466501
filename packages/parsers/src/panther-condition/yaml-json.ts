import type { JsonObject, JsonValue } from '@ruleglot/core'
import type { YamlNode } from '../yaml/yaml-node.js'

/** A YAML node as JSON, plain scalars by the core schema of YAML 1.2. Numbers that would lose digits stay text. */
export function yamlJson(node: YamlNode): JsonValue {
  switch (node.type) {
    case 'empty':
      return null
    case 'sequence':
      return node.items.map(yamlJson)
    case 'mapping': {
      const object: Record<string, JsonValue> = {}
      for (const { key, value } of node.entries) {
        Object.defineProperty(object, key.text, {
          value: yamlJson(value),
          enumerable: true,
          configurable: true,
          writable: true,
        })
      }
      return object as JsonObject
    }
    case 'scalar':
      return node.plain ? plainScalar(node.text) : node.text
  }
}

function plainScalar(text: string): JsonValue {
  if (text === '' || text === '~' || /^(?:null|Null|NULL)$/.test(text)) return null
  if (/^(?:true|True|TRUE)$/.test(text)) return true
  if (/^(?:false|False|FALSE)$/.test(text)) return false
  if (/^[-+]?(?:0|[1-9][0-9]*)$/.test(text)) return Number.isSafeInteger(Number(text)) ? Number(text) : text
  return /^[-+]?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/.test(text) ? Number(text) : text
}
