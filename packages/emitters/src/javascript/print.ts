import {
  type CompareFieldsNode,
  type CompareNode,
  type Condition,
  type Handlers,
  type InNode,
  literalOf,
  type MatchNode,
  type NodeOf,
  type Path,
  parseAddress,
  type RegexNode,
  type ShapeNode,
  segmentKey,
} from '@ruleglot/core'
import { printRegex } from '../regex/index.js'
import {
  inner,
  nodeList,
  readDirectly,
  readStructure,
  readsDirectly,
  readsStructure,
  readValues,
  type Scope,
} from './access.js'
import { quoteScalar, quoteText, regexLiteral } from './escape.js'
import { foldLiteral, foldTree, globText, hasHalfPair, isNumeric } from './literals.js'
import { call, constant, type Writer } from './writer.js'

/** One expression, without brackets around it; `tightness` says what may stand beside it. */
export interface Printed {
  readonly text: string
  readonly tightness: 'or' | 'and' | 'equality' | 'unary'
  /** The complement, where there is an operator for it. */
  readonly negated?: string
}

export interface PrintContext {
  readonly writer: Writer
  readonly scope: Scope
}

export function print(node: Condition, context: PrintContext): Printed {
  return (PRINTERS[node.kind] as (node: Condition, context: PrintContext) => Printed)(node, context)
}

const unary = (text: string): Printed => ({ text, tightness: 'unary' })
const TRUE = unary('true')
const FALSE = unary('false')

/** In brackets unless it binds tighter than both `and` and `or`. */
function operand({ text, tightness }: Printed): string {
  return tightness === 'or' || tightness === 'and' ? `(${text})` : text
}

/** The parts of a condition joined on one level, for breaking long lines. */
export function joinedParts(
  node: Condition,
): { readonly parts: readonly Condition[]; readonly joint: '&&' | '||' } | undefined {
  if (node.kind === 'And' && node.children.length > 1) return { parts: node.children, joint: '&&' }
  return node.kind === 'Or' && node.children.length > 1 ? { parts: node.children, joint: '||' } : undefined
}

export function printOperand(node: Condition, context: PrintContext): string {
  return operand(print(node, context))
}

const PRINTERS: Handlers<Printed, PrintContext> = {
  True: () => TRUE,
  False: () => FALSE,
  And: ({ children }, context) => join(children, '&&', TRUE, context),
  Or: ({ children }, context) => join(children, '||', FALSE, context),
  Not: ({ child }, context) => {
    const printed = print(child, context)
    if (printed.negated !== undefined) return { ...printed, text: printed.negated, negated: printed.text }
    return unary(`!${operand(printed)}`)
  },
  Compare: printCompare,
  In: printIn,
  Match: printMatch,
  Regex: printRegexTest,
  Cidr: ({ field, network }, { writer, scope }) => {
    const path = field as Path
    const block = constant(writer, call(writer, 'network', quoteText(network)), lastKey(path), 'NETWORK')
    return unary(call(writer, 'inNetwork', readValues(writer, scope, path), block))
  },
  Shape: printShape,
  Exists: ({ field }, { writer, scope }) => {
    const path = field as Path
    const place = readsStructure(writer, scope) ? readStructure(writer, scope, path) : nodeList(writer, scope, path)
    return unary(call(writer, 'exists', place))
  },
  CompareFields: printFields,
  Tokens: () => FALSE,
  Search: (node, context) => {
    const { writer, scope } = context
    const whole = scope.form === 'plain' && scope.depth === 0 && node.scope.length === 0
    const plain = whole || readsStructure(writer, scope)
    const place = whole
      ? 'event'
      : plain
        ? readStructure(writer, scope, node.scope)
        : nodeList(writer, scope, node.scope)
    return unary(
      `${call(writer, 'below', place)}.some(${lambda(node.condition, inner(scope, node.scope, 'expanded'), writer)})`,
    )
  },
  Some: (node, context) => unary(`${elementList(node, context)}.some(${elementTest(node, context)})`),
  Every: (node, context) => unary(`${elementList(node, context)}.every(${elementTest(node, context)})`),
  Count: (node, context) => {
    const operator = { eq: '===', lt: '<', le: '<=', gt: '>', ge: '>=' }[node.op]
    return unary(
      `(${elementList(node, context)}.filter(${elementTest(node, context)}).length ${operator} ${node.count})`,
    )
  },
  Let: () => FALSE,
  Ref: () => FALSE,
  Opaque: () => FALSE,
}

function join(children: readonly Condition[], joint: '&&' | '||', none: Printed, context: PrintContext): Printed {
  if (children.length < 2) return children[0] === undefined ? none : print(children[0], context)
  const text = children.map((child) => printOperand(child, context)).join(` ${joint} `)
  return { text, tightness: joint === '&&' ? 'and' : 'or' }
}

function lastKey(path: Path): string | undefined {
  const last = path[path.length - 1]
  return last === undefined ? undefined : segmentKey(last)
}

function printEquality(path: Path, value: string | number | boolean, { writer, scope }: PrintContext): Printed {
  if (readsDirectly(writer, scope)) {
    const [read, wanted] = [readDirectly(writer, scope, path), quoteScalar(value)]
    return { text: `${read} === ${wanted}`, negated: `${read} !== ${wanted}`, tightness: 'equality' }
  }
  return unary(call(writer, 'has', readValues(writer, scope, path), quoteScalar(value)))
}

const OPERATORS = { eq: '==', lt: '<', le: '<=', gt: '>', ge: '>=' } as const

