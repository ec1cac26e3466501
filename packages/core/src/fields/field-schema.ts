import type { Path } from '../ir/path.js'

/** Elasticsearch field types, as far as they change what a query means. `float` stands for all fractional ones. */
export type FieldType =
  | 'keyword'
  | 'constant_keyword'
  | 'wildcard'
  | 'flattened'
  | 'text'
  | 'match_only_text'
  | 'long'
  | 'float'
  | 'boolean'
  | 'date'
  | 'ip'
  | 'nested'
  | 'object'

/** What is known about a field. */
export interface FieldFacts {
  readonly type: FieldType
  /**
   * Holds an array in practice (ECS `normalize: array`). Absent: not known; false: known to hold one value, with no array
   * above it either.
   */
  readonly array?: boolean
  /** Of text fields: cut into words by an analyser other than Elasticsearch's `standard`, so its words are not known. */
  readonly analyzer?: 'custom'
  /**
   * A multi-field: Elasticsearch makes it from the field of this name, and events do not hold it. `caseless` ones hold
   * the lower-cased text.
   */
  readonly copyOf?: string
}

/** What is known about the fields of a kind of event. */
export interface FieldSchema {
  readonly id: string
  readonly lookup: (path: Path) => FieldFacts | undefined
}
