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
}

/** What is known about the fields of a kind of event. */
export interface FieldSchema {
  readonly id: string
  readonly lookup: (path: Path) => FieldFacts | undefined
}
