import type { Scalar } from '@ruleglot/core'
import type * as acorn from 'acorn'
import { Refusal } from './refusal.js'

/** Literals of the program text as values. */

export function textLiteral(node: acorn.Expression): string {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value
  throw new Refusal('A text in quotes is expected here.', node)
}

export function scalarLiteral(node: acorn.Node): Scalar {
  const literal = node as acorn.Literal | acorn.UnaryExpression
  if (literal.type === 'UnaryExpression' && literal.operator === '-') {
    const value = scalarLiteral(literal.argument)
    if (typeof value === 'number') return -value
  }
  if (literal.type === 'Literal') {
    const { value } = literal
    if (value === Number.POSITIVE_INFINITY) throw new Refusal('No event holds a number as large as this.', node)
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  }
  throw new Refusal('A text, number, true or false is expected here.', node)
}
