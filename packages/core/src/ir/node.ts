import type { Span } from '../source/span.js'
import type { Path } from './path.js'
import type { Pattern } from './pattern.js'
import type { RegexTree } from './regex.js'

/**
 * The condition of a rule: one Boolean tree over one event. The contract (spec/ir.md states it node by node):
 * - Plain JSON. `JSON.parse(JSON.stringify(c))` equals `c`; no closures, no parent links, no parentheses node.
 * - A leaf is true when SOME value of its field satisfies its matcher; only `Shape` looks at nodes. A leaf without
 *   values is false and its negation true. Two-valued, except `Opaque`, `now` without a clock and undecided `Tokens`.
 * - What a source language coerces, folds or implies is already spelled out here. No node means different things for
 *   different languages.
 * - `span` is absent on generated nodes and never part of equality.
 */
export type Condition =
  | TrueNode
  | FalseNode
  | AndNode
  | OrNode
  | NotNode
  | CompareNode
  | InNode
  | MatchNode
  | RegexNode
  | CidrNode
  | ShapeNode
  | ExistsNode
  | CompareFieldsNode
  | TokensNode
  | SearchNode
  | SomeNode
  | EveryNode
  | CountNode
  | LetNode
  | RefNode
  | OpaqueNode

export type Kind = Condition['kind']
export type NodeOf<K extends Kind> = Extract<Condition, { readonly kind: K }>

interface Node<K extends string> {
  readonly kind: K
  readonly span?: Span
}

/** What a leaf reads: a field, every field whose dotted name fits a pattern, or a value computed from fields. */
export type Field = Path | FieldPattern | ValueExpression

/** Any path of the expanded event whose dotted form fits; a wildcard spans dots. True when some such path satisfies. */
export interface FieldPattern {
  readonly pattern: Pattern
}

/**
 * A total function of values (spec/ir.md#value-expressions gives its result on every type, or none). Applied to every
 * value of its first argument; a leaf over it is true when some result satisfies.
 */
export interface ValueExpression {
  readonly call: ValueFunction
  readonly args: readonly (Path | ValueExpression | { readonly literal: Scalar })[]
}

export type ValueFunction =
  | 'lower'
  | 'upper'
  | 'trim'
  | 'length'
  | 'split'
  | 'concat'
  | 'number'
  | 'string'
  | 'jsonDecode'
  | 'base64Decode'
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'modulo'
  | 'timestampPart'

export type Scalar = string | number | boolean

export interface TrueNode extends Node<'True'> {}
export interface FalseNode extends Node<'False'> {}

/** All of them; true on none. */
export interface AndNode extends Node<'And'> {
  readonly children: readonly Condition[]
}

/** At least one of them; false on none. */
export interface OrNode extends Node<'Or'> {
  readonly children: readonly Condition[]
}

export interface NotNode extends Node<'Not'> {
  readonly child: Condition
}

export type CompareOperator = 'eq' | 'lt' | 'le' | 'gt' | 'ge'

/**
 * Which values take part and how they are ordered. Without a domain (`eq` only) equality is strict and typed.
 * number: JSON numbers. text: strings, by code point. numeric: numbers, and strings `-?digits[.digits]`, by value.
 * instant: ISO 8601 strings with explicit fields, as milliseconds since 1970 UTC. ip: strings that are addresses.
 */
export type Domain = 'number' | 'text' | 'numeric' | 'instant' | 'ip'

/** A bound that depends on the clock: milliseconds from `now`, rounded down to a unit (UTC) if one is given. */
export interface RelativeInstant {
  readonly now: number
  readonly floor?: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year'
}

/** Some value is equal to, or ordered against, `value`. `instant` takes milliseconds or a `RelativeInstant`. */
export interface CompareNode extends Node<'Compare'> {
  readonly field: Field
  readonly op: CompareOperator
  readonly value: Scalar | RelativeInstant
  readonly domain?: Domain
}

/** Some value is strictly equal to one of these. The values are data, in the order of the source. */
export interface InNode extends Node<'In'> {
  readonly field: Field
  readonly values: readonly Scalar[]
}

