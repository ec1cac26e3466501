import { type Condition, type Handlers, isPath, type SomeNode } from '@ruleglot/core'
import { alternatives, complement, conjuncts, onePredicate } from './alternatives.js'
import { pathText } from './escape.js'
import { type LeafNode, predicateLines, predicateOf, predicateText } from './print-predicate.js'

/** One conjunct a line, broken where it is long; inside a line and, or, not and brackets where they are needed. */
export function emitText(condition: Condition): string {
  return documentText(condition, 0)
}

/** Columns of a line. */
const WIDTH = 100
/** Further in, lines stay as long as they are. */
const DEEPEST = 40

function documentText(condition: Condition, indent: number): string {
  const parts = conjuncts(condition)
  const lines = parts.map((part) => lay(part, 'line', indent))
  return lines.length === 0 ? 'true' : lines.join('\n')
}

/** How tightly the place binds that a part is printed into; a part that binds less gets brackets. */
type Place = 'line' | 'or' | 'and' | 'not'
const TIGHTNESS: { readonly [P in Place]: number } = { line: 0, or: 1, and: 2, not: 3 }

function print(node: Condition, place: Place): string {
  return (PRINTERS[node.kind] as (node: Condition, place: Place) => string)(node, place)
}

const leaf = (node: LeafNode): string => {
  // A list of nothing is never true.
  const empty = (node.kind === 'In' && node.values.length === 0) || (node.kind === 'Shape' && node.kinds.length === 0)
  return empty ? 'false' : predicateText(predicateOf(node))
}

/** On one line, however long. */
const PRINTERS: Handlers<string, Place> = {
  True: () => 'true',
  False: () => 'false',
  And: (node, place) => {
    const parts = conjuncts(node)
    if (parts.length < 2) return parts[0] === undefined ? 'true' : print(parts[0], place)
    return bracket(parts.map((part) => print(part, 'and')).join(' and '), 'and', place)
  },
  Or: (node, place) => {
    const predicate = onePredicate(node)
    if (predicate !== undefined) return predicateText(predicate)
    const parts = alternatives(node)
    if (parts.length < 2) return parts[0] === undefined ? 'false' : print(parts[0], place)
    return bracket(parts.map((part) => print(part, 'or')).join(' or '), 'or', place)
  },
  Not: (node) => {
    const { child } = node
    if (child.kind === 'Some') return `${quantifier('none', child.path)} (${print(child.condition, 'line')})`
    const predicate = complement(child)
    return predicate === undefined ? `not ${print(child, 'not')}` : predicateText(predicate, true)
  },
  Compare: leaf,
  In: leaf,
  Match: leaf,
  Regex: leaf,
  Cidr: leaf,
  Shape: leaf,
  Exists: leaf,
  CompareFields: leaf,
  Tokens: leaf,
  Search: (node) => scoped(node, print(node.condition, 'line')),
  Some: (node) => rangeText(node) ?? scoped(node, print(node.condition, 'line')),
  Every: (node) => scoped(node, print(node.condition, 'line')),
  Count: (node) => scoped(node, print(node.condition, 'line')),
  // Lets are inlined before; what could not be was refused.
  Let: (node, place) => print(node.body, place),
  Ref: (node) => node.name,
  Opaque: (node) => node.text,
}

/** On one line where it fits, else broken: one value, alternative or conjunct a line. */
function lay(node: Condition, place: Place, indent: number): string {
  const line = print(node, place)
  return line.length + indent <= WIDTH || indent > DEEPEST ? line : broken(node, line, indent)
}

function broken(node: Condition, line: string, indent: number): string {
  const inner = indent + INDENT.length
  switch (node.kind) {
    case 'And': {
      const [only, ...more] = conjuncts(node)
      return more.length === 0 && only !== undefined ? broken(only, line, indent) : block(documentText(node, inner))
    }
    case 'Or': {
      const predicate = onePredicate(node)
      if (predicate !== undefined) return predicateLines(predicate)
      const [only, ...more] = alternatives(node)
      if (more.length === 0) return only === undefined ? line : broken(only, line, indent)
      return block(
        [only, ...more].map((part, i) => (i === 0 ? '' : 'or ') + lay(part as Condition, 'or', inner)).join('\n'),
      )
    }
    case 'Not': {
      const { child } = node
      if (child.kind === 'Some')
        return `${quantifier('none', child.path)} ${block(documentText(child.condition, inner))}`
      const predicate = complement(child)
      return predicate === undefined
        ? `not ${broken(child, print(child, 'not'), indent)}`
        : predicateLines(predicate, true)
    }
    case 'Some':
    case 'Every':
    case 'Count':
    case 'Search':
      if (node.kind === 'Some' && rangeText(node) !== undefined) return line
      return scoped(node, documentText(node.condition, inner), true)
    default: {
      const predicate = onePredicate(node)
      return predicate === undefined || predicate.values.length < 2 ? line : predicateLines(predicate)
    }
  }
}

const INDENT = '  '

/** Texts hold no line breaks, so lines can be moved. */
function block(lines: string): string {
  return `(\n${INDENT}${lines.replaceAll('\n', `\n${INDENT}`)}\n)`
}

function bracket(text: string, own: Place, place: Place): string {
  return TIGHTNESS[own] < TIGHTNESS[place] ? `(${text})` : text
}

type ScopedNode = Extract<Condition, { readonly kind: 'Some' | 'Every' | 'Count' | 'Search' }>

/** The quantifier around what it says of elements. */
function scoped(node: ScopedNode, text: string, lines = false): string {
  const body = lines ? block(text) : `(${text})`
  switch (node.kind) {
    case 'Search':
      return `any value ${node.scope.length === 0 ? '' : `of ${pathText(node.scope)} `}${body}`
    case 'Some':
      return `${quantifier('any', node.path)} ${body}`
    case 'Every':
      return `${quantifier('all', node.path)} ${body}`
    case 'Count': {
      if (node.op === 'eq' && node.count === 1) return `${quantifier('one', node.path)} ${body}`
      const operator = { eq: 'eq', lt: 'lt', le: 'lte', gt: 'gt', ge: 'gte' }[node.op]
      return `${quantifier('count', node.path)} ${body} ${operator} ${node.count}`
    }
  }
}

function quantifier(word: string, path: SomeNode['path']): string {
  return `${word} of ${pathText(path)}`
}

/** Both bounds on one element: between. */
function rangeText({ path, condition }: SomeNode): string | undefined {
  if (condition.kind !== 'And' || condition.children.length !== 2) return undefined
  const [low, high] = condition.children
  if (low?.kind !== 'Compare' || high?.kind !== 'Compare' || low.op !== 'ge' || high.op !== 'le') return undefined
  if (!isPath(low.field) || !isPath(high.field) || low.field.length + high.field.length > 0) return undefined
  const [from, to] = [predicateOf(low), predicateOf(high)]
  if (from.modifiers !== to.modifiers || typeof low.value !== typeof high.value) return undefined
  return `${pathText(path)} between ${from.values[0]} and ${to.values[0]}${from.modifiers}`
}
