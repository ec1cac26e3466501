import { dotted, type Path } from '../ir/path.js'
import type { FieldFacts, FieldSchema, FieldType } from './field-schema.js'

/**
 * A schema from compact tables: one line for each object, `object: leaf:type leaf:type[] ...`. [] marks an array; a leaf
 * `*` is every key below the object that has no entry of its own. Below a `flattened` field everything is flattened.
 */
export interface FieldTable {
  readonly lines: readonly string[]
  /** What is known about fields without []: `false`, one value each; undefined, nothing. */
  readonly array: false | undefined
}

/** The tables are read on first use. A field in several tables has the facts of the first. */
export function tableSchema(id: string, tables: readonly FieldTable[]): FieldSchema {
  let fields: ReadonlyMap<string, FieldFacts> | undefined
  return {
    id,
    lookup: (path) => {
      fields ??= readTables(tables)
      return lookUp(fields, path)
    },
  }
}

function lookUp(fields: ReadonlyMap<string, FieldFacts>, path: Path): FieldFacts | undefined {
  const name = dotted(path)
  const own = fields.get(name)
  if (own !== undefined) return own
  for (let cut = name.lastIndexOf('.'); cut > 0; cut = name.lastIndexOf('.', cut - 1)) {
    const object = name.slice(0, cut)
    if (fields.get(object)?.type === 'flattened') return { type: 'flattened' }
    const rest = fields.get(`${object}.*`)
    if (rest !== undefined) return rest
  }
  return undefined
}

function readTables(tables: readonly FieldTable[]): ReadonlyMap<string, FieldFacts> {
  const fields = new Map<string, FieldFacts>()
  for (const { lines, array } of tables) {
    for (const line of lines) {
      const colon = line.indexOf(': ')
      const object = line.slice(0, colon)
      for (const entry of line.slice(colon + 2).split(' ')) {
        const at = entry.lastIndexOf(':')
        const leaf = entry.slice(0, at)
        const name = object === '' ? leaf : `${object}.${leaf}`
        if (!fields.has(name)) fields.set(name, factsOf(entry.slice(at + 1), leaf === '*' ? undefined : array))
      }
    }
  }
  return fields
}

function factsOf(code: string, array: false | undefined): FieldFacts {
  if (code.endsWith('[]')) return { type: code.slice(0, -2) as FieldType, array: true }
  return array === undefined ? { type: code as FieldType } : { type: code as FieldType, array }
}
