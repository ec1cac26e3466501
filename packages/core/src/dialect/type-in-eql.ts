import { dotted, type Path } from '../ir/path.js'

/** What is known of fields: the type, and the field that Elasticsearch makes this one from. */
export interface FieldLookup<T extends string> {
  readonly typeOf: (path: Path) => T | undefined
  readonly copyOf: (path: Path) => string | undefined
}

/**
 * The type by which EQL compares a field. It does not search text: Elasticsearch takes the copy of the whole value that
 * the index keeps beside it (`name.keyword`), and refuses the query where there is none (elastic/elasticsearch#52709). Nor
 * does it look into nested objects: what lies below one is refused as the nested field itself is.
 */
export function typeInEql<T extends string>(path: Path, { typeOf, copyOf }: FieldLookup<T>): T | undefined {
  for (let length = 1; length < path.length; length++) {
    const above = typeOf(path.slice(0, length))
    if (above === 'nested') return above
  }
  const type = typeOf(path)
  if (type !== 'text' && type !== 'match_only_text') return type
  const copy = [...path, 'keyword']
  const beside = typeOf(copy)
  return beside === 'keyword' && copyOf(copy) === dotted(path) ? beside : type
}
