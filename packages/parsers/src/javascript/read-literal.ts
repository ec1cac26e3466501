import type { RelativeInstant, Scalar } from '@ruleglot/core'
import type * as acorn from 'acorn'
import { helperCall, type Reader } from './access.js'
import { scalarLiteral, textLiteral } from './literal.js'
import { Refusal } from './refusal.js'

/** Literals, and the constants that are made of them. */

export function setOf(node: acorn.Expression, reader: Reader): readonly Scalar[] {
  const init = node.type === 'Identifier' ? reader.parts.constants.get(node.name) : undefined
  if (init?.type === 'NewExpression' && init.callee.type === 'Identifier' && init.callee.name === 'Set') {
    const [list] = init.arguments
    if (list?.type === 'ArrayExpression') return scalarList(list)
  }
  throw new Refusal('A constant set is expected here.', node)
}

export function scalarList(node: acorn.ArrayExpression): readonly Scalar[] {
  return node.elements.map((element) => {
    if (element === null || element.type === 'SpreadElement') throw new Refusal('A list of literals is expected.', node)
    return scalarLiteral(element)
  })
}

/** A list of texts, as it stands or as a constant. */
export function textList(node: acorn.Expression, reader: Reader): readonly string[] {
  const list = node.type === 'Identifier' ? reader.parts.constants.get(node.name) : node
  if (list?.type !== 'ArrayExpression') throw new Refusal('A list of texts is expected here.', node)
  return textsOf(scalarList(list), node)
}

export function textsOf(values: readonly Scalar[], node: acorn.Node): readonly string[] {
  return values.map((value) => {
    if (typeof value !== 'string') throw new Refusal('A list of texts is expected here.', node)
    return value
  })
}

const FLOORS: readonly string[] = [
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'year',
] satisfies RelativeInstant['floor'][]

/** now, now - 900000, startOf("day", now): undefined for a bound that does not ask what time it is. */
export function relativeInstant(node: acorn.Expression, reader: Reader): RelativeInstant | undefined {
  const call = helperCall(node, reader)
  const [unit, moved] = call?.args ?? []
  if (call?.name === 'startOf' && unit !== undefined && moved !== undefined && call.args.length === 2) {
    const floor = textLiteral(unit)
    const bound = relativeInstant(moved, reader)
    if (bound === undefined || bound.floor !== undefined || !FLOORS.includes(floor)) {
      throw new Refusal('This is no instant that ruleglot writes.', node)
    }
    return { ...bound, floor: floor as NonNullable<RelativeInstant['floor']> }
  }
  if (isNow(node, reader)) return { now: 0 }
  if (node.type !== 'BinaryExpression' || node.left.type === 'PrivateIdentifier' || !isNow(node.left, reader)) {
    return undefined
  }
  const by = scalarLiteral(node.right)
  if (typeof by !== 'number' || (node.operator !== '-' && node.operator !== '+')) {
    throw new Refusal('This is no instant that ruleglot writes.', node)
  }
  return { now: node.operator === '-' ? -by : by }
}

function isNow(node: acorn.Expression, { parts }: Reader): boolean {
  return parts.hasClock && node.type === 'Identifier' && node.name === 'now'
}
