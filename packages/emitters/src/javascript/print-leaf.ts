import {
  type CidrNode,
  type CompareFieldsNode,
  type CompareNode,
  type ExistsNode,
  type Field,
  foldText,
  type InNode,
  isPath,
  literalOf,
  type MatchNode,
  type Pattern,
  parseAddress,
  type RegexNode,
  type RelativeInstant,
  type ShapeNode,
  type TokensNode,
} from '@ruleglot/core'
import { printRegex } from '../regex/index.js'
import {
  existsLike,
  lastKey,
  nodeList,
  readDirectly,
  readStructure,
  readsDirectly,
  readsStructure,
  readValues,
  type Scope,
} from './access.js'
import { quoteScalar, quoteText, regexLiteral } from './escape.js'
import { automatonText, runsInLinearTime } from './linear-regex.js'
import { foldLiteral, foldTree, globText, isNumeric } from './literals.js'
import { type Texts, textTest } from './operand.js'
import { FALSE, type PrintContext, type Printed, TRUE, unary } from './printed.js'
import { call, constant, listText, type Writer } from './writer.js'

/** One printer for each leaf. Its field is a path or a pattern of names: capabilities ruled out the rest. */
export const LEAF_PRINTERS = {
  Compare: printCompare,
  In: printIn,
  Match: printMatch,
  Regex: printRegexTest,
  Cidr: ({ field, network }: CidrNode, context: PrintContext): Printed => printNetworks(field, [network], context),
  Shape: printShape,
  Exists: ({ field }: ExistsNode, { writer, scope }: PrintContext): Printed => {
    if (!isPath(field)) {
      const isComputed = 'call' in field
      return unary(
        isComputed ? call(writer, 'exists', readValues(writer, scope, field)) : existsLike(writer, scope, field),
      )
    }
    const place = readsStructure(writer, scope) ? readStructure(writer, scope, field) : nodeList(writer, scope, field)
    return unary(call(writer, 'exists', place))
  },
  CompareFields: printFields,
  Tokens: printTokens,
} as const

/** Several networks of one field: the address is read once. */
export function printNetworks(field: Field, networks: readonly string[], { writer, scope }: PrintContext): Printed {
  const suffix = networks.length === 1 ? 'NETWORK' : 'NETWORKS'
  const blocks = constant(writer, call(writer, 'networks', ...networks.map(quoteText)), lastKey(field), suffix)
  return unary(call(writer, 'inNetwork', readValues(writer, scope, field), blocks))
}

function printEquality(field: Field, value: string | number | boolean, { writer, scope }: PrintContext): Printed {
  if (isPath(field) && readsDirectly(writer, scope)) {
    const [read, wanted] = [readDirectly(writer, scope, field), quoteScalar(value)]
    return { text: `${read} === ${wanted}`, negated: `${read} !== ${wanted}`, tightness: 'equality' }
  }
  const name = listFreeName(field, writer, scope)
  if (name !== undefined) {
    const wanted = quoteScalar(value)
    return { text: `${name} === ${wanted}`, negated: `${name} !== ${wanted}`, tightness: 'equality' }
  }
  return unary(call(writer, 'has', readValues(writer, scope, field), quoteScalar(value)))
}

/** The name of a field of the event that is known to hold no list; counts the comparison. */
function listFreeName(field: Field, writer: Writer, scope: Scope): string | undefined {
  if (!isPath(field) || scope.depth > 0 || scope.form !== 'plain' || writer.events === 'any') return undefined
  writer.comparisons++
  if (writer.listFree === undefined) return undefined
  const name = readValues(writer, scope, field)
  writer.listFree.add(name)
  return name
}

const OPERATORS = { eq: '==', lt: '<', le: '<=', gt: '>', ge: '>=' } as const

function printCompare({ field, op, value, domain }: CompareNode, context: PrintContext): Printed {
  const { writer, scope } = context
  if (typeof value === 'object') {
    const bound = relativeBound(writer, value)
    return unary(call(writer, 'instantIs', readValues(writer, scope, field), quoteText(OPERATORS[op]), bound))
  }
  if (domain === undefined) return printEquality(field, value, context)
  const test = (helper: string, bound: string): Printed =>
    unary(call(writer, helper, readValues(writer, scope, field), quoteText(OPERATORS[op]), bound))
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
  const [only] = values
  if (only === undefined) return FALSE
  if (values.length === 1) return printEquality(field, only, context)
  const items = values.map(quoteScalar)
  const long = values.length >= LONG_LIST
  const set = long ? constant(writer, `new Set(${listText(items)})`, lastKey(field), 'VALUES') : `[${items.join(', ')}]`
  if (isPath(field) && readsDirectly(writer, scope)) {
    return unary(`${set}.${long ? 'has' : 'includes'}(${readDirectly(writer, scope, field)})`)
  }
  const name = listFreeName(field, writer, scope)
  if (name !== undefined) return unary(`${set}.${long ? 'has' : 'includes'}(${name})`)
  return unary(call(writer, long ? 'isIn' : 'isOneOf', readValues(writer, scope, field), set))
}

