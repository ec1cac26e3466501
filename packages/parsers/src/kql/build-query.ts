import type { KqlLiteral, KqlQuery } from './ast.js'

/**
 * Puts a query together from its parts in the order of the text. Brackets live on a stack of its own, not on the
 * JavaScript stack, so that a deep query overflows nothing; `and` binds tighter than `or`. A part that cannot stand
 * where it stands is refused with a reason, and the caller stops there.
 */
export type Misplaced = 'second-not' | 'field-in-list' | 'no-group-open' | 'wrong-bracket'

export type Bracket = 'parenthesis' | 'list' | 'nested'

/** An open bracket: where it is, and for lists and nested groups of which field. */
export interface OpenGroup {
  readonly bracket: Bracket | 'query'
  readonly field: KqlLiteral | undefined
  /** Where the operand starts: the field, or the bracket. */
  readonly start: number
  /** Of the bracket itself. */
  readonly at: number
  readonly outer: OpenGroup | undefined
  alternatives: KqlQuery[]
  conjuncts: KqlQuery[]
  /** Extent of the operands so far, brackets and `not` included. */
  from: number
  conjunctsFrom: number
  to: number
  /** Start of a `not` whose operand is still to come, or -1. */
  pendingNot: number
}

export interface QueryBuilder {
  group: OpenGroup
}

export function startQuery(): QueryBuilder {
  return { group: openGroup('query', undefined, 0, 0, undefined) }
}

export function addNot(builder: QueryBuilder, start: number): Misplaced | undefined {
  if (builder.group.pendingNot >= 0) return 'second-not'
  builder.group.pendingNot = start
  return undefined
}

/** Opens a bracket; without a field inside a list it goes on with the field of the list. */
export function open(
  builder: QueryBuilder,
  bracket: Bracket,
  field: KqlLiteral | undefined,
  start: number,
  at: number,
): Misplaced | undefined {
  const outer = builder.group
  const inList = outer.bracket === 'list'
  if (inList && field !== undefined) return 'field-in-list'
  builder.group = openGroup(inList ? 'list' : bracket, inList ? outer.field : field, start, at, outer)
  return undefined
}

export function addOperand(builder: QueryBuilder, operand: KqlQuery): void {
  place(builder.group, operand, operand.start, operand.end)
}

export function addOr(builder: QueryBuilder): void {
  closeConjunction(builder.group)
}

export function close(builder: QueryBuilder, brace: boolean, end: number): Misplaced | undefined {
  const group = builder.group
  const outer = group.outer
  if (outer === undefined) return 'no-group-open'
  if (brace !== (group.bracket === 'nested')) return 'wrong-bracket'
  const inner = contents(group)
  const operand: KqlQuery =
    group.bracket === 'nested' && group.field !== undefined
      ? { type: 'nested', field: group.field, query: inner, start: group.start, end }
      : inner
  builder.group = outer
  place(outer, operand, group.start, end)
  return undefined
}

/** The whole query; call it when no bracket is open. */
export function finish(builder: QueryBuilder): KqlQuery {
  return contents(builder.group)
}

function openGroup(
  bracket: Bracket | 'query',
  field: KqlLiteral | undefined,
  start: number,
  at: number,
  outer: OpenGroup | undefined,
): OpenGroup {
  return {
    bracket,
    field,
    start,
    at,
    outer,
    alternatives: [],
    conjuncts: [],
    from: -1,
    conjunctsFrom: -1,
    to: -1,
    pendingNot: -1,
  }
}

function place(group: OpenGroup, operand: KqlQuery, start: number, end: number): void {
  const from = group.pendingNot >= 0 ? group.pendingNot : start
  group.conjuncts.push(group.pendingNot >= 0 ? { type: 'not', child: operand, start: from, end } : operand)
  group.pendingNot = -1
  if (group.conjunctsFrom < 0) group.conjunctsFrom = from
  if (group.from < 0) group.from = from
  group.to = end
}

function closeConjunction(group: OpenGroup): void {
  const { conjuncts } = group
  group.alternatives.push(
    conjuncts.length === 1
      ? (conjuncts[0] as KqlQuery)
      : { type: 'and', children: conjuncts, start: group.conjunctsFrom, end: group.to },
  )
  group.conjuncts = []
  group.conjunctsFrom = -1
}

function contents(group: OpenGroup): KqlQuery {
  closeConjunction(group)
  const { alternatives } = group
  if (alternatives.length === 1) return alternatives[0] as KqlQuery
  return { type: 'or', children: alternatives, start: group.from, end: group.to }
}
