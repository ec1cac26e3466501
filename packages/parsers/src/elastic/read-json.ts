import {
  type Diagnostic,
  diagnostic,
  failure,
  type JsonObject,
  type JsonValue,
  type Result,
  success,
} from '@ruleglot/core'
import { type DocumentPath, isTable, type Place, type RuleDocument, spansOf } from './document.js'
import { decodeJsonString, jsonPlaces } from './json-places.js'
import { escapeLiteral, tomlLiteral } from './literal.js'

/**
 * The JSON objects of a text, with places: one object, a list of them, or one a line (NDJSON, what Kibana exports).
 * Lines that are no JSON give diagnostics; the others are still read.
 */
export function readJson(
  text: string,
  file: string | undefined,
): { readonly documents: readonly RuleDocument[]; readonly diagnostics: readonly Diagnostic[] } {
  const whole = readValue(text, 0, file)
  const pieces = whole.ok || !isLines(text) ? [whole] : linesOf(text).map((line) => readValue(line.text, line.at, file))
  const documents: RuleDocument[] = []
  const diagnostics: Diagnostic[] = []
  for (const piece of pieces) {
    diagnostics.push(...piece.diagnostics)
    if (piece.ok) documents.push(...piece.value)
  }
  return { documents, diagnostics }
}

/** Several lines that each begin like an object: not one object over many lines. */
function isLines(text: string): boolean {
  const lines = linesOf(text)
  return lines.length > 1 && lines.filter((line) => line.text.startsWith('{"')).length > 1
}

function linesOf(text: string): readonly { readonly text: string; readonly at: number }[] {
  const lines: { text: string; at: number }[] = []
  let at = 0
  for (const line of text.split('\n')) {
    if (line.trim() !== '') lines.push({ text: line, at })
    at += line.length + 1
  }
  return lines
}

function readValue(source: string, offset: number, file: string | undefined): Result<readonly RuleDocument[]> {
  const mark = source.startsWith('\ufeff') ? 1 : 0
  const text = mark === 0 ? source : source.slice(1)
  const from = offset + mark
  const read = jsonPlaces(text)
  if ('problem' in read) {
    const { at, message, tooDeep } = read.problem
    const span = {
      start: at + from,
      end: Math.min(at + 1, text.length) + from,
      ...(file === undefined ? {} : { file }),
    }
    return failure([
      tooDeep
        ? diagnostic('limit/nesting', `${message}.`, { span })
        : diagnostic('syntax/json', `This is not valid JSON. ${message}.`, { span }),
    ])
  }
  const spans = spansOf(read.root, { file, from, decode: (place: Place) => decodeJsonString(text, place) })
  const value = escaped(JSON.parse(text) as JsonValue)
  const at = (root: JsonObject, path: DocumentPath): RuleDocument => ({
    root,
    rulePath: [],
    spanOf: (inner) => spans.spanOf([...path, ...inner]),
    spanInside: (inner, part) => spans.spanInside([...path, ...inner], part),
  })
  if (isTable(value)) return success([at(value, [])])
  if (!Array.isArray(value)) return success([])
  return success(value.flatMap((item, index) => (isTable(item) ? [at(item, [index])] : [])))
}

/**
 * Objects that look like a literal of TOML are wrapped, as everywhere in a document; the root itself is none. A number
 * that no double holds (1e999) is no JSON value when it is read: it becomes the literal that TOML has for it.
 */
function escaped(value: JsonValue, isRoot = true): JsonValue {
  if (typeof value === 'number' && !Number.isFinite(value)) return tomlLiteral(value > 0 ? 'inf' : '-inf')
  if (Array.isArray(value)) return value.map((item) => escaped(item, isRoot))
  if (!isTable(value)) return value
  const table = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escaped(item, false)]))
  return isRoot ? table : escapeLiteral(table)
}
