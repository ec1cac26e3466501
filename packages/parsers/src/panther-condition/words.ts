import type { ShapeKind, ValueFunction } from '@ruleglot/core'

/**
 * The words of the notation. Keywords are read in any letter case and written in lower case. A word is a keyword only
 * where one can stand (layout.ts), so `count eq 3` reads the field `count`.
 */

/** Operators that take no value. */
export const UNARY_WORDS = [
  'exists',
  'not_exists',
  'is_null',
  'is_not_null',
  'is_empty',
  'is_not_empty',
  'is_true',
  'is_false',
  'is_ip',
  'is_ipv4',
  'is_ipv6',
  'is_private_ip',
  'is_public_ip',
] as const
export type UnaryWord = (typeof UNARY_WORDS)[number]

/** What an operator that takes values tests; negation is separate. */
export type Test =
  | 'eq'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | 'like'
  | 'match'
  | 'regex'
  | 'gt'
  | 'ge'
  | 'lt'
  | 'le'
  | 'cidr'
  | 'shape'
  | 'differs'

/** Operators that take a value, a list or another field. */
export const VALUE_WORDS: Readonly<Record<string, { readonly test: Test; readonly negated?: true }>> = {
  eq: { test: 'eq' },
  '==': { test: 'eq' },
  '=': { test: 'eq' },
  in: { test: 'eq' },
  ne: { test: 'eq', negated: true },
  '!=': { test: 'eq', negated: true },
  not_in: { test: 'eq', negated: true },
  contains: { test: 'contains' },
  not_contains: { test: 'contains', negated: true },
  starts_with: { test: 'startsWith' },
  startswith: { test: 'startsWith' },
  not_starts_with: { test: 'startsWith', negated: true },
  ends_with: { test: 'endsWith' },
  endswith: { test: 'endsWith' },
  not_ends_with: { test: 'endsWith', negated: true },
  like: { test: 'like' },
  wildcard: { test: 'like' },
  not_like: { test: 'like', negated: true },
  match: { test: 'match' },
  has: { test: 'match' },
  not_match: { test: 'match', negated: true },
  regex: { test: 'regex' },
  matches: { test: 'regex' },
  not_regex: { test: 'regex', negated: true },
  gt: { test: 'gt' },
  '>': { test: 'gt' },
  gte: { test: 'ge' },
  ge: { test: 'ge' },
  '>=': { test: 'ge' },
  lt: { test: 'lt' },
  '<': { test: 'lt' },
  lte: { test: 'le' },
  le: { test: 'le' },
  '<=': { test: 'le' },
  cidr: { test: 'cidr' },
  not_cidr: { test: 'cidr', negated: true },
  shape: { test: 'shape' },
  not_shape: { test: 'shape', negated: true },
  differs: { test: 'differs' },
}

/** Operators that take a list even when one value is meant; others accept one too. */
export const LIST_WORDS: ReadonlySet<string> = new Set(['in', 'not_in'])

/** What the catalog calls a value's shape, as written after `shape`. */
export const SHAPE_WORDS: Readonly<Record<string, ShapeKind>> = {
  missing: 'missing',
  null: 'null',
  boolean: 'boolean',
  number: 'number',
  string: 'string',
  array: 'array',
  empty_array: 'emptyArray',
  object: 'object',
  empty_object: 'emptyObject',
}

export const MODIFIER_WORDS = [
  'i',
  'cs',
  'any',
  'all',
  'scalar',
  'wildcard',
  're_i',
  're_m',
  're_s',
  'match_start',
  'full',
  'lower',
  'upper',
  'trim',
  'len',
  'number',
  'text',
  'numeric',
  'instant',
  'ip',
] as const
export type ModifierWord = (typeof MODIFIER_WORDS)[number]

/** Computed values, written `length(user.name)`. */
export const FUNCTION_WORDS: Readonly<Record<string, ValueFunction>> = {
  lower: 'lower',
  upper: 'upper',
  trim: 'trim',
  length: 'length',
  split: 'split',
  concat: 'concat',
  number: 'number',
  string: 'string',
  json_decode: 'jsonDecode',
  base64_decode: 'base64Decode',
  add: 'add',
  subtract: 'subtract',
  multiply: 'multiply',
  divide: 'divide',
  modulo: 'modulo',
  timestamp_part: 'timestampPart',
}

/** Private networks as `is_private_ip` reads them (RFC 1918, 4193, 3927, 4291, 1122). */
export const PRIVATE_NETWORKS: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
]
