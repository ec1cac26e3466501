import type { Path } from '../ir/path.js'
import type { Span } from '../source/span.js'

/**
 * A fact about events that a verdict needs. "Exact under H" means: every event on which all of H hold is decided
 * alike. `assumptionHolds` decides each kind on an event; `assumptionCondition` says the same in IR where IR can.
 * spec/assumptions.md has one section per kind. None of them may excuse a missing or null field, except `notNull`,
 * which no translation of an exact verdict uses.
 */
export interface Assumption {
  readonly kind: AssumptionKind
  readonly path: Path
  /** Only of `keysAsWritten`: what it says, field by field; `path` is then empty, the event. */
  readonly parts?: readonly AssumptionPart[]
  /** What in the output needs it, in words a person understands. */
  readonly why: string
  readonly span?: Span
}

export type AssumptionPart = Pick<Assumption, 'kind' | 'path'>

export type AssumptionKind =
  /** No array at the path or on the way to it, and no second spelling beside it: the field has at most one value. */
  | 'scalar'
  /** An array when present (null and missing aside), none on the way to it, its elements not arrays themselves. */
  | 'list'
  /** No array at the path; lists above it are opened, so each item of those holds at most one value there. */
  | 'scalarInItems'
  /** An array when present (null and missing aside), its elements not arrays themselves; lists above it are opened. */
  | 'listInItems'
  /** No array inside an array, at the path or on the way to it. */
  | 'flatLists'
  /** At most one element at the path: a list there, if there is one, has no second. */
  | 'oneElement'
  /** No null inside an array at the path. */
  | 'noNullElements'
  /** No value stands twice: the elements of the path are different from each other. */
  | 'distinctValues'
  /** When present and not null: a string (every element, where the field is a list). */
  | 'stringWhenPresent'
  /** When present and not null: a number (every element, where the field is a list). */
  | 'numberWhenPresent'
  /** When present and not null: a boolean (every element, where the field is a list). */
  | 'booleanWhenPresent'
  /** When present and not null: an object (every element, where the field is a list). */
  | 'objectWhenPresent'
  /** Never a boolean, nor a list with one (Python's True is 1). */
  | 'notBoolean'
  /** Where it is an object, some value stands in it: not {} and not only nulls (every element, where it is a list). */
  | 'noEmptyObject'
  /** Not null when present. */
  | 'notNull'
  /** Written as nested objects, one for each segment of the path: no key joins two segments, none cuts one. */
  | 'nestedKeys'
  /** Written as one key with dots, never as nested objects. */
  | 'flatKey'
  /** Keys have the letter case of the path: none reaches the field only when case is ignored. */
  | 'keyCase'
  /** `nestedKeys` and `keyCase` of one field or several: keys are written in events as the rule writes them. */
  | 'keysAsWritten'
  /** Values have no letter whose lower-casing differs between implementations (assumptions/case-sensitive-letters.ts). */
  | 'asciiCase'
  /** No text at the path or below it has U+212A, the Kelvin sign: folded it is a k, where only ASCII letters are folded it is not. */
  | 'noKelvinSign'
  /** No text at the path or below it is an IPv4-mapped IPv6 address: 10.0.0.1 is never written ::ffff:10.0.0.1. */
  | 'plainIpv4'
  /** Numbers are integers that a double holds exactly. */
  | 'safeIntegers'
  /** The field is of Elasticsearch type `keyword`; about a mapping, so true of every event. */
  | 'keywordField'
  /** The field is of Elasticsearch type `nested`; about a mapping, so true of every event. */
  | 'nestedField'
  /** Strings are single lines: no line break inside a value. */
  | 'singleLine'
