import {
  and,
  type CompareOperator,
  type Condition,
  cidr,
  compare,
  type Domain,
  exists,
  isIn,
  match,
  or,
  type Pattern,
  parseNetwork,
  regex,
  tokens,
} from '@ruleglot/core'
import type * as acorn from 'acorn'
import { globPattern } from '../glob/glob-pattern.js'
import { parseRegex } from '../regex/index.js'
import {
  fieldPattern,
  helperCall,
  madeBy,
  nodeList,
  type Reader,
  readComputed,
  readStructure,
  readValues,
  textsMadeBy,
} from './access.js'
import { scalarLiteral, textLiteral } from './literal.js'
import { readAutomaton } from './read-automaton.js'
import { isNodeList } from './read-elements.js'
import { relativeInstant, scalarList, setOf, textList, textsOf } from './read-literal.js'
import { Refusal } from './refusal.js'

const ORDER_HELPERS: Readonly<Record<string, Domain>> = {
  numberIs: 'number',
  textIs: 'text',
  numericIs: 'numeric',
  instantIs: 'instant',
  addressIs: 'ip',
}
const ORDERS: Readonly<Record<string, CompareOperator>> = { '==': 'eq', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' }
const TOKEN_MODES = { hasPhrase: 'phrase', hasAnyWord: 'any', hasAllWords: 'all' } as const
const FIELD_ORDERS = {
  ...ORDERS,
  '!=': 'ne',
  contains: 'contains',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
} as const

/** The call of a helper as a leaf. */
export function readHelper(node: acorn.CallExpression, reader: Reader): Condition {
  const call = helperCall(node, reader)
  if (call === undefined) throw new Refusal('This function is not one that ruleglot writes.', node)
  const [first, second, third, fourth] = call.args
  const wrong = (): Refusal => new Refusal(`${call.name} is called in a way that ruleglot does not write.`, node)
  if (first === undefined) throw wrong()
  const computed = call.name === 'exists' ? readComputed(first, reader) : undefined
  if (computed !== undefined) return exists(computed)
  if (call.name === 'exists') {
    return exists(isNodeList(first, reader) ? nodeList(first, reader).path : readStructure(first, reader))
  }
  const named = fieldPattern(node, 'existsLike', reader)
  if (named !== undefined) return exists(named)
  if (second === undefined) throw wrong()
  const values = readValues(first, reader)
  const plain = !values.ignoreCase && values.on === 'string'
  const how = { ignoreCase: values.ignoreCase, on: values.on }
  const many = { wildcard: 'many' } as const
  const anyText = (texts: readonly string[], patternOf: (text: string) => Pattern): Condition =>
    or(texts.map((text) => match(values.field, patternOf(text), how)))
  const domain = ORDER_HELPERS[call.name]
  if (domain !== undefined && third !== undefined && plain) {
    const op = ORDERS[textLiteral(second)]
    if (op === undefined) throw wrong()
    const moving = domain === 'instant' ? relativeInstant(third, reader) : undefined
    if (moving !== undefined) return compare(values.field, op, moving, { domain })
    return compare(values.field, op, scalarLiteral(third), { domain })
  }
  switch (call.name) {
    case 'has': {
      const wanted = scalarLiteral(second)
      if (plain) return compare(values.field, 'eq', wanted)
      if (typeof wanted === 'string') return match(values.field, [wanted], how)
      throw wrong()
    }
    case 'isOneOf':
      if (second.type !== 'ArrayExpression') throw wrong()
      return plain
        ? isIn(values.field, scalarList(second))
        : anyText(textsOf(scalarList(second), node), (text) => [text])
    case 'isIn':
      if (plain) return isIn(values.field, setOf(second, reader))
      return anyText(textsOf(setOf(second, reader), node), (text) => [text])
    case 'startsWithAny':
      return anyText(textList(second, reader), (text) => [text, many])
    case 'endsWithAny':
      return anyText(textList(second, reader), (text) => [many, text])
    case 'containsAny':
      return anyText(textList(second, reader), (text) => [many, text, many])
    case 'containsAll':
      return and(textList(second, reader).map((text) => match(values.field, [many, text, many], how)))
    case 'startsWith':
      return match(values.field, [textLiteral(second), many], how)
    case 'endsWith':
      return match(values.field, [many, textLiteral(second)], how)
    case 'contains':
      return match(values.field, [many, textLiteral(second), many], how)
    case 'isLike':
      return match(values.field, globPattern(madeBy('glob', second, reader)), how)
    case 'inNetwork': {
      const networks = textsMadeBy('networks', second, reader)
      const [only] = networks
      if (!plain || only === undefined || !networks.every((text) => parseNetwork(text) !== undefined)) throw wrong()
      if (networks.length === 1) return cidr(values.field, only)
      return or(networks.map((text) => cidr(values.field, text)))
    }
    case 'hasPhrase':
    case 'hasAnyWord':
    case 'hasAllWords':
      if (plain) return tokens(values.field, { mode: TOKEN_MODES[call.name], text: textLiteral(second) })
      throw wrong()
    case 'hasWordLike': {
      const pattern = globPattern(madeBy('glob', second, reader))
      if (plain) return tokens(values.field, { mode: 'pattern', pattern })
      throw wrong()
    }
    case 'fitsPattern':
      return readPattern(second, values, reader)
    case 'fitsAutomaton':
      return regex(values.field, readAutomaton(second, reader), { ignoreCase: values.ignoreCase, on: values.on })
    case 'fieldsAre': {
      if (third === undefined) throw wrong()
      const right = readValues(third, reader)
      const op = FIELD_ORDERS[textLiteral(second) as keyof typeof FIELD_ORDERS] as 'eq' | undefined
      if (op === undefined || right.ignoreCase !== values.ignoreCase || right.on !== values.on) throw wrong()
      const named = fourth === undefined ? {} : { domain: textLiteral(fourth) as Domain }
      return { kind: 'CompareFields', left: values.field, op, right: right.field, ...named, ...how }
    }
    default:
      throw wrong()
  }
}

function readPattern(node: acorn.Expression, values: ReturnType<typeof readValues>, reader: Reader): Condition {
  const literal = node.type === 'Identifier' ? reader.parts.constants.get(node.name) : undefined
  const pattern = literal?.type === 'Literal' ? literal.regex : undefined
  if (pattern === undefined || pattern === null || pattern.flags !== 'u') {
    throw new Refusal('A regular expression with the flag u is expected here.', node)
  }
  const read = parseRegex(pattern.pattern, 'javascript', undefined, 'search')
  if (!read.ok) throw new Refusal(read.problem.message, node)
  return regex(values.field, read.tree, { ignoreCase: values.ignoreCase, on: values.on })
}
