import { type FieldType, type JsonValue, pathOf } from '@ruleglot/core'
import { isTable } from './document.js'
import type { Reading } from './keys.js'

/** `{ field: value }` or `{ field: { value, ...options } }`. */
export interface FieldClause {
  readonly field: string
  readonly value: JsonValue
  readonly ignoreCase: boolean
  /** Old Kibana filters say `match: { field: { query, type: 'phrase' } }`. */
  readonly phrase: boolean
}

export function fieldClause(body: JsonValue, valueKeys: readonly string[]): FieldClause | undefined {
  if (!isTable(body)) return undefined
  const [entry, ...more] = Object.entries(body)
  if (entry === undefined || more.length > 0 || entry[0] === '') return undefined
  const [field, value] = entry
  if (!isTable(value)) return { field, value, ignoreCase: false, phrase: false }
  const { boost: _, ...options } = value
  const key = valueKeys.find((name) => Object.hasOwn(options, name))
  if (key === undefined) return undefined
  const { [key]: inner, case_insensitive: ignoreCase = false, type = null, ...unread } = options
  if (Object.keys(unread).length > 0 || typeof ignoreCase !== 'boolean' || inner === undefined) return undefined
  if (type !== null && type !== 'phrase') return undefined
  return { field, value: inner, ignoreCase, phrase: type === 'phrase' }
}

export function typeOf({ options }: Reading, field: string): FieldType | undefined {
  const { fieldTypes, schema } = options
  if (fieldTypes !== undefined && Object.hasOwn(fieldTypes, field)) return fieldTypes[field]
  return schema?.lookup(pathOf(field))?.type
}

export function isAnalysed(type: FieldType | undefined): boolean {
  return type === 'text' || type === 'match_only_text'
}

/** Types that hold a string as it is. A field that no schema knows acts as one. */
export function isExactType(type: FieldType | undefined): boolean {
  return (
    type === undefined ||
    type === 'keyword' ||
    type === 'constant_keyword' ||
    type === 'wildcard' ||
    type === 'flattened'
  )
}