/**
 * How a string matcher reads a value. `string`: strings only. `scalar`: numbers and booleans too, by canonical text
 * (shortest round-trip decimal, no exponent below 1e21; `true`, `false`).
 */
export type ReadAs = 'string' | 'scalar'

/** Some value fits the whole pattern. `ignoreCase` compares folded text (spec/semantics.md#fold). */
export interface MatchNode extends Node<'Match'> {
  readonly field: Field
  readonly pattern: Pattern
  readonly ignoreCase: boolean
  readonly on: ReadAs
}

/** Some value is matched whole by the tree. `source` is only for printing back to the dialect it came from. */
export interface RegexNode extends Node<'Regex'> {
  readonly field: Field
  readonly tree: RegexTree
  readonly ignoreCase: boolean
  readonly on: ReadAs
  readonly source?: { readonly dialect: string; readonly text: string }
}

/** Some value is an IPv4 (four decimal octets) or IPv6 address inside `address/bits`; other strings do not match. */
export interface CidrNode extends Node<'Cidr'> {
  readonly field: Field
  readonly network: string
}

export type ShapeKind =
  | 'missing'
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'array'
  | 'emptyArray'
  | 'object'
  | 'emptyObject'

/**
 * Some node of the path is of one of these kinds; `missing` when the path has no node. `array` and `object` are the
 * non-empty ones.
 */
export interface ShapeNode extends Node<'Shape'> {
  readonly field: Path
  readonly kinds: readonly ShapeKind[]
}

/** The field has a value. */
export interface ExistsNode extends Node<'Exists'> {
  readonly field: Field
}

/** Some value of `left` and some value of `right` satisfy `op`; false when either has none. */
export interface CompareFieldsNode extends Node<'CompareFields'> {
  readonly left: Field
  readonly op: CompareOperator | 'ne' | 'contains' | 'startsWith' | 'endsWith'
  readonly right: Field
  readonly domain?: Domain
  readonly ignoreCase: boolean
  readonly on: ReadAs
}

/**
 * Analysed text. `any`/`all`/`phrase`: the tokens of `text` against the tokens of the value; `pattern`: some token of
 * the value fits. The `standard` analyser is decided for ASCII values and text, unknown elsewhere.
 */
export interface TokensNode extends Node<'Tokens'> {
  readonly field: Field
  readonly analyzer: 'standard'
  readonly query:
    | { readonly mode: 'any' | 'all' | 'phrase'; readonly text: string }
    | { readonly mode: 'pattern'; readonly pattern: Pattern }
}

/** Some scalar under `scope` (the empty path: anywhere in the event), taken as an element, satisfies; keys are not searched. */
export interface SearchNode extends Node<'Search'> {
  readonly scope: Path
  readonly condition: Condition
}

/** Some element of the path satisfies; inside, paths are relative to the element and the empty path is the element. */
export interface SomeNode extends Node<'Some'> {
  readonly path: Path
  readonly condition: Condition
}

/** No element of the path fails; true on none. */
export interface EveryNode extends Node<'Every'> {
  readonly path: Path
  readonly condition: Condition
}

/** The number of elements that satisfy, compared with `count`. */
export interface CountNode extends Node<'Count'> {
  readonly path: Path
  readonly condition: Condition
  readonly op: CompareOperator
  readonly count: number
}

/** `value` under a name inside `body`, so that shared parts stay small. `value` is read where it is bound. */
export interface LetNode extends Node<'Let'> {
  readonly name: string
  readonly value: Condition
  readonly body: Condition
}

export interface RefNode extends Node<'Ref'> {
  readonly name: string
}

/** Text that a parser could not read. Unknown when evaluated; written only verbatim into its own language. */
export interface OpaqueNode extends Node<'Opaque'> {
  readonly language: string
  readonly text: string
  /** Fields it is known to read. */
  readonly reads: readonly Path[]
  /** Tells texts apart that are alike and mean different things, such as one call in two rules. */
  readonly mark?: string
}
