import { dotted, type FieldType, type ParseOptions, type Path } from '@ruleglot/core'

/** What Elasticsearch makes of a test depends on the field's type; not every field has one that is known. */
export type KnownType = FieldType | 'unknown'

/** `fieldTypes` go before the schema. The path is absolute. */
export function knownType({ fieldTypes, schema }: ParseOptions, path: Path): KnownType {
  if (fieldTypes !== undefined) {
    const name = dotted(path)
    if (Object.hasOwn(fieldTypes, name)) return fieldTypes[name] ?? 'unknown'
  }
  return schema?.lookup(path)?.type ?? 'unknown'
}
