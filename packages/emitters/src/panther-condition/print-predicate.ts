import {
  type CidrNode,
  type CompareFieldsNode,
  type CompareNode,
  type Condition,
  type ExistsNode,
  type InNode,
  literalOf,
  type MatchNode,
  type RegexNode,
  type RegexTree,
  type RelativeInstant,
  type ShapeKind,
  type ShapeNode,
  type TokensNode,
} from '@ruleglot/core'
import { printRegex } from '../regex/index.js'
import { type Edge, isAnyText, touchesAnyText } from '../regex/strip-edges.js'
import { fieldText, quotePattern, quoteRegex, quoteScalar, quoteText } from './escape.js'

/** A predicate in parts, so that it can be negated, or joined with others of its kind into a list. */
export interface Predicate {
  readonly field: string
  readonly operator: string
  /** The complement, where the notation has a word for it. */
  readonly negated?: string
  readonly values: readonly string[]
  /** Written after the values: ` |i`. */
  readonly modifiers: string
}

export type LeafNode =
  | CompareNode
  | InNode
  | MatchNode
  | RegexNode
  | CidrNode
  | ShapeNode
  | ExistsNode
  | CompareFieldsNode
  | TokensNode

type Printers = { readonly [K in LeafNode['kind']]: (node: Extract<LeafNode, { kind: K }>) => Predicate }

export function isLeaf(node: Condition): node is LeafNode {
  return Object.hasOwn(PRINTERS, node.kind)
}

export function predicateOf(node: LeafNode): Predicate {
  return (PRINTERS[node.kind] as (node: LeafNode) => Predicate)(node)
}

/** One predicate on one line. */
export function predicateText(predicate: Predicate, negated = false): string {
  const { modifiers, values } = predicate
  const [first] = values
  if (first === undefined) return `${wordsBefore(predicate, negated)}${modifiers}`
  const text = values.length === 1 ? first : `(${values.join(', ')})`
  return `${wordsBefore(predicate, negated)} ${text}${modifiers}`
}

/** One value a line, where there are several. */
export function predicateLines(predicate: Predicate, negated = false): string {
  const { modifiers, values } = predicate
  if (values.length < 2) return predicateText(predicate, negated)
  return `${wordsBefore(predicate, negated)} (\n  ${values.join(',\n  ')},\n)${modifiers}`
}

function wordsBefore(predicate: Predicate, negated: boolean): string {
  const operator = negated ? predicate.negated : predicate.operator
  const word = operator ?? `not ${predicate.operator}`
  return `${predicate.field} ${predicate.values.length > 1 ? (LIST_WORDS[word] ?? word) : word}`
}

const LIST_WORDS: Readonly<Record<string, string>> = { eq: 'in', ne: 'not_in' }

const modifierText = (...names: readonly (string | false | undefined)[]): string =>
  names.flatMap((name) => (name === false || name === undefined ? [] : [` |${name}`])).join('')

const reading = (node: { readonly ignoreCase: boolean; readonly on: 'string' | 'scalar' }): string =>
  modifierText(node.ignoreCase && 'i', node.on === 'scalar' && 'scalar')

const ORDER_WORDS = { eq: 'eq', lt: 'lt', le: 'lte', gt: 'gt', ge: 'gte' } as const

