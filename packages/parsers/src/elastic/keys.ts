import {
  type Diagnostic,
  type DiagnosticCode,
  type DiagnosticDetails,
  diagnostic,
  type JsonValue,
  type ParseOptions,
} from '@ruleglot/core'
import { type DocumentPath, isTable, type RuleDocument, valueAt } from './document.js'
import { literalText } from './literal.js'

/** One rule being read: its document, and what was found wrong with it so far. */
export interface Reading {
  readonly document: RuleDocument
  readonly options: ParseOptions
  readonly diagnostics: Diagnostic[]
}

/** Keys of the rule, by path from the rule's own table; with a leading `metadata` from the document's root. */
export function keyPath(reading: Reading, path: DocumentPath): DocumentPath {
  return path[0] === METADATA ? path : [...reading.document.rulePath, ...path]
}

export const METADATA = 'metadata'

export function keyValue(reading: Reading, path: DocumentPath): JsonValue | undefined {
  const value = valueAt(reading.document.root, keyPath(reading, path))
  return value === null ? undefined : value
}

/** A string; numbers, booleans and dates are taken by their text, with a warning for all but dates. */
export function textAt(reading: Reading, path: DocumentPath): string | undefined {
  const value = keyValue(reading, path)
  if (value === undefined || typeof value === 'string') return value
  const date = literalText(value)
  if (date !== undefined) return date
  const usable = typeof value === 'number' || typeof value === 'boolean'
  wrongType(reading, path, 'a string', usable)
  return usable ? String(value) : undefined
}

/** A list of strings; a single string is taken as a list of one, with a warning. */
export function textsAt(reading: Reading, path: DocumentPath): readonly string[] {
  const value = keyValue(reading, path)
  if (value === undefined) return []
  if (typeof value === 'string') {
    wrongType(reading, path, 'a list of strings', true)
    return [value]
  }
  if (!Array.isArray(value)) {
    wrongType(reading, path, 'a list of strings', false)
    return []
  }
  return value.flatMap((_, index) => textAt(reading, [...path, index]) ?? [])
}

/** A number; a string of digits is taken, with a warning. */
export function numberAt(reading: Reading, path: DocumentPath): number | undefined {
  const value = keyValue(reading, path)
  if (value === undefined || typeof value === 'number') return value
  const text = typeof value === 'string' ? value : (literalText(value) ?? '')
  const number = /^[+-]?\d+(\.\d+)?$/.test(text.trim()) ? Number(text) : undefined
  if (typeof value === 'string' || number === undefined) wrongType(reading, path, 'a number', number !== undefined)
  return number
}

export function booleanAt(reading: Reading, path: DocumentPath): boolean | undefined {
  const value = keyValue(reading, path)
  if (value === undefined || typeof value === 'boolean') return value
  wrongType(reading, path, 'true or false', value === 'true' || value === 'false')
  return value === 'true' ? true : value === 'false' ? false : undefined
}

/** The paths of the tables in a list of tables; a single table is taken as a list of one, with a warning. */
export function tablesAt(reading: Reading, path: DocumentPath): readonly DocumentPath[] {
  const value = keyValue(reading, path)
  if (value === undefined) return []
  if (isTable(value)) {
    wrongType(reading, path, 'a list of tables', true)
    return [path]
  }
  if (!Array.isArray(value)) {
    wrongType(reading, path, 'a list of tables', false)
    return []
  }
  return value.flatMap((item, index) => {
    const at = [...path, index]
    if (isTable(item)) return [at]
    wrongType(reading, at, 'a table', false)
    return []
  })
}

/** Whether there is a table at a path. */
export function hasTable(reading: Reading, path: DocumentPath): boolean {
  const value = keyValue(reading, path)
  if (value === undefined || isTable(value)) return value !== undefined
  wrongType(reading, path, 'a table', false)
  return false
}

/** Adds a diagnostic at a key; a key that is read twice is reported once. */
export function report(
  reading: Reading,
  code: DiagnosticCode,
  path: DocumentPath,
  message: string,
  details: DiagnosticDetails = {},
): void {
  const span = reading.document.spanOf(keyPath(reading, path))
  const known = reading.diagnostics.some(
    (one) => one.code === code && one.message === message && one.span?.start === span.start,
  )
  if (!known) reading.diagnostics.push(diagnostic(code, message, { span, ...details }))
}

function wrongType(reading: Reading, path: DocumentPath, wanted: string, usable: boolean): void {
  const key = path.join('.')
  report(
    reading,
    'elastic/wrong-type',
    path,
    `${key} is not ${wanted}${usable ? ', but can be read as one' : ' and is left out'}.`,
    {
      hint: `Write ${wanted}.`,
      data: { key },
    },
  )
}
