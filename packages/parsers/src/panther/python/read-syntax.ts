import type { SyntaxNode, Tree } from '@lezer/common'
import { parser } from '@lezer/python'
import type { Span } from '@ruleglot/core'
import { bindOperators, type OperatorToken } from './bind-operators.js'
import { numberValue, stringValue } from './literals.js'
import type { Expression, ImportedName, PythonFunction, PythonModule, Statement } from './syntax.js'

/**
 * A Python module as data. @lezer/python does the tokens, brackets and indentation; how operators bind is decided here,
 * because its tree takes `not a or b` for `not (a or b)`. Never throws; nested too deeply is `other`.
 */
export function readModule(text: string, file?: string, tree: Tree = parser.parse(text)): PythonModule {
  const reader: Reader = { text, ...(file === undefined ? {} : { file }), depth: 0 }
  const imports: ImportedName[] = []
  const constants = new Map<string, Expression>()
  const functions = new Map<string, PythonFunction>()
  const unclear = new Set<string>()
  const others: Span[] = []
  const define = (name: string): void => {
    if (constants.has(name) || functions.has(name) || imports.some((one) => one.name === name)) unclear.add(name)
  }
  for (const node of childrenOf(tree.topNode)) {
    const span = spanOf(node, reader)
    if (node.name === 'Comment') continue
    if (node.name === 'ImportStatement') {
      const names = importedNames(node, reader)
      for (const name of names) define(name.name)
      imports.push(...names)
      if (names.length === 0) others.push(span)
    } else if (node.name === 'FunctionDefinition') {
      const found = functionOf(node, reader)
      if (found === undefined) others.push(span)
      else {
        define(found.name)
        functions.set(found.name, found)
      }
    } else {
      const statement = statementOf(node, reader)
      if (statement.type === 'assign') {
        define(statement.name)
        constants.set(statement.name, statement.value)
      } else if (statement.type !== 'nothing') others.push(span)
    }
  }
  return { imports, constants, functions, unclear, others }
}

interface Reader {
  readonly text: string
  readonly file?: string
  depth: number
}

/** Brackets, blocks and calls inside each other. */
const DEEPEST = 150

function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child)
  return children
}

function spanOf(node: SyntaxNode, { file }: Reader): Span {
  return { start: node.from, end: node.to, ...(file === undefined ? {} : { file }) }
}

function textOf(node: SyntaxNode, { text }: Reader): string {
  return text.slice(node.from, node.to)
}

/** `import a`, `import a.b as c`, `from a import b as c`: the names that are bound. None for a star. */
function importedNames(node: SyntaxNode, reader: Reader): readonly ImportedName[] {
  const source = textOf(node, reader)
    .replace(/[()\\]/g, ' ')
    .replace(/#.*$/gm, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const from = /^from (\S+) import (.+)$/.exec(source)
  const names = from?.[2] ?? /^import (.+)$/.exec(source)?.[1]
  if (names === undefined || names.includes('*')) return []
  return names
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [original = '', alias] = part.split(' as ')
      const bound = alias ?? original
      const module = from === null ? original : `${from[1]}.${original}`
      return { module, name: bound.split('.')[0] as string, span: spanOf(node, reader) }
    })
}

function functionOf(node: SyntaxNode, reader: Reader): PythonFunction | undefined {
  const name = node.getChild('VariableName')
  const parameters = node.getChild('ParamList')
  const body = node.getChild('Body')
  if (name === null || parameters === null || body === null || hasError(node)) return undefined
  const words = childrenOf(parameters).filter((child) => !['(', ')', ','].includes(child.name))
  if (!words.every((child) => child.name === 'VariableName')) return undefined
  return {
    name: textOf(name, reader),
    parameters: words.map((child) => textOf(child, reader)),
    body: bodyOf(body, reader),
    text: textOf(node, reader).trimEnd(),
    span: spanOf(node, reader),
  }
}

function hasError(node: SyntaxNode): boolean {
  let found = false
  node.cursor().iterate((inner) => {
    if (inner.type.isError) found = true
    return !found
  })
  return found
}

function bodyOf(node: SyntaxNode, reader: Reader): readonly Statement[] {
  return childrenOf(node)
    .filter((child) => child.name !== ':' && child.name !== 'Comment')
    .map((child) => statementOf(child, reader))
}

function statementOf(node: SyntaxNode, reader: Reader): Statement {
  const span = spanOf(node, reader)
  const other: Statement = { type: 'other', span }
  switch (node.name) {
    case 'AssignStatement': {
      const [target, sign, value, ...more] = childrenOf(node).filter((child) => child.name !== 'Comment')
      if (target?.name !== 'VariableName' || sign === undefined || value === undefined || more.length > 0) return other
      if (textOf(sign, reader) !== '=') return other
      return { type: 'assign', name: textOf(target, reader), value: expressionOf(value, reader), span }
    }
    case 'ReturnStatement': {
      const [, value, ...more] = childrenOf(node).filter((child) => child.name !== 'Comment')
      if (more.length > 0) return other
      return { type: 'return', value: value === undefined ? undefined : expressionOf(value, reader), span }
    }
    case 'IfStatement':
      return deeper(reader, () => ifOf(node, reader), other)
    case 'ExpressionStatement':
      // A string by itself is a docstring.
      return node.firstChild?.name === 'String' ? { type: 'nothing', span } : other
    case 'PassStatement':
      return { type: 'nothing', span }
    default:
      return other
  }
}

/** if, any elif, else: an elif is an if in the else part. */
function ifOf(node: SyntaxNode, reader: Reader): Statement {
  const parts = childrenOf(node).filter((child) => child.name !== 'Comment')
  const span = spanOf(node, reader)
  let orElse: readonly Statement[] = []
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] as SyntaxNode
    if (part.name !== 'Body') continue
    const body = bodyOf(part, reader)
    if (parts[i - 1]?.name === 'else') orElse = body
    else {
      const test = parts[i - 1]
      if (test === undefined) return { type: 'other', span }
      orElse = [{ type: 'if', test: expressionOf(test, reader), body, orElse, span }]
    }
  }
  return orElse[0] ?? { type: 'other', span }
}

function deeper<T>(reader: Reader, read: () => T, tooDeep: T): T {
  if (reader.depth >= DEEPEST) return tooDeep
  reader.depth++
  const result = read()
  reader.depth--
  return result
}

function expressionOf(node: SyntaxNode, reader: Reader): Expression {
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
