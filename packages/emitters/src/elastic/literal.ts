import type { JsonObject, JsonValue } from '@ruleglot/core'

/**
 * TOML has values that JSON has not: dates, large integers, floats that are whole numbers, inf and nan. In a rule's
 * `vendor` they stand as `{ "$toml": "<text>" }` (spec/languages/elastic.md). Only text that is such a value and nothing
 * else is written as it stands. A table that looks like a literal is wrapped once more.
 */
const LITERAL_KEY = '$toml'

/** The text of a literal to write as it is. */
export function literalText(value: JsonValue): string | undefined {
  const inner = onlyValue(value)
  return typeof inner === 'string' && LITERAL.test(inner) ? inner : undefined
}

/** The table itself, where it was wrapped. */
export function unwrapTable(table: JsonObject): JsonObject {
  const inner = onlyValue(table)
  return typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as JsonObject) : table
}

function onlyValue(value: JsonValue): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const keys = Object.keys(value)
  return keys.length === 1 && keys[0] === LITERAL_KEY ? (value as JsonObject)[LITERAL_KEY] : undefined
}

const DATE = '\\d{4}-\\d\\d-\\d\\d'
const TIME = '\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?'
const DIGITS = '\\d+(?:_\\d+)*'
const INTEGER = '(?:0|[1-9]\\d*(?:_\\d+)*)'
const LITERAL = new RegExp(
  `^(?:${DATE}(?:[Tt ]${TIME}(?:[Zz]|[+-]\\d\\d:\\d\\d)?)?|${TIME}|[+-]?(?:inf|nan)` +
    `|[+-]?${INTEGER}(?:\\.${DIGITS})?(?:[eE][+-]?${DIGITS})?|0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+)$`,
)
