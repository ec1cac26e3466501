import type { JsonObject, JsonValue } from '@ruleglot/core'

/**
 * TOML has values that JSON has not: dates, integers beyond 2^53, floats that are whole numbers, inf and nan. In a JSON
 * document they are `{ "$toml": "<the text of the value>" }`. A table of the source that looks like that is wrapped once
 * more, so nothing is taken for a literal that was none.
 */
const TOML_LITERAL = '$toml'

export function tomlLiteral(text: string): JsonObject {
  return { [TOML_LITERAL]: text }
}

/** The table as it stands in a JSON document. */
export function escapeLiteral(table: JsonObject): JsonObject {
  const keys = Object.keys(table)
  return keys.length === 1 && keys[0] === TOML_LITERAL ? { [TOML_LITERAL]: table } : table
}

/** The text of a literal, for readers that can use a date or number as text. */
export function literalText(value: JsonValue | undefined): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const text = (value as JsonObject)[TOML_LITERAL]
  return Object.keys(value).length === 1 && typeof text === 'string' ? text : undefined
}
