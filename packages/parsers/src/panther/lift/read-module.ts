import type { SyntaxNode, Tree } from '@lezer/common'
import type { Span } from '@ruleglot/core'
import { parsePython } from '../python/parse-python.js'
import { branching, codeChildren, deeper, type Reader, spanOf, textOf } from '../python/reader.js'
import { readExpression, readItems, readParameters } from './read-expression.js'
import type { Expression, Handler, ImportedName, Module, Statement } from './syntax.js'

/**
 * A Python module as data. @lezer/python does the tokens, brackets and indentation. Never throws: what is not read, or
 * stands too deep, is `other`.
 */
export function readModule(text: string, file: string, tree: Tree = parsePython(text)): Module {
  const reader: Reader = { text, file, depth: 0, branches: 0 }
  let broken: Span | undefined
  tree.cursor().iterate((node) => {
    if (broken === undefined && node.type.isError)
      broken = { start: node.from, end: Math.max(node.to, node.from), file }
    return broken === undefined
  })
  const statements = codeChildren(tree.topNode).flatMap((node) => readStatement(node, reader))
  return { statements, ...(broken === undefined ? {} : { broken }) }
}

function readBody(node: SyntaxNode, reader: Reader): readonly Statement[] {
  return codeChildren(node)
    .filter((child) => child.name !== ':')
    .flatMap((child) => readStatement(child, reader))
}

function readStatement(node: SyntaxNode, reader: Reader): readonly Statement[] {
  const span = spanOf(node, reader)
  const other = (reason: string): Statement => ({ type: 'other', reason, assigns: assignedNames(node, reader), span })
  const read = STATEMENTS[node.name]
  if (read === undefined) return [other(`${node.name} is not read`)]
  const found = deeper<readonly Statement[] | undefined>(reader, () => read(node, reader, span), [
    other('nested too deeply'),
  ])
  return found ?? [other('it is not read')]
}

type Read = (node: SyntaxNode, reader: Reader, span: Span) => readonly Statement[] | undefined

const STATEMENTS: Readonly<Record<string, Read | undefined>> = {
  AssignStatement: (node, reader, span) => {
    const parts = codeChildren(node).filter(({ name }) => name !== 'TypeDef')
    const groups: SyntaxNode[][] = [[]]
    for (const part of parts) {
      if (part.name === 'AssignOp') groups.push([])
      else groups[groups.length - 1]?.push(part)
    }
    const sides = groups.map((group) => together(group, reader, span))
    const value = sides.pop()
    // `x: int` alone binds nothing.
    if (sides.length === 0) return []
    if (value === undefined || sides.includes(undefined)) return undefined
    return [{ type: 'assign', targets: sides as readonly Expression[], value, span }]
  },
  UpdateStatement: (node, reader, span) => {
    const [target, sign, ...value] = codeChildren(node)
    const read = together(value, reader, span)
    if (target === undefined || sign === undefined || read === undefined) return undefined
    return [
      {
        type: 'update',
        target: readExpression(target, reader),
        sign: textOf(sign, reader).slice(0, -1),
        value: read,
        span,
      },
    ]
  },
  ReturnStatement: (node, reader, span) => [
    { type: 'return', value: together(codeChildren(node).slice(1), reader, span), span },
  ],
  IfStatement: readIf,
  ForStatement: (node, reader, span) => {
    const parts = codeChildren(node)
    const sign = parts.findIndex(({ name }) => name === 'in')
    const body = parts.findIndex(({ name }) => name === 'Body')
    const target = together(parts.slice(1, sign), reader, span)
    const over = together(parts.slice(sign + 1, body), reader, span)
    if (sign === -1 || body === -1 || target === undefined || over === undefined || parts[0]?.name !== 'for')
      return undefined
    const orElse = parts[body + 1]?.name === 'else' ? parts[body + 2] : undefined
    return [
      {
        type: 'for',
        target,
        over,
        body: readBody(parts[body] as SyntaxNode, reader),
        orElse: orElse === undefined ? [] : readBody(orElse, reader),
        span,
      },
    ]
  },
  TryStatement: readTry,
  ExpressionStatement: (node, reader, span) => {
    const value = together(codeChildren(node), reader, span)
    if (value === undefined) return undefined
    return [value.type === 'literal' ? { type: 'pass', span } : { type: 'expression', value, span }]
  },
  PassStatement: (_, __, span) => [{ type: 'pass', span }],
  BreakStatement: (_, __, span) => [{ type: 'break', span }],
  ContinueStatement: (_, __, span) => [{ type: 'continue', span }],
  RaiseStatement: (_, __, span) => [{ type: 'raise', span }],
  StatementGroup: (node, reader) =>
    codeChildren(node).flatMap((child) => (child.name === ';' ? [] : readStatement(child, reader))),
  ';': () => [],
  ScopeStatement: (node, reader, span) => {
    if (node.firstChild?.name !== 'global') return undefined
    return [{ type: 'global', names: assignedNames(node, reader), span }]
  },
  ClassDefinition: (node, reader, span) => {
    const name = node.getChild('VariableName')
    const assigns = name === null ? [] : [textOf(name, reader)]
    return [{ type: 'other', reason: 'a class', assigns, binds: true, span }]
  },
  ImportStatement: (node, reader, span) => {
    const names = importedNames(textOf(node, reader))
    return names && [{ type: 'import', names, span }]
  },
  FunctionDefinition: (node, reader, span) => {
    const name = node.getChild('VariableName')
    const list = node.getChild('ParamList')
    const body = node.getChild('Body')
    if (name === null || list === null || body === null || node.firstChild?.name !== 'def') return undefined
    const parameters = readParameters(list, reader)
    return (
      parameters && [{ type: 'function', name: textOf(name, reader), parameters, body: readBody(body, reader), span }]
    )
  },
}