function printCompare({ field, op, value, domain }: CompareNode, context: PrintContext): Printed {
  const { writer, scope } = context
  const path = field as Path
  if (typeof value === 'object') return FALSE
  if (domain === undefined) return printEquality(path, value, context)
  const test = (helper: string, bound: string): Printed =>
    unary(call(writer, helper, readValues(writer, scope, path), quoteText(OPERATORS[op]), bound))
  // A bound outside its domain is in no order with anything.
  switch (domain) {
    case 'number':
      return typeof value === 'number' ? test('numberIs', quoteScalar(value)) : FALSE
    case 'text':
      return typeof value === 'string' ? test('textIs', quoteText(value)) : FALSE
    case 'numeric':
      return isNumeric(value) ? test('numericIs', quoteScalar(value)) : FALSE
    case 'instant':
      return typeof value === 'number' ? test('instantIs', quoteScalar(value)) : FALSE
    case 'ip':
      return typeof value === 'string' && parseAddress(value) !== undefined
        ? test('addressIs', quoteText(value))
        : FALSE
  }
}

/** From so many values on, a list is made once. */
const LONG_LIST = 5

function printIn({ field, values }: InNode, context: PrintContext): Printed {
  const { writer, scope } = context
  const path = field as Path
  const [only] = values
  if (only === undefined) return FALSE
  if (values.length === 1) return printEquality(path, only, context)
  const list = `[${values.map(quoteScalar).join(', ')}]`
  const long = values.length >= LONG_LIST
  const set = long ? constant(writer, `new Set(${list})`, lastKey(path), 'VALUES') : list
  if (readsDirectly(writer, scope)) {
    return unary(`${set}.${long ? 'has' : 'includes'}(${readDirectly(writer, scope, path)})`)
  }
  return unary(call(writer, long ? 'isIn' : 'isOneOf', readValues(writer, scope, path), set))
}

/** The values that a text matcher reads: numbers as text, letters folded. */
function readTexts(
  node: MatchNode | RegexNode | CompareFieldsNode,
  path: Path,
  { writer, scope }: PrintContext,
): string {
  const values = readValues(writer, scope, path)
  const texts = node.on === 'scalar' ? call(writer, 'textOf', values) : values
  return node.ignoreCase ? call(writer, 'fold', texts) : texts
}

function printMatch(node: MatchNode, context: PrintContext): Printed {
  const { writer } = context
  const path = node.field as Path
  const pattern = foldLiteral(node.pattern, node.ignoreCase)
  const literal = literalOf(pattern)
  const texts = readTexts(node, path, context)
  if (literal !== undefined) return unary(call(writer, 'has', texts, quoteText(literal)))
  const parts = pattern.map((part) => (typeof part === 'string' ? 'text' : part.wildcard)).join(' ')
  const text = pattern.find((part) => typeof part === 'string') as string | undefined
  const helper = { 'text many': 'startsWith', 'many text': 'endsWith', 'many text many': 'contains' }[parts]
  // Half of a pair is a character of its own in a pattern; startsWith and its kin would find it inside a whole one.
  if (helper !== undefined && text !== undefined && !hasHalfPair(text)) {
    return unary(call(writer, helper, texts, quoteText(text)))
  }
  const glob = constant(writer, call(writer, 'glob', quoteText(globText(pattern))), lastKey(path), 'PATTERN')
  return unary(call(writer, 'isLike', texts, glob))
}

function printRegexTest(node: RegexNode, context: PrintContext): Printed {
  const path = node.field as Path
  const printed = printRegex(node.ignoreCase ? foldTree(node.tree) : node.tree, 'javascript')
  if (!('text' in printed)) return FALSE
  const pattern = constant(context.writer, regexLiteral(printed.text), lastKey(path), 'PATTERN')
  return unary(call(context.writer, 'fitsPattern', readTexts(node, path, context), pattern))
}

function printShape({ field, kinds }: ShapeNode, { writer, scope }: PrintContext): Printed {
  if (kinds.length === 0) return FALSE
  const list = `[${kinds.map(quoteText).join(', ')}]`
  if (readsStructure(writer, scope) && field.length === 1) {
    const place = readStructure(writer, scope, field)
    return unary(`${list}.includes(${call(writer, 'shapeOf', place)})`)
  }
  return unary(`${call(writer, 'shapes', nodeList(writer, scope, field))}.some((shape) => ${list}.includes(shape))`)
}

const FIELD_OPERATORS = { ...OPERATORS, ne: '!=', contains: 'contains', startsWith: 'startsWith', endsWith: 'endsWith' }

function printFields(node: CompareFieldsNode, context: PrintContext): Printed {
  const [left, right] = [node.left, node.right].map((field) => readTexts(node, field as Path, context)) as [
    string,
    string,
  ]
  const domain = node.domain === undefined ? [] : [quoteText(node.domain)]
  return unary(call(context.writer, 'fieldsAre', left, quoteText(FIELD_OPERATORS[node.op]), right, ...domain))
}

type Quantified = NodeOf<'Some'> | NodeOf<'Every'> | NodeOf<'Count'>

function elementList({ path }: Quantified, { writer, scope }: PrintContext): string {
  if (!readsStructure(writer, scope)) return call(writer, 'present', nodeList(writer, scope, path))
  return call(writer, 'elements', readStructure(writer, scope, path))
}

function elementTest({ path, condition }: Quantified, { writer, scope }: PrintContext): string {
  return lambda(condition, inner(scope, path, readsStructure(writer, scope) ? 'plain' : 'expanded'), writer)
}

function lambda(condition: Condition, scope: Scope, writer: Writer): string {
  return `(${scope.variable}) => ${print(condition, { writer, scope }).text}`
}