/** The values that a text matcher reads: numbers as text, letters folded. */
function readTexts(
  node: Pick<MatchNode | RegexNode | CompareFieldsNode, 'ignoreCase' | 'on'>,
  field: Field,
  { writer, scope }: PrintContext,
): string {
  const values = readValues(writer, scope, field)
  const texts = node.on === 'scalar' ? call(writer, 'textOf', values) : values
  return node.ignoreCase ? call(writer, 'fold', texts) : texts
}

function printMatch(node: MatchNode, context: PrintContext): Printed {
  const { writer } = context
  const texts = readTexts(node, node.field, context)
  const how = textTest(node)
  if (how !== undefined) return unary(call(writer, how === 'equals' ? 'has' : how, texts, quoteText(textOf(node))))
  const pattern = foldLiteral(node.pattern, node.ignoreCase)
  const literal = literalOf(pattern)
  if (literal !== undefined) return unary(call(writer, 'has', texts, quoteText(literal)))
  return unary(call(writer, 'isLike', texts, globConstant(writer, pattern, node.field)))
}

/** The one text that a pattern asks for, folded as the values are. */
function textOf({ pattern, ignoreCase }: MatchNode): string {
  const text = literalOf(pattern) ?? pattern.filter((part) => typeof part === 'string').join('')
  return ignoreCase ? foldText(text) : text
}

/** The field is read, and folded, once for all texts. */
export function printTexts({ nodes, how, all }: Texts, context: PrintContext): Printed {
  const [first] = nodes
  if (first === undefined) return all ? TRUE : FALSE
  const { writer } = context
  const texts = readTexts(first, first.field, context)
  const wanted = [...new Set(nodes.map(textOf))]
  const items = wanted.map(quoteText)
  const line = `[${items.join(', ')}]`
  const key = lastKey(first.field)
  if (how === 'equals') {
    if (wanted.length < LONG_LIST) return unary(call(writer, 'isOneOf', texts, line))
    return unary(call(writer, 'isIn', texts, constant(writer, `new Set(${listText(items)})`, key, 'VALUES')))
  }
  const list = line.length <= LONGEST_INLINE ? line : constant(writer, listText(items), key, SUFFIXES[how])
  return unary(call(writer, `${how}${all ? 'All' : 'Any'}`, texts, list))
}

const LONGEST_INLINE = 60

const SUFFIXES = { startsWith: 'STARTS', endsWith: 'ENDS', contains: 'PARTS' } as const

function printRegexTest(node: RegexNode, context: PrintContext): Printed {
  const tree = node.ignoreCase ? foldTree(node.tree) : node.tree
  const texts = readTexts(node, node.field, context)
  const { writer } = context
  if (!runsInLinearTime(tree)) {
    const places = call(writer, 'automaton', automatonText(tree, quoteText))
    return unary(call(writer, 'fitsAutomaton', texts, constant(writer, places, lastKey(node.field), 'PATTERN')))
  }
  const printed = printRegex(tree, 'javascript')
  if (!('text' in printed)) return FALSE
  const pattern = constant(writer, regexLiteral(printed.text), lastKey(node.field), 'PATTERN')
  return unary(call(writer, 'fitsPattern', texts, pattern))
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
  // Every domain but text reads values as they are.
  const asTexts = node.domain === undefined || node.domain === 'text'
  const how = asTexts ? node : ({ ignoreCase: false, on: 'string' } as const)
  const [left, right] = [node.left, node.right].map((field) => readTexts(how, field, context)) as [string, string]
  const domain = node.domain === undefined ? [] : [quoteText(node.domain)]
  return unary(call(context.writer, 'fieldsAre', left, quoteText(FIELD_OPERATORS[node.op]), right, ...domain))
}

/** `now`, moved and rounded down. */
function relativeBound(writer: Writer, { now, floor }: RelativeInstant): string {
  writer.usesNow = true
  const moved = now === 0 ? 'now' : `now ${now < 0 ? '-' : '+'} ${Math.abs(now)}`
  return floor === undefined ? moved : call(writer, 'startOf', quoteText(floor), moved)
}

const TOKEN_HELPERS = { any: 'hasAnyWord', all: 'hasAllWords', phrase: 'hasPhrase' } as const

function printTokens({ field, query }: TokensNode, { writer, scope }: PrintContext): Printed {
  const values = readValues(writer, scope, field)
  if (query.mode === 'pattern') {
    return unary(call(writer, 'hasWordLike', values, globConstant(writer, query.pattern, field)))
  }
  return unary(call(writer, TOKEN_HELPERS[query.mode], values, quoteText(query.text)))
}

function globConstant(writer: Writer, pattern: Pattern, field: Field): string {
  return constant(writer, call(writer, 'glob', quoteText(globText(pattern))), lastKey(field), 'PATTERN')
}
