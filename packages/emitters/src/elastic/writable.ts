import {
  type Diagnostic,
  diagnostic,
  failure,
  type JsonObject,
  type JsonValue,
  MAX_DEPTH,
  type Result,
  success,
} from '@ruleglot/core'
import { hasLoneSurrogate } from './escape.js'

/** The document without what TOML cannot hold: nulls go, with a word; half a character cannot go and is refused. */
export function writableDocument(document: JsonObject): Result<JsonObject> {
  const problems: Diagnostic[] = []
  const nulls: string[] = []
  const clean = cleanTable(document, [])
  if (problems.length > 0) return failure(problems)
  if (nulls.length === 0) return success(clean)
  return success(clean, [
    diagnostic(
      'elastic/null-dropped',
      `TOML has no null: ${nulls.join(', ')} ${nulls.length === 1 ? 'is' : 'are'} left out.`,
    ),
  ])

  function cleanTable(table: JsonObject, path: readonly string[]): JsonObject {
    if (path.length > MAX_DEPTH) {
      if (problems.length === 0) {
        problems.push(diagnostic('limit/nesting', `The document nests tables more than ${MAX_DEPTH} deep.`))
      }
      return {}
    }
    const entries: [string, JsonValue][] = []
    for (const [key, value] of Object.entries(table)) {
      checkText(key, path)
      const inner = cleanValue(value, [...path, key])
      if (inner !== undefined) entries.push([key, inner])
    }
    return Object.fromEntries(entries)
  }

  function cleanValue(value: JsonValue, path: readonly string[]): JsonValue | undefined {
    if (value === null || value === undefined) {
      nulls.push(path.join('.'))
      return undefined
    }
    if (typeof value === 'string') checkText(value, path)
    if (typeof value !== 'object') return value
    if (Array.isArray(value)) return cleanList(value, path)
    return cleanTable(value as JsonObject, path)
  }

  function cleanList(list: readonly JsonValue[], path: readonly string[]): readonly JsonValue[] {
    if (path.length > MAX_DEPTH) return []
    return list.flatMap((item, index) => {
      const inner = cleanValue(item, [...path, String(index)])
      return inner === undefined ? [] : [inner]
    })
  }

  function checkText(text: string, path: readonly string[]): void {
    if (!hasLoneSurrogate(text)) return
    problems.push(
      diagnostic(
        'elastic/lone-surrogate',
        `${path.join('.') || 'A key'} has half a character (a lone surrogate), which TOML cannot hold.`,
        {
          hint: 'Take the character out; it is no text that a file could hold.',
        },
      ),
    )
  }
}
