import { dotted } from '../ir/path.js'
import type { FieldFacts, FieldSchema, FieldType } from './field-schema.js'

/**
 * Field facts as compact lines, one for each object: `object: leaf:type leaf:type[] ...`. [] marks an array, ~ behind the
 * type a text field with an analyser other than the standard one. A key `*` in an object name stands for any one key; a
 * leaf `*` for every key below the object, at any depth, that has no entry of its own. Below a `flattened` field
 * everything is flattened. A field below one that is no object is a multi-field of it.
 */
export interface FieldTable {
  readonly lines: readonly string[]
  /** What is known about fields without []: `false`, one value each; undefined, nothing. */
  readonly array: false | undefined
}

/** A schema over tables, which are read on first use. A field in several tables has the facts of the first. */
export function tableSchema(id: string, tables: readonly FieldTable[]): FieldSchema {
  let index: FieldIndex | undefined
  return {
    id,
    lookup: (path) => {
      index ??= readTables(tables)
      return lookUp(index, dotted(path))
    },
  }
}

interface FieldIndex {
  readonly named: ReadonlyMap<string, FieldFacts>
  /** Fields with a `*` before the leaf. */
  readonly patterns: readonly { readonly keys: readonly string[]; readonly facts: FieldFacts }[]
}

function lookUp({ named, patterns }: FieldIndex, name: string): FieldFacts | undefined {
  const own = named.get(name)
  if (own !== undefined) return own
  for (let cut = name.lastIndexOf('.'); cut > 0; cut = name.lastIndexOf('.', cut - 1)) {
    const object = name.slice(0, cut)
    if (named.get(object)?.type === 'flattened') return { type: 'flattened' }
    const rest = named.get(`${object}.*`)
    if (rest !== undefined) return rest
  }
  const keys = name.split('.')
  return patterns.find((pattern) => fits(pattern.keys, keys))?.facts
}

function fits(pattern: readonly string[], keys: readonly string[]): boolean {
  return pattern.length === keys.length && pattern.every((key, i) => key === '*' || key === keys[i])
}

function readTables(tables: readonly FieldTable[]): FieldIndex {
  const named = new Map<string, FieldFacts>()
  const patterns: { keys: readonly string[]; facts: FieldFacts }[] = []
  for (const { lines, array } of tables) {
    for (const line of lines) {
      const colon = line.indexOf(': ')
      const object = line.slice(0, colon)
      const isPattern = object.split('.').includes('*')
      for (const entry of line.slice(colon + 2).split(' ')) {
        const at = entry.lastIndexOf(':')
        const leaf = entry.slice(0, at)
        const name = object === '' ? leaf : `${object}.${leaf}`
        const facts = factsOf(entry.slice(at + 1), leaf === '*' ? undefined : array)
        if (isPattern) patterns.push({ keys: name.split('.'), facts })
        else if (!named.has(name)) named.set(name, facts)
      }
    }
  }
  for (const [name, facts] of named) {
    const parent = name.slice(0, Math.max(0, name.lastIndexOf('.')))
    const above = named.get(parent)
    if (above !== undefined && !OBJECTS.includes(above.type)) named.set(name, { ...facts, copyOf: parent })
  }
  return { named, patterns }
}

const OBJECTS: readonly FieldType[] = ['object', 'nested', 'flattened']

function factsOf(code: string, array: false | undefined): FieldFacts {
  const isArray = code.endsWith('[]')
  const plain = isArray ? code.slice(0, -2) : code
  const isCustom = plain.endsWith('~')
  return {
    type: (isCustom ? plain.slice(0, -1) : plain) as FieldType,
    ...(isArray ? { array: true } : array === undefined ? {} : { array }),
    ...(isCustom ? { analyzer: 'custom' } : {}),
  }
}
