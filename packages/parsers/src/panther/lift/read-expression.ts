import type { SyntaxNode } from '@lezer/common'
import type { Span } from '@ruleglot/core'
import { numberValue, stringValue } from '../python/literals.js'
import { codeChildren, deeper, type Reader, spanOf, textOf } from '../python/reader.js'
import { bindOperators, type OperatorToken } from './bind-operators.js'
import type { Clause, Expression, Parameter } from './syntax.js'

export function readExpression(node: SyntaxNode, reader: Reader): Expression {
  const span = spanOf(node, reader)
  const read = READ[node.name]
  if (read === undefined) return { type: 'other', reason: `${node.name} is not read`, span }
  const found = deeper(reader, () => read(node, reader, span), {
    type: 'other',
    reason: 'nested too deeply',
    span,
  } as const)
  return found ?? { type: 'other', reason: 'it is not read', span }
}

type Read = (node: SyntaxNode, reader: Reader, span: Span) => Expression | undefined

const READ: Readonly<Record<string, Read | undefined>> = {
  String: (node, reader, span) => literal(stringValue(textOf(node, reader)), span),
  ContinuedString: readContinued,
  FormatString: (node, reader, span) => readFormat([node], reader, span),
  Number: (node, reader, span) => {
    const text = textOf(node, reader)
    const value = numberValue(text)
    if (value === undefined) return undefined
    return { type: 'literal', value, ...(/^0[xob]|^[\d_]+$/i.test(text) ? {} : { float: true }), span }
  },
  Boolean: (node, reader, span) => ({ type: 'literal', value: textOf(node, reader) === 'True', span }),
  None: (_, __, span) => ({ type: 'literal', value: null, span }),
  VariableName: (node, reader, span) => ({ type: 'name', name: textOf(node, reader), span }),
  ParenthesizedExpression: (node, reader) => {
    const inner = codeChildren(node).filter(({ name }) => name !== '(' && name !== ')')
    return inner.length === 1 ? readExpression(inner[0] as SyntaxNode, reader) : undefined
  },
  TupleExpression: (node, reader, span) => ({ type: 'tuple', items: readItems(codeChildren(node), reader), span }),
  ArrayExpression: (node, reader, span) => ({ type: 'list', items: readItems(codeChildren(node), reader), span }),
  SetExpression: (node, reader, span) => ({ type: 'set', items: readItems(codeChildren(node), reader), span }),
  DictionaryExpression: readDict,
  MemberExpression: readMember,
  CallExpression: readCall,
  BinaryExpression: readOperators,
  UnaryExpression: readOperators,
  ConditionalExpression: (node, reader, span) => {
    const [then, , test, , orElse] = codeChildren(node)
    if (then === undefined || test === undefined || orElse === undefined) return undefined
    return {
      type: 'choose',
      body: readExpression(then, reader),
      test: readExpression(test, reader),
      orElse: readExpression(orElse, reader),
      span,
    }
  },
  ArrayComprehensionExpression: (node, reader, span) => readComprehension('list', inside(node), reader, span),
  SetComprehensionExpression: (node, reader, span) => readComprehension('set', inside(node), reader, span),
  ComprehensionExpression: (node, reader, span) => readComprehension('generator', inside(node), reader, span),
  DictionaryComprehensionExpression: (node, reader, span) => readComprehension('dict', inside(node), reader, span),
  LambdaExpression: (node, reader, span) => {
    const body = node.lastChild
    const parameters = node.getChild('ParamList')
    if (body === null) return undefined
    const read = parameters === null ? [] : readParameters(parameters, reader)
    return read && { type: 'lambda', parameters: read, body: readExpression(body, reader), span }
  },
  NamedExpression: (node, reader, span) => {
    const [name, , value] = codeChildren(node)
    if (name === undefined || value === undefined) return undefined
    return { type: 'named', name: textOf(name, reader), value: readExpression(value, reader), span }
  },
}

function literal(value: string | undefined, span: Span): Expression | undefined {
  return value === undefined ? undefined : { type: 'literal', value, span }
}

export function inside(node: SyntaxNode): readonly SyntaxNode[] {
  return codeChildren(node).slice(1, -1)
}

