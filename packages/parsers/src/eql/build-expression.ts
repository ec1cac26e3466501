import { MAX_DEPTH } from '@ruleglot/core'
import type { Comparison, EqlAnd, EqlArithmetic, EqlExpression, EqlMember } from './ast.js'

/**
 * Puts an expression together from its tokens in the order of the text. Brackets and operators that wait live on stacks
 * of its own, not on the JavaScript stack, so that a deep expression overflows nothing. What cannot stand where it
 * stands is refused with a reason, and the caller stops there.
 */
export type Misplaced = 'too-deep' | 'no-group-open' | 'list' | 'no-list' | 'chained' | 'not' | 'unclosed'

export type BinaryOperator =
  | { readonly kind: 'or' | 'and' }
  | { readonly kind: 'compare'; readonly operator: Comparison }
  | {
      readonly kind: 'member'
      readonly operator: EqlMember['operator']
      readonly ignoreCase: boolean
      readonly negated: boolean
    }
  | { readonly kind: 'arithmetic'; readonly operator: EqlArithmetic['operator'] }

export type PrefixOperator = { readonly kind: 'not' | 'minus' | 'plus' }

type Pending = (BinaryOperator | PrefixOperator) & { readonly start: number; readonly binds: number }

/** A chain while it is being built: nobody has seen it yet. */
type Growing = { -readonly [K in keyof EqlAnd]: EqlAnd[K] } & { children: EqlExpression[] }

interface Group {
  readonly bracket: 'expression' | 'parenthesis' | 'list' | 'call'
  readonly name: string
  readonly start: number
  readonly at: number
  readonly outer: Group | undefined
  readonly items: EqlExpression[]
  readonly operands: EqlExpression[]
  readonly operators: Pending[]
}

export interface ExpressionBuilder {
  group: Group
  depth: number
  /** Chains that may still grow: made in the group they stand in and not closed by a bracket. */
  readonly growing: Set<EqlExpression>
}

export function startExpression(): ExpressionBuilder {
  return { group: newGroup('expression', '', 0, 0, undefined), depth: 0, growing: new Set() }
}

export function addOperand(builder: ExpressionBuilder, operand: EqlExpression): void {
  builder.group.operands.push(operand)
}

export function addPrefix(builder: ExpressionBuilder, operator: PrefixOperator, start: number): Misplaced | undefined {
  const waiting = builder.group.operators.at(-1)
  if (operator.kind === 'not' && waiting !== undefined && waiting.binds > BINDS.not) return 'not'
  builder.group.operators.push({ ...operator, start, binds: BINDS[operator.kind] })
  return undefined
}

export function addBinary(builder: ExpressionBuilder, operator: BinaryOperator, start: number): Misplaced | undefined {
  const binds = bindsOf(operator)
  const problem = reduceTo(builder, binds)
  if (problem !== undefined) return problem
  const left = builder.group.operands.at(-1)
  if (operator.kind === 'compare' && left?.type === 'compare' && builder.growing.has(left)) return 'chained'
  builder.group.operators.push({ ...operator, start, binds })
  return undefined
}

/** A bracket that opens: of a call when it has a name, of a list behind an operator that takes one. */
export function open(builder: ExpressionBuilder, name: string, start: number, at: number): Misplaced | undefined {
  if (++builder.depth > MAX_DEPTH) return 'too-deep'
  const waiting = builder.group.operators.at(-1)
  const isList = name === '' && waiting?.kind === 'member'
  builder.group = newGroup(name !== '' ? 'call' : isList ? 'list' : 'parenthesis', name, start, at, builder.group)
  return undefined
}

export function addComma(builder: ExpressionBuilder): Misplaced | undefined {
  if (builder.group.bracket === 'parenthesis') return 'list'
  return finishItem(builder)
}

/** A bracket that closes; `empty` for a call without arguments. */
export function close(builder: ExpressionBuilder, empty: boolean, end: number): Misplaced | undefined {
  const { group } = builder
  if (group.outer === undefined) return 'no-group-open'
  if (!empty) {
    const problem = finishItem(builder)
    if (problem !== undefined) return problem
  }
  builder.depth--
  builder.group = group.outer
  const { items, start, bracket } = group
  const first = items[0]
  if (bracket === 'parenthesis') {
    if (first !== undefined) builder.group.operands.push({ ...first, start, end })
    return undefined
  }
  const depth = 1 + deepest(items)
  if (depth > MAX_DEPTH) return 'too-deep'
  builder.group.operands.push(
    bracket === 'list'
      ? { type: 'list', items, start, end, depth }
      : {
          type: 'call',
          name: group.name.replace('~', '').toLowerCase(),
          ignoreCase: group.name.endsWith('~'),
          args: items,
          start,
          end,
          depth,
        },
  )
  return undefined
}