/** One expression, or several with commas between them: a tuple. */
function together(nodes: readonly SyntaxNode[], reader: Reader, span: Span): Expression | undefined {
  const items = readItems(nodes, reader)
  const [first] = items
  if (first === undefined) return undefined
  return items.length === 1 && !nodes.some(({ name }) => name === ',') ? first : { type: 'tuple', items, span }
}

/** if, any elif, else: an elif is an if in the else part. */
function readIf(node: SyntaxNode, reader: Reader, span: Span): readonly Statement[] | undefined {
  const parts = codeChildren(node)
  const branches = parts.filter(({ name }) => name === 'Body').length
  const tooMany = [{ type: 'other', reason: 'too many branches', assigns: [], span }] as const
  return branching(reader, branches, () => chained(parts, reader, span), tooMany)
}

function chained(parts: readonly SyntaxNode[], reader: Reader, span: Span): readonly Statement[] | undefined {
  let orElse: readonly Statement[] = []
  for (let i = parts.length - 1; i >= 0; i--) {
    const part = parts[i] as SyntaxNode
    if (part.name !== 'Body') continue
    const body = readBody(part, reader)
    if (parts[i - 1]?.name === 'else') orElse = body
    else {
      const test = parts[i - 1]
      if (test === undefined) return undefined
      orElse = [{ type: 'if', test: readExpression(test, reader), body, orElse, span }]
    }
  }
  return orElse
}

function readTry(node: SyntaxNode, reader: Reader, span: Span): readonly Statement[] | undefined {
  const parts = codeChildren(node)
  const [, first] = parts
  if (first?.name !== 'Body') return undefined
  const handlers: Handler[] = []
  let orElse: readonly Statement[] = []
  let final: readonly Statement[] = []
  for (let i = 2; i < parts.length; ) {
    const end = parts.findIndex((part, at) => at > i && part.name === 'Body')
    if (end === -1) return undefined
    const word = parts[i]?.name
    const body = readBody(parts[end] as SyntaxNode, reader)
    if (word === 'else') orElse = body
    else if (word === 'finally') final = body
    else if (word === 'except') {
      const head = parts.slice(i + 1, end)
      const as = head.findIndex(({ name }) => name === 'as')
      const name = as === -1 ? undefined : head[as + 1]
      const types = together(as === -1 ? head : head.slice(0, as), reader, span)
      // What else may be asked for is computed, and may raise itself.
      if (types !== undefined && !namesExceptions(types)) return undefined
      handlers.push({ types, name: name === undefined ? undefined : textOf(name, reader), body })
    } else return undefined
    i = end + 1
  }
  return [{ type: 'try', body: readBody(first, reader), handlers, orElse, final, span }]
}

/** `import a`, `import a.b as c`, `from a import b as c`: the names that are bound; undefined for a star. */
function importedNames(text: string): readonly ImportedName[] | undefined {
  const source = text
    .replace(/#.*$/gm, ' ')
    .replace(/[()\\]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const from = /^from (\S+) import (.+)$/.exec(source)
  const names = from?.[2] ?? /^import (.+)$/.exec(source)?.[1]
  if (names === undefined || names.includes('*')) return undefined
  return names
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => {
      const [original = '', alias] = part.split(' as ')
      if (from !== null) return { module: from[1] as string, member: original, name: alias ?? original }
      return {
        module: alias === undefined ? (original.split('.')[0] as string) : original,
        member: undefined,
        name: alias ?? (original.split('.')[0] as string),
      }
    })
}

/** Every name in a statement, which it may bind: nothing is known of them afterwards. */
function assignedNames(node: SyntaxNode, reader: Reader): readonly string[] {
  const names = new Set<string>()
  node.cursor().iterate((inner) => {
    if (inner.name === 'VariableName') names.add(reader.text.slice(inner.from, inner.to))
  })
  return [...names]
}

function namesExceptions(types: Expression): boolean {
  if (types.type === 'tuple') return types.items.every(namesExceptions)
  return types.type === 'name' || (types.type === 'attribute' && namesExceptions(types.object))
}
