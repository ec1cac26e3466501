import type { SyntaxNode, Tree } from '@lezer/common'
import type { Span } from '@ruleglot/core'
import { parsePython } from './parse-python.js'
import { expressionOf } from './read-expression.js'
import { branching, childrenOf, deeper, type Reader, spanOf, textOf } from './reader.js'
import type { Expression, ImportedName, PythonFunction, PythonModule, Statement } from './syntax.js'

/**
 * A Python module as data. @lezer/python does the tokens, brackets and indentation; how operators bind is decided here,
 * because its tree takes `not a or b` for `not (a or b)`. Never throws; nested too deeply is `other`.
 */
export function readModule(text: string, file?: string, tree: Tree = parsePython(text)): PythonModule {
  const reader: Reader = { text, ...(file === undefined ? {} : { file }), depth: 0, branches: 0 }
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
  const branches = parts.filter(({ name }) => name === 'Body').length
  return branching(reader, branches, () => chained(parts, reader, span), { type: 'other', span })
}

function chained(parts: readonly SyntaxNode[], reader: Reader, span: Span): Statement {
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