/** Items between brackets or alone, commas left out, stars kept. */
export function readItems(nodes: readonly SyntaxNode[], reader: Reader): readonly Expression[] {
  const items: Expression[] = []
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as SyntaxNode
    if ('()[]{},'.includes(node.name)) continue
    const next = nodes[i + 1]
    if ((textOf(node, reader) === '*' || textOf(node, reader) === '**') && next !== undefined) {
      const sign = textOf(node, reader) === '*' ? '*' : '**'
      const value = readExpression(next, reader)
      items.push({ type: 'star', sign, value, span: { ...spanOf(node, reader), end: value.span.end } })
      i++
    } else items.push(readExpression(node, reader))
  }
  return items
}

function readDict(node: SyntaxNode, reader: Reader, span: Span): Expression | undefined {
  const parts = inside(node).filter(({ name }) => name !== ',')
  const entries: (readonly [Expression | undefined, Expression])[] = []
  for (let i = 0; i < parts.length; ) {
    const [key, sign, value] = [parts[i], parts[i + 1], parts[i + 2]]
    if (key !== undefined && textOf(key, reader) === '**' && sign !== undefined) {
      entries.push([undefined, readExpression(sign, reader)])
      i += 2
    } else {
      if (key === undefined || sign?.name !== ':' || value === undefined) return undefined
      entries.push([readExpression(key, reader), readExpression(value, reader)])
      i += 3
    }
  }
  return { type: 'dict', entries, span }
}

function readMember(node: SyntaxNode, reader: Reader, span: Span): Expression | undefined {
  const [first, ...rest] = codeChildren(node)
  if (first === undefined) return undefined
  const name = node.getChild('PropertyName')
  if (name !== null) {
    return { type: 'attribute', object: readExpression(first, reader), name: textOf(name, reader), span }
  }
  const index = rest.slice(1, -1)
  const object = readExpression(first, reader)
  if (!index.some(({ name }) => name === ':')) {
    const items = readItems(index, reader)
    if (items.length === 0) return undefined
    const only = items[0] as Expression
    return { type: 'index', object, index: items.length === 1 ? only : { type: 'tuple', items, span }, span }
  }
  const bounds: (Expression | undefined)[] = [undefined, undefined, undefined]
  let at = 0
  for (const part of index) {
    if (part.name === ':') at++
    else if (part.name === ',') return undefined
    else bounds[at] = readExpression(part, reader)
  }
  return { type: 'slice', object, from: bounds[0], to: bounds[1], step: bounds[2], span }
}

function readCall(node: SyntaxNode, reader: Reader, span: Span): Expression | undefined {
  const called = node.firstChild
  const list = node.getChild('ArgList')
  if (called === null || list === null) return undefined
  const parts = inside(list)
  const func = readExpression(called, reader)
  if (parts.some((part) => part.name === 'for')) {
    const generator = readComprehension('generator', parts, reader, spanOf(list, reader))
    return generator && { type: 'call', function: func, args: [generator], named: [], span }
  }
  const named: (readonly [string, Expression])[] = []
  const plain: SyntaxNode[] = []
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as SyntaxNode
    if (
      parts[i + 1]?.name === 'AssignOp' &&
      part.name === 'VariableName' &&
      textOf(parts[i + 1] as SyntaxNode, reader) === '='
    ) {
      const value = parts[i + 2]
      if (value === undefined) return undefined
      named.push([textOf(part, reader), readExpression(value, reader)])
      i += 2
    } else plain.push(part)
  }
  return { type: 'call', function: func, args: readItems(plain, reader), named, span }
}

function readComprehension(
  result: 'generator' | 'list' | 'set' | 'dict',
  parts: readonly SyntaxNode[],
  reader: Reader,
  span: Span,
): Expression | undefined {
  const first = parts.findIndex(({ name }) => name === 'for')
  const head = parts.slice(0, first)
  const [element, , value] = head
  if (element === undefined || head.length !== (result === 'dict' ? 3 : 1)) return undefined
  const clauses: Clause[] = []
  let i = first
  while (parts[i]?.name === 'for') {
    const sign = parts.findIndex((part, at) => at > i && part.name === 'in')
    const over = parts[sign + 1]
    if (sign === -1 || over === undefined) return undefined
    const targets = readItems(parts.slice(i + 1, sign), reader)
    const target: Expression =
      targets.length === 1 ? (targets[0] as Expression) : { type: 'tuple', items: targets, span }
    const tests: Expression[] = []
    i = sign + 2
    while (parts[i]?.name === 'if' && parts[i + 1] !== undefined) {
      tests.push(readExpression(parts[i + 1] as SyntaxNode, reader))
      i += 2
    }
    clauses.push({ target, over: readExpression(over, reader), tests })
  }
  if (i !== parts.length) return undefined
  return {
    type: 'comprehension',
    result,
    element: readExpression(element, reader),
    ...(value === undefined ? {} : { value: readExpression(value, reader) }),
    clauses,
    span,
  }
}