/** All parts that commas divide; call it when the text of the expression is over. */
export function finish(builder: ExpressionBuilder): Misplaced | readonly EqlExpression[] {
  if (builder.group.outer !== undefined) return 'unclosed'
  const problem = finishItem(builder)
  return problem ?? builder.group.items
}

const BINDS = { or: 1, and: 2, not: 3, compare: 4, member: 4, minus: 7, plus: 7 } as const

function bindsOf(operator: BinaryOperator): number {
  if (operator.kind !== 'arithmetic') return BINDS[operator.kind]
  return operator.operator === '+' || operator.operator === '-' ? 5 : 6
}

function newGroup(bracket: Group['bracket'], name: string, start: number, at: number, outer: Group | undefined): Group {
  return { bracket, name, start, at, outer, items: [], operands: [], operators: [] }
}

function finishItem(builder: ExpressionBuilder): Misplaced | undefined {
  const problem = reduceTo(builder, 0)
  if (problem !== undefined) return problem
  const item = builder.group.operands.pop()
  if (item !== undefined) {
    builder.growing.delete(item)
    builder.group.items.push(item)
  }
  return undefined
}

/** Applies the operators that bind at least as tightly: all of them are read from the left. */
function reduceTo(builder: ExpressionBuilder, binds: number): Misplaced | undefined {
  const { operators } = builder.group
  for (let top = operators.at(-1); top !== undefined && top.binds >= binds; top = operators.at(-1)) {
    operators.pop()
    const problem = apply(builder, top)
    if (problem !== undefined) return problem
  }
  return undefined
}

function apply(builder: ExpressionBuilder, operator: Pending): Misplaced | undefined {
  const { operands } = builder.group
  const right = operands.pop()
  if (right === undefined) return 'list'
  if (operator.kind === 'not' || operator.kind === 'minus' || operator.kind === 'plus') {
    return push(builder, prefixed(operator, right))
  }
  const left = operands.pop()
  if (left === undefined) return 'list'
  const place = { start: left.start, end: right.end, depth: 1 + Math.max(left.depth, right.depth) }
  switch (operator.kind) {
    case 'and':
    case 'or': {
      if (left.type === operator.kind && builder.growing.has(left)) {
        const chain = left as Growing
        chain.children.push(right)
        chain.end = right.end
        chain.depth = Math.max(chain.depth, right.depth + 1)
        return push(builder, left)
      }
      const chain: EqlExpression = { type: operator.kind, children: [left, right], ...place }
      builder.growing.add(chain)
      return push(builder, chain)
    }
    case 'compare': {
      if (right.type === 'list') return 'list'
      const compare: EqlExpression = { type: 'compare', operator: operator.operator, left, right, ...place }
      builder.growing.add(compare)
      return push(builder, compare)
    }
    case 'member': {
      if (operator.operator === 'in' && right.type !== 'list') return 'no-list'
      const values = right.type === 'list' ? right.items : [right]
      if (values.length === 0) return 'no-list'
      const { operator: name, ignoreCase, negated } = operator
      const member: EqlExpression = { type: 'member', operator: name, ignoreCase, left, values, ...place }
      return push(builder, negated ? { type: 'not', child: member, ...place, depth: place.depth + 1 } : member)
    }
    case 'arithmetic':
      return push(builder, { type: 'arithmetic', operator: operator.operator, left, right, ...place })
  }
}

function prefixed(operator: Pending, operand: EqlExpression): EqlExpression {
  const place = { start: operator.start, end: operand.end, depth: operand.depth + 1 }
  if (operator.kind === 'not') return { type: 'not', child: operand, ...place }
  if (operator.kind === 'plus') return operand
  if (operand.type === 'literal' && typeof operand.value === 'number') {
    const text = operand.text ?? String(operand.value)
    return {
      ...operand,
      value: -operand.value,
      text: text.startsWith('-') ? text.slice(1) : `-${text}`,
      start: place.start,
    }
  }
  const zero: EqlExpression = { type: 'literal', value: 0, text: '0', start: place.start, end: place.start, depth: 1 }
  return { type: 'arithmetic', operator: '-', left: zero, right: operand, ...place }
}

function push(builder: ExpressionBuilder, node: EqlExpression): Misplaced | undefined {
  if (node.depth > MAX_DEPTH) return 'too-deep'
  builder.group.operands.push(node)
  return undefined
}

function deepest(items: readonly EqlExpression[]): number {
  let depth = 0
  for (const item of items) depth = Math.max(depth, item.depth)
  return depth
}
