import type { SyntaxNode } from '@lezer/common'
import type { Span } from '@ruleglot/core'
import { bindOperators, type OperatorToken } from './bind-operators.js'
import { numberValue, stringValue } from './literals.js'
import { childrenOf, deeper, type Reader, spanOf, textOf } from './reader.js'
import type { Expression } from './syntax.js'

/** An expression as data; what is not of the kinds that ruleglot writes is `other`. */
export function expressionOf(node: SyntaxNode, reader: Reader): Expression {
  const span = spanOf(node, reader)
  return deeper<Expression>(reader, () => readExpression(node, reader, span), { type: 'other', span })
}

function readExpression(node: SyntaxNode, reader: Reader, span: Span): Expression {
  const other: Expression = { type: 'other', span }
  switch (node.name) {
    case 'String': {
      const value = stringValue(textOf(node, reader))
      return value === undefined ? other : { type: 'literal', value, span }
    }
    case 'ContinuedString': {
      const parts = childrenOf(node).map((child) =>
        child.name === 'String' ? stringValue(textOf(child, reader)) : undefined,
      )
      return parts.includes(undefined) ? other : { type: 'literal', value: parts.join(''), span }
    }
    case 'Number': {
      const value = numberValue(textOf(node, reader))
      return value === undefined ? other : { type: 'literal', value, span }
    }
    case 'Boolean':
      return { type: 'literal', value: textOf(node, reader) === 'True', span }
    case 'None':
      return { type: 'literal', value: null, span }
    case 'VariableName':
      return { type: 'name', name: textOf(node, reader), span }
    case 'ParenthesizedExpression':
      return wrapped(node, reader) ?? other
    case 'TupleExpression':
      return { type: 'tuple', items: operandsOf(node).map((child) => expressionOf(child, reader)), span }
    case 'ArrayExpression':
      // The default of a list; one with items may be changed elsewhere.
      return operandsOf(node).length === 0 ? { type: 'tuple', items: [], span } : other
    case 'MemberExpression':
      return memberOf(node, reader, span) ?? other
    case 'CallExpression':
      return callOf(node, reader, span) ?? other
    case 'BinaryExpression':
    case 'UnaryExpression':
      return bindOperators(operatorTokens(node, reader), span)
    default:
      return other
  }
}

const BRACKETS: ReadonlySet<string> = new Set(['(', ')', '[', ']', ',', 'Comment'])

function operandsOf(node: SyntaxNode): readonly SyntaxNode[] {
  return childrenOf(node).filter((child) => !BRACKETS.has(child.name))
}

function wrapped(node: SyntaxNode, reader: Reader): Expression | undefined {
  const [inner, ...more] = operandsOf(node)
  return inner === undefined || more.length > 0 ? undefined : expressionOf(inner, reader)
}

function memberOf(node: SyntaxNode, reader: Reader, span: Span): Expression | undefined {
  const object = node.firstChild
  const name = node.getChild('PropertyName')
  if (object !== null && name === null) return itemOf(node, object, reader, span)
  if (object === null || name === null) return undefined
  return { type: 'attribute', object: expressionOf(object, reader), name: textOf(name, reader), span }
}

function itemOf(node: SyntaxNode, object: SyntaxNode, reader: Reader, span: Span): Expression | undefined {
  const [, open, inside, close, ...more] = childrenOf(node)
  if (open?.name !== '[' || inside === undefined || close?.name !== ']' || more.length > 0) return undefined
  const index = expressionOf(inside, reader)
  if (index.type !== 'literal' || typeof index.value !== 'number' || !Number.isInteger(index.value)) return undefined
  return { type: 'item', object: expressionOf(object, reader), index: index.value, span }
}

function callOf(node: SyntaxNode, reader: Reader, span: Span): Expression | undefined {
  const called = node.firstChild
  const list = node.getChild('ArgList')
  if (called === null || list === null) return undefined
  const parts = childrenOf(list).filter((child) => child.name !== 'Comment')
  const func = expressionOf(called, reader)
  if (parts.some((part) => part.name === 'for')) {
    const generator = generatorOf(parts.slice(1, -1), reader, spanOf(list, reader))
    return generator && { type: 'call', function: func, args: [generator], named: [], span }
  }
  const args: Expression[] = []
  const named: (readonly [string, Expression])[] = []
  for (let i = 1; i < parts.length - 1; i++) {
    const part = parts[i] as SyntaxNode
    if (part.name === ',') continue
    if (parts[i + 1]?.name === 'AssignOp' && part.name === 'VariableName') {
      const value = parts[i + 2]
      if (value === undefined) return undefined
      named.push([textOf(part, reader), expressionOf(value, reader)])
      i += 2
    } else {
      // A star argument.
      if (named.length > 0 || part.name === '*' || part.name === '**' || part.name === 'ArithOp') return undefined
      args.push(expressionOf(part, reader))
    }
  }
  return { type: 'call', function: func, args, named, span }
}

/** `element for name in over for ... if condition`. */
function generatorOf(parts: readonly SyntaxNode[], reader: Reader, span: Span): Expression | undefined {
  const [element, ...rest] = parts
  if (element === undefined) return undefined
  const loops: { name: string; over: Expression }[] = []
  let condition: Expression | undefined
  let i = 0
  while (rest[i]?.name === 'for') {
    const [name, sign, over] = rest.slice(i + 1, i + 4)
    if (name?.name !== 'VariableName' || sign?.name !== 'in' || over === undefined) return undefined
    loops.push({ name: textOf(name, reader), over: expressionOf(over, reader) })
    i += 4
  }
  if (rest[i]?.name === 'if' && rest[i + 1] !== undefined) {
    condition = expressionOf(rest[i + 1] as SyntaxNode, reader)
    i += 2
  }
  if (i !== rest.length) return undefined
  return { type: 'generator', element: expressionOf(element, reader), loops, condition, span }
}

/** The operands and operators of a chain in order, whatever tree they stood in: brackets are operands. */
function operatorTokens(node: SyntaxNode, reader: Reader): readonly OperatorToken[] {
  const tokens: OperatorToken[] = []
  const stack: SyntaxNode[] = [node]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.name === 'BinaryExpression' || top.name === 'UnaryExpression') stack.push(...[...childrenOf(top)].reverse())
    else if (top.name === 'Comment') continue
    else if (OPERATORS.has(top.name)) tokens.push({ sign: textOf(top, reader), span: spanOf(top, reader) })
    else tokens.push({ operand: expressionOf(top, reader), span: spanOf(top, reader) })
  }
  return tokens
}

const OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'CompareOp', 'ArithOp', 'BitOp'])
