import type { JsonObject, JsonValue } from '@ruleglot/core'
import { writeGuide, writeKey, writeString } from './escape.js'
import { literalText, unwrapTable } from './literal.js'

/**
 * A document as TOML in the layout of Elastic's rule files: plain keys first, the query last among them with a blank
 * line before it, then tables and lists of tables under their headers; lists on one line if they fit. Keys keep their
 * order. The document has no nulls and no halves of surrogate pairs.
 */
export function writeToml(root: JsonObject): string {
  const blocks: string[] = []
  writeTable(blocks, [], root, '')
  return blocks.filter((block) => block !== '').join('\n\n')
}

/** Columns of a list on one line; a single item may go further. */
const WIDTH = 100
const SINGLE_WIDTH = 120

function writeTable(blocks: string[], path: readonly string[], table: JsonObject, header: string): void {
  const plain = Object.entries(table).filter(([key, value]) => !isSection(key, value))
  const sections = Object.entries(table).filter(([key, value]) => isSection(key, value))
  // Headers of tables that only hold tables go without saying.
  const needed = plain.length > 0 || sections.length === 0 || header.startsWith('[[')
  let lines = header !== '' && needed ? [header] : []
  for (const [key, value] of plain) {
    const line = pair(key, value)
    if (isQueryOf(path, key)) {
      blocks.push(lines.join('\n'), line)
      lines = []
    } else lines.push(line)
  }
  if (lines.length > 0) blocks.push(lines.join('\n'))
  for (const [key, value] of sections) {
    const inner = [...path, key]
    const name = inner.map(writeKey).join('.')
    if (Array.isArray(value)) {
      for (const item of value) writeTable(blocks, inner, unwrapTable(item as JsonObject), `[[${name}]]`)
    } else writeTable(blocks, inner, unwrapTable(value as JsonObject), `[${name}]`)
  }
}

/** The rule's own queries; other tables have keys of that name too. */
function isQueryOf(path: readonly string[], key: string): boolean {
  return path.length === 1 && QUERIES.has(key)
}

/** Keys that stand apart, after the others. */
export const QUERIES: ReadonlySet<string> = new Set(['query', 'threat_query'])

/** Texts that begin right after the quotes. */
const GUIDES: ReadonlySet<string> = new Set(['note', 'setup'])

/** Lists that people read and change item by item. */
const ONE_A_LINE: ReadonlySet<string> = new Set(['field_names'])

/** Clauses of a filter: one a line says more than a header for each. */
const CLAUSES: ReadonlySet<string> = new Set(['must', 'filter', 'should', 'must_not'])

/** Small tables that are written inside their parent. */
const INLINE: ReadonlySet<string> = new Set(['duration'])

function isSection(key: string, value: JsonValue): boolean {
  if (Array.isArray(value)) return value.length > 0 && !CLAUSES.has(key) && value.every(isTable)
  return isTable(value) && !(INLINE.has(key) && Object.values(value).every((item) => typeof item !== 'object'))
}

/** Objects that are tables in TOML. */
function isTable(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && literalText(value) === undefined
}

function pair(key: string, value: JsonValue): string {
  const name = writeKey(key)
  return `${name} = ${writeValue(key, value, name.length + 3)}`
}

function writeValue(key: string, value: JsonValue, column: number): string {
  if (typeof value === 'string') {
    if (GUIDES.has(key)) return writeGuide(value)
    return writeString(value, QUERIES.has(key) ? 'query' : 'prose')
  }
  if (!Array.isArray(value)) return writeInline(value)
  const spread = ONE_A_LINE.has(key) && value.length > 1
  return writeList(value, '', spread ? Number.POSITIVE_INFINITY : column)
}

/** One line if it fits and has no text of several lines, else one item a line. */
function writeList(items: readonly JsonValue[], indent: string, column: number): string {
  const line = writeInline(items)
  const severalLines = items.some((item) => typeof item === 'string' && item.includes('\n'))
  const width = items.length === 1 ? SINGLE_WIDTH : WIDTH
  if (!severalLines && indent.length + column + line.length <= width) return line
  const inner = `${indent}    `
  const lines = items.map((item) => {
    if (Array.isArray(item)) return `${inner}${writeList(item, inner, 0)},`
    return `${inner}${typeof item === 'string' ? writeString(item, 'prose') : writeInline(item)},`
  })
  return `[\n${lines.join('\n')}\n${indent}]`
}

/** On one line, whatever it is. */
function writeInline(value: JsonValue): string {
  if (typeof value === 'string') return writeString(value, 'basic')
  if (typeof value === 'number') return writeNumber(value)
  if (typeof value === 'boolean') return String(value)
  if (Array.isArray(value)) return `[${value.map(writeInline).join(', ')}]`
  const literal = value === null ? undefined : literalText(value)
  if (literal !== undefined) return literal
  const table = Object.entries(value === null ? {} : unwrapTable(value as JsonObject))
  if (table.length === 0) return '{}'
  return `{ ${table.map(([key, item]) => `${writeKey(key)} = ${writeInline(item)}`).join(', ')} }`
}

/** Integers as such where a double holds them exactly; everything else is a float. */
function writeNumber(value: number): string {
  if (Object.is(value, -0)) return '-0.0'
  if (Number.isSafeInteger(value)) return String(value)
  const text = Number.isInteger(value) ? value.toExponential() : String(value)
  return text.replace('e+', 'e')
}
