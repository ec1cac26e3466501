import parseToml from '@iarna/toml/parse-string.js'
import {
  type Diagnostic,
  diagnostic,
  failure,
  type JsonObject,
  type JsonValue,
  MAX_DEPTH,
  type Result,
  type Span,
  success,
} from '@ruleglot/core'
import { type Place, type RuleDocument, spansOf } from './document.js'
import { escapeLiteral, tomlLiteral } from './literal.js'
import { tomlPlaces } from './toml-places.js'
import { decodeTomlString } from './toml-string.js'

/** A TOML text as plain JSON, with places. What JSON cannot hold becomes a literal (literal.ts). */
export function readToml(text: string, file: string | undefined): Result<RuleDocument> {
  // A byte order mark is no TOML; every offset is one more where there is one.
  const from = text.startsWith('\ufeff') ? 1 : 0
  const body = from === 0 ? text : text.slice(1)
  let parsed: unknown
  try {
    parsed = parseToml(body)
  } catch (error) {
    return failure([notToml(error, body, from, file)])
  }
  if (isTooDeep(parsed)) {
    const span: Span = { start: 0, end: text.length, ...(file === undefined ? {} : { file }) }
    return failure([diagnostic('limit/nesting', `The document nests tables more than ${MAX_DEPTH} deep.`, { span })])
  }
  const places = tomlPlaces(body)
  const root = tableToJson(parsed as object, places, body)
  const decode = (place: Place) => decodeTomlString(body, place.start, place.end)
  return success({ root, rulePath: ['rule'], ...spansOf(places, { file, from, decode }) })
}

function toJson(value: unknown, place: Place | undefined, text: string): JsonValue {
  if (typeof value === 'string' || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((item, index) => toJson(item, place?.children.get(index), text))
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    return escapeLiteral(tableToJson(value, place, text))
  }
  const source = place?.kind === 'literal' ? text.slice(place.start, place.end) : undefined
  if (typeof value === 'number') {
    const isFloat = !Number.isFinite(value) || (source !== undefined && /^[^x]*[.eE]/.test(source))
    if (!isFloat || !(Number.isInteger(value) || !Number.isFinite(value))) return value
    return tomlLiteral(source ?? String(value).replace('Infinity', 'inf').replace('NaN', 'nan'))
  }
  return tomlLiteral(source ?? (value instanceof Date ? value.toISOString() : String(value)))
}

function tableToJson(table: object, place: Place | undefined, text: string): JsonObject {
  // fromEntries makes own properties, `__proto__` too.
  return Object.fromEntries(
    Object.entries(table).map(([key, item]) => [key, toJson(item, place?.children.get(key), text)]),
  )
}

/** Counted without recursion. */
function isTooDeep(root: unknown): boolean {
  const stack: [unknown, number][] = [[root, 1]]
  for (let entry = stack.pop(); entry !== undefined; entry = stack.pop()) {
    const [value, depth] = entry
    if (typeof value !== 'object' || value === null) continue
    if (depth > MAX_DEPTH) return true
    for (const child of Object.values(value)) stack.push([child, depth + 1])
  }
  return false
}

function notToml(error: unknown, text: string, from: number, file: string | undefined): Diagnostic {
  const { message, pos } = error as { readonly message?: unknown; readonly pos?: unknown }
  const at = typeof pos === 'number' ? pos - 1 : impossibleDate(text)
  const start = Math.max(0, Math.min(at, text.length))
  const reason = String(message ?? '').split(/ at row \d/)[0] ?? ''
  return diagnostic('syntax/toml', `This is not valid TOML: ${lowerFirst(reason.trim())}.`, {
    span: {
      start: start + from,
      end: Math.min(start + 1, text.length) + from,
      ...(file === undefined ? {} : { file }),
    },
    hint: "A query goes between ''' quotes, where backslashes and quotation marks stand for themselves.",
  })
}

/** The one error that the parser gives without a position: a date that no calendar has. */
function impossibleDate(text: string): number {
  const dates = /=\s*(\d{4}-\d\d-\d\d)/g
  for (let found = dates.exec(text); found !== null; found = dates.exec(text)) {
    const date = found[1] as string
    if (Number.isNaN(new Date(date).getTime())) return dates.lastIndex - date.length
  }
  return 0
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