const PRINTERS: Printers = {
  Compare: (node) => {
    const operator = ORDER_WORDS[node.op]
    return {
      field: fieldText(node.field),
      operator,
      ...(operator === 'eq' ? { negated: 'ne' } : {}),
      values: [comparedText(node)],
      modifiers: modifierText(domainModifier(node)),
    }
  },
  In: (node) => ({
    field: fieldText(node.field),
    operator: 'eq',
    negated: 'ne',
    values: node.values.map(quoteScalar),
    modifiers: '',
  }),
  Match: (node) => {
    const { pattern } = node
    const field = fieldText(node.field)
    const modifiers = reading(node)
    const literal = literalOf(pattern)
    if (literal !== undefined) return { field, operator: 'eq', negated: 'ne', values: [quoteText(literal)], modifiers }
    const [first, second, third] = pattern
    const open = isMany(first)
    const text = open ? second : first
    const rest = open ? third : second
    if (typeof text === 'string' && pattern.length === (open ? 2 : 1) + (isMany(rest) ? 1 : 0)) {
      const word = !open ? 'starts_with' : isMany(rest) ? 'contains' : 'ends_with'
      return { field, operator: word, negated: `not_${word}`, values: [quoteText(text)], modifiers }
    }
    return { field, operator: 'like', negated: 'not_like', values: [quotePattern(pattern)], modifiers }
  },
  Regex: (node) => {
    const whole = !isFoundPlainly(node.tree)
    const printed = printRegex(node.tree, 're2', {
      ignoreCase: node.ignoreCase,
      anchoring: whole ? 'whole' : 'search',
    })
    return {
      field: fieldText(node.field),
      operator: 'regex',
      negated: 'not_regex',
      values: [quoteRegex('text' in printed ? printed.text : '')],
      modifiers: modifierText(whole && 'full') + reading(node),
    }
  },
  Cidr: (node) => ({
    field: fieldText(node.field),
    operator: 'cidr',
    negated: 'not_cidr',
    values: [quoteText(node.network)],
    modifiers: '',
  }),
  Shape: (node) => {
    const field = fieldText(node.field)
    if (node.kinds.length === 2 && node.kinds.includes('missing') && node.kinds.includes('null')) {
      return { field, operator: 'is_null', negated: 'is_not_null', values: [], modifiers: '' }
    }
    const values = node.kinds.map((kind) => quoteText(SHAPE_NAMES[kind]))
    return { field, operator: 'shape', negated: 'not_shape', values, modifiers: '' }
  },
  Exists: (node) => ({
    field: fieldText(node.field),
    operator: 'exists',
    negated: 'not_exists',
    values: [],
    modifiers: '',
  }),
  CompareFields: (node) => ({
    field: fieldText(node.left),
    ...FIELD_WORDS[node.op],
    values: [`field(${fieldText(node.right)})`],
    modifiers: reading(node) + modifierText(node.domain),
  }),
  Tokens: (node) => {
    const { query } = node
    const field = fieldText(node.field)
    const value = query.mode === 'pattern' ? quotePattern(query.pattern) : quoteText(query.text)
    const modifiers = modifierText(query.mode === 'pattern' ? 'wildcard' : query.mode !== 'phrase' && query.mode)
    return { field, operator: 'match', negated: 'not_match', values: [value], modifiers }
  },
}

/** Whether the expression can be searched for and is the same tree again when it is read: its edges are clear. */
function isFoundPlainly(tree: RegexTree): boolean {
  const parts = tree.type === 'concat' ? tree.parts : [tree]
  const isClear = (part: RegexTree | undefined, edge: Edge): boolean =>
    part === undefined || isAnyText(part) || !touchesAnyText(part, edge)
  return isClear(parts[0], 'start') && isClear(parts[parts.length - 1], 'end')
}

function isMany(part: unknown): boolean {
  return typeof part === 'object' && part !== null && (part as { wildcard?: string }).wildcard === 'many'
}

const SHAPE_NAMES: { readonly [K in ShapeKind]: string } = {
  missing: 'missing',
  null: 'null',
  boolean: 'boolean',
  number: 'number',
  string: 'string',
  array: 'array',
  emptyArray: 'empty_array',
  object: 'object',
  emptyObject: 'empty_object',
}

const FIELD_WORDS: { readonly [O in CompareFieldsNode['op']]: Pick<Predicate, 'operator' | 'negated'> } = {
  eq: { operator: 'eq', negated: 'ne' },
  ne: { operator: 'differs' },
  lt: { operator: 'lt' },
  le: { operator: 'lte' },
  gt: { operator: 'gt' },
  ge: { operator: 'gte' },
  contains: { operator: 'contains', negated: 'not_contains' },
  startsWith: { operator: 'starts_with', negated: 'not_starts_with' },
  endsWith: { operator: 'ends_with', negated: 'not_ends_with' },
}

/** Numbers are in numeric order and text in that of code points without saying so. */
function domainModifier({ value, domain }: CompareNode): string | undefined {
  if (typeof value === 'object' || domain === undefined) return undefined
  const usual = typeof value === 'number' ? 'number' : 'text'
  return domain === usual ? undefined : domain
}

function comparedText({ value, domain }: CompareNode): string {
  if (typeof value === 'object') return relativeText(value)
  return domain === 'instant' && typeof value === 'number' ? instantText(value) : quoteScalar(value)
}

function instantText(instant: number): string {
  const date = new Date(instant)
  const year = Number.isInteger(instant) && !Number.isNaN(date.getTime()) ? date.getUTCFullYear() : -1
  return year >= 0 && year <= 9999 ? quoteText(date.toISOString()) : String(instant)
}

const UNITS = [
  ['w', 604_800_000],
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
  ['s', 1000],
  ['ms', 1],
] as const
const FLOORS = { minute: 'm', hour: 'h', day: 'd', week: 'w', month: 'M', year: 'y' } as const

function relativeText({ now, floor }: RelativeInstant): string {
  const [unit, size] = UNITS.find(([, milliseconds]) => now % milliseconds === 0) ?? ['ms', 1]
  const offset = now === 0 ? '' : `${now < 0 ? '-' : '+'}${Math.abs(now) / size}${unit}`
  return `now${offset}${floor === undefined ? '' : `/${FLOORS[floor]}`}`
}
