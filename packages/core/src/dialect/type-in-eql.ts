import { dotted, type Path } from '../ir/path.js'

/** What is known of fields: the type, and the field that Elasticsearch makes this one from. */
export interface FieldLookup<T extends string> {
  readonly typeOf: (path: Path) => T | undefined
  readonly copyOf: (path: Path) => string | undefined
}

/**
 * The type by which EQL compares a field. It does not search text: Elasticsearch takes the copy of the whole value that
 * the index keeps beside it (`name.keyword`), and refuses the query where there is none (elastic/elasticsearch#52709).
 */
export function typeInEql<T extends string>(path: Path, { typeOf, copyOf }: FieldLookup<T>): T | undefined {
  const type = typeOf(path)
  if (type !== 'text' && type !== 'match_only_text') return type
  const copy = [...path, 'keyword']
  const beside = typeOf(copy)
  return beside === 'keyword' && copyOf(copy) === dotted(path) ? beside : type
}