export function readParameters(node: SyntaxNode, reader: Reader): readonly Parameter[] | undefined {
  const parts = codeChildren(node).filter(({ name }) => name !== '(' && name !== ')' && name !== 'TypeDef')
  const parameters: Parameter[] = []
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as SyntaxNode
    const text = textOf(part, reader)
    if (part.name === ',' || text === '/') continue
    if (text === '*' || text === '**') {
      const name = parts[i + 1]
      if (name?.name !== 'VariableName') continue
      parameters.push({ name: textOf(name, reader), star: text })
      i++
    } else if (part.name === 'VariableName') {
      const value = parts[i + 1]?.name === 'AssignOp' ? parts[i + 2] : undefined
      parameters.push({ name: text, ...(value === undefined ? {} : { value: readExpression(value, reader) }) })
      if (value !== undefined) i += 2
    } else return undefined
  }
  return parameters
}

/** The operands and operators of a chain in order, whatever tree they stood in: brackets are operands. */
function readOperators(node: SyntaxNode, reader: Reader, span: Span): Expression {
  const tokens: OperatorToken[] = []
  const stack: SyntaxNode[] = [node]
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (top.name === 'BinaryExpression' || top.name === 'UnaryExpression') {
      for (const child of [...codeChildren(top)].reverse()) stack.push(child)
    } else if (OPERATORS.has(top.name)) tokens.push({ sign: textOf(top, reader), span: spanOf(top, reader) })
    else if ((top.name === 'ConditionalExpression' || top.name === 'LambdaExpression') && tokens.length > 0) {
      // `not a if b else c` is `(not a) if b else c`: the tree may say otherwise, so it is not trusted.
      return { type: 'other', reason: 'an operator before a conditional expression without brackets', span }
    } else tokens.push({ operand: readExpression(top, reader), span: spanOf(top, reader) })
  }
  return bindOperators(tokens, span)
}

const OPERATORS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'CompareOp', 'ArithOp', 'BitOp'])

function readContinued(node: SyntaxNode, reader: Reader, span: Span): Expression | undefined {
  const parts = codeChildren(node)
  if (parts.some((part) => part.name === 'FormatString')) return readFormat(parts, reader, span)
  const values = parts.map((part) => (part.name === 'String' ? stringValue(textOf(part, reader)) : undefined))
  return values.includes(undefined) ? undefined : literal(values.join(''), span)
}

/** f-strings: text and expressions in turn. `plain`: no conversion and no format. */
function readFormat(nodes: readonly SyntaxNode[], reader: Reader, span: Span): Expression | undefined {
  const parts: (string | Expression)[] = []
  let plain = true
  for (const node of nodes) {
    const source = textOf(node, reader)
    if (node.name === 'String') {
      const value = stringValue(source)
      if (value === undefined) return undefined
      parts.push(value)
      continue
    }
    const opening = /^([a-zA-Z]*)("""|'''|"|')/.exec(source)
    if (opening === null || node.name !== 'FormatString') return undefined
    const [start, prefix = '', quote = ''] = opening
    const raw = /r/i.test(prefix) ? 'r' : ''
    let at = node.from + start.length
    const addText = (to: number): boolean => {
      const piece = reader.text.slice(at, to)
      const value = stringValue(`${raw}"""${piece}"""`)
      if (value === undefined) return piece === ''
      if (value !== '') parts.push(value.replace(/\{\{/g, '{').replace(/\}\}/g, '}'))
      return true
    }
    for (const child of codeChildren(node)) {
      if (child.name !== 'FormatReplacement') continue
      if (!addText(child.from)) return undefined
      const [inner, ...rest] = codeChildren(child).filter(({ name }) => name !== '{' && name !== '}')
      if (inner === undefined) return undefined
      if (rest.length > 0) plain = false
      parts.push(readExpression(inner, reader))
      at = child.to
    }
    if (!addText(node.to - quote.length)) return undefined
  }
  return { type: 'format', parts, plain, span }
}
