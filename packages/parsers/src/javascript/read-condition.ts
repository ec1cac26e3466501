import {
  and,
  type CompareOperator,
  type Condition,
  compare,
  count,
  every,
  FALSE,
  isIn,
  not,
  or,
  search,
  shape,
  some,
  TRUE,
} from '@ruleglot/core'
import type * as acorn from 'acorn'
import { helperCall, nodeList, type Reader, readDirectly, readStructure } from './access.js'
import { scalarLiteral } from './literal.js'
import { readElements, shapeKinds, shapeTest } from './read-elements.js'
import { readHelper } from './read-helper.js'
import { scalarList, setOf } from './read-literal.js'
import { Refusal } from './refusal.js'

/** A Boolean expression as we write it, as a condition. Refuses everything else. */
export function readCondition(node: acorn.Expression, reader: Reader): Condition {
  switch (node.type) {
    case 'Literal':
      if (node.value === true) return TRUE
      if (node.value === false) return FALSE
      break
    case 'LogicalExpression':
      if (node.operator === '&&') return and(spine(node, '&&').map((part) => readCondition(part, reader)))
      if (node.operator === '||') return or(spine(node, '||').map((part) => readCondition(part, reader)))
      break
    case 'UnaryExpression':
      if (node.operator === '!') return not(readCondition(node.argument, reader))
      break
    case 'BinaryExpression':
      return readBinary(node, reader)
    case 'CallExpression':
      return node.callee.type === 'MemberExpression' ? readMethod(node, node.callee, reader) : readHelper(node, reader)
  }
  throw new Refusal('This is no condition that ruleglot writes.', node)
}

/** The operands of a chain of one operator, which leans to the left. */
function spine(node: acorn.LogicalExpression, operator: string): readonly acorn.Expression[] {
  const parts: acorn.Expression[] = []
  let left: acorn.Expression = node
  while (left.type === 'LogicalExpression' && left.operator === operator) {
    parts.push(left.right)
    left = left.left
  }
  return [left, ...parts.reverse()]
}

const COUNTS: Readonly<Record<string, CompareOperator>> = { '===': 'eq', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' }

/** field === literal, and the number of elements that satisfy. */
function readBinary(node: acorn.BinaryExpression, reader: Reader): Condition {
  const { left, operator, right } = node
  if (
    left.type === 'MemberExpression' &&
    !left.optional &&
    left.property.type === 'Identifier' &&
    left.property.name === 'length'
  ) {
    const op = COUNTS[operator]
    const filtered = left.object
    if (
      op !== undefined &&
      !left.computed &&
      filtered.type === 'CallExpression' &&
      filtered.callee.type === 'MemberExpression'
    ) {
      const { path, body, inside, method, below } = readElements(filtered, filtered.callee, reader)
      const n = scalarLiteral(right)
      if (method === 'filter' && !below && typeof n === 'number') return count(path, readCondition(body, inside), op, n)
    }
  }
  if ((operator === '===' || operator === '!==') && left.type !== 'PrivateIdentifier') {
    const equal = compare(readDirectly(left, reader), 'eq', scalarLiteral(right))
    return operator === '===' ? equal : not(equal)
  }
  throw new Refusal('This is no comparison that ruleglot writes.', node)
}

/** list.includes(..), SET.has(..), elements(..).some(..), shapes(..).some(..) */
function readMethod(node: acorn.CallExpression, callee: acorn.MemberExpression, reader: Reader): Condition {
  const [argument] = node.arguments
  const name = callee.property.type === 'Identifier' && !callee.computed ? callee.property.name : ''
  if (
    callee.object.type === 'Super' ||
    argument === undefined ||
    argument.type === 'SpreadElement' ||
    node.arguments.length !== 1
  ) {
    throw new Refusal('This is no call that ruleglot writes.', node)
  }
  if (name === 'includes' && callee.object.type === 'ArrayExpression') {
    const kinds = helperCall(argument, reader)
    const [place] = kinds?.args ?? []
    if (kinds?.name === 'shapeOf' && place !== undefined)
      return shape(readStructure(place, reader), shapeKinds(callee.object))
    return isIn(readDirectly(argument, reader), scalarList(callee.object))
  }
  if (name === 'has') return isIn(readDirectly(argument, reader), setOf(callee.object, reader))
  const list = helperCall(callee.object, reader)
  const [place] = list?.args ?? []
  if (list?.name === 'shapes' && name === 'some' && place !== undefined) {
    return shape(nodeList(place, reader).path, shapeTest(argument))
  }
  const { path, body, inside, method, below } = readElements(node, callee, reader)
  const condition = readCondition(body, inside)
  if (below && method === 'some') return search(condition, path)
  if (!below && method === 'some') return some(path, condition)
  if (!below && method === 'every') return every(path, condition)
  throw new Refusal('This is no call that ruleglot writes.', node)
}
