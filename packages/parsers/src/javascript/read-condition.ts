import {
  and,
  type CompareOperator,
  type Condition,
  cidr,
  compare,
  count,
  type Domain,
  every,
  exists,
  FALSE,
  isIn,
  match,
  not,
  or,
  type Path,
  parseNetwork,
  regex,
  type Scalar,
  type ShapeKind,
  search,
  shape,
  some,
  TRUE,
} from '@ruleglot/core'
import type * as acorn from 'acorn'
import { globPattern } from '../glob/glob-pattern.js'
import { parseRegex } from '../regex/index.js'
import {
  helperCall,
  nodeList,
  type Reader,
  readDirectly,
  readStructure,
  readValues,
  textLiteral,
  type Variable,
  variableOf,
} from './access.js'
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
      const { path, condition, method } = readElements(filtered, filtered.callee, reader)
      const n = scalarLiteral(right)
      if (method === 'filter' && typeof n === 'number') return count(path, condition, op, n)
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
  const { path, condition, method, below } = readElements(node, callee, reader)
  if (below && method === 'some') return search(condition, path)
  if (!below && method === 'some') return some(path, condition)
  if (!below && method === 'every') return every(path, condition)
  throw new Refusal('This is no call that ruleglot writes.', node)
}

/** (shape) => [...].includes(shape) */
function shapeTest(node: acorn.Expression): readonly ShapeKind[] {
  const body = node.type === 'ArrowFunctionExpression' ? node.body : undefined
  const [parameter] = node.type === 'ArrowFunctionExpression' ? node.params : []
  if (body?.type === 'CallExpression' && body.callee.type === 'MemberExpression' && parameter?.type === 'Identifier') {
    const { object, property } = body.callee
    const [argument] = body.arguments
    const same = argument?.type === 'Identifier' && argument.name === 'shape' && parameter.name === 'shape'
    if (same && object.type === 'ArrayExpression' && property.type === 'Identifier' && property.name === 'includes') {
      return shapeKinds(object)
    }
  }
  throw new Refusal('This is no test of shapes that ruleglot writes.', node)
}

const SHAPES: ReadonlySet<string> = new Set<ShapeKind>([
  'missing',
  'null',
  'boolean',
  'number',
  'string',
  'array',
  'emptyArray',
  'object',
  'emptyObject',
])

function shapeKinds(node: acorn.ArrayExpression): readonly ShapeKind[] {
  return scalarList(node).map((kind) => {
    if (typeof kind === 'string' && SHAPES.has(kind)) return kind as ShapeKind
    throw new Refusal('This is not the name of a shape.', node)
  })
}

/** elements(..), present(..) or below(..), and a test of each. */
function readElements(
  node: acorn.CallExpression,
  callee: acorn.MemberExpression,
  reader: Reader,
): { readonly path: Path; readonly condition: Condition; readonly method: string; readonly below: boolean } {
  const [test] = node.arguments
  const list = callee.object.type === 'Super' ? undefined : helperCall(callee.object, reader)
  const [place] = list?.args ?? []
  const method =
    callee.property.type === 'Identifier' && !callee.computed && !callee.optional ? callee.property.name : ''
  if (list === undefined || place === undefined || list.args.length !== 1 || node.arguments.length !== 1) {
    throw new Refusal('This is no list that ruleglot makes.', node)
  }
  const below = list.name === 'below'
  const whole =
    below && place.type === 'Identifier' && place.name === 'event' && variableOf(place, reader)?.form === 'event'
  const found = whole ? { path: [], absolute: [], exact: false } : elementPlace(list.name, place, reader)
  const form: Variable['form'] = below || found.exact ? 'expanded' : 'plain'
  const [parameter] = test?.type === 'ArrowFunctionExpression' ? test.params : []
  if (
    test?.type !== 'ArrowFunctionExpression' ||
    test.body.type === 'BlockStatement' ||
    test.params.length !== 1 ||
    test.async ||
    parameter?.type !== 'Identifier' ||
    !/^item\d*$/.test(parameter.name)
  ) {
    throw new Refusal('This is no test of elements that ruleglot writes.', node)
  }
  const variables = new Map(reader.variables).set(parameter.name, { path: found.absolute, form })
  return { path: found.path, condition: readCondition(test.body, { ...reader, variables }), method, below }
}

function elementPlace(
  helper: string,
  place: acorn.Expression,
  reader: Reader,
): { readonly path: Path; readonly absolute: Path; readonly exact: boolean } {
  if (helper === 'elements') return { ...structurePlace(place, reader), exact: false }
  if (helper === 'present') return { ...nodeList(place, reader), exact: true }
  if (helper !== 'below') throw new Refusal('This is no list that ruleglot makes.', place)
  return isNodeList(place, reader)
    ? { ...nodeList(place, reader), exact: true }
    : { ...structurePlace(place, reader), exact: false }
}

function isNodeList(node: acorn.Expression, reader: Reader): boolean {
  if (node.type === 'ArrayExpression' || (node.type === 'Identifier' && node.name === 'root')) return true
  const call = helperCall(node, reader)
  return call?.name === 'nodes' || call?.name === 'expand'
}

function structurePlace(node: acorn.Expression, reader: Reader): { readonly path: Path; readonly absolute: Path } {
  const before = reader.assumptions.length
  const path = readStructure(node, reader)
  // The absolute path is what the assumptions are about.
  return { path, absolute: reader.assumptions[before]?.path ?? path }
}

const ORDER_HELPERS: Readonly<Record<string, Domain>> = {
  numberIs: 'number',
  textIs: 'text',
  numericIs: 'numeric',
  instantIs: 'instant',
  addressIs: 'ip',
}
const ORDERS: Readonly<Record<string, CompareOperator>> = { '==': 'eq', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' }
const FIELD_ORDERS = {
  ...ORDERS,
  '!=': 'ne',
  contains: 'contains',
  startsWith: 'startsWith',
  endsWith: 'endsWith',
} as const

function readHelper(node: acorn.CallExpression, reader: Reader): Condition {
  const call = helperCall(node, reader)
  if (call === undefined) throw new Refusal('This function is not one that ruleglot writes.', node)
  const [first, second, third, fourth] = call.args
  const wrong = (): Refusal => new Refusal(`${call.name} is called in a way that ruleglot does not write.`, node)
  if (first === undefined) throw wrong()
  if (call.name === 'exists') {
    return exists(isNodeList(first, reader) ? nodeList(first, reader).path : readStructure(first, reader))
  }
  if (second === undefined) throw wrong()
  const values = readValues(first, reader)
  const plain = !values.ignoreCase && values.on === 'string'
  const how = { ignoreCase: values.ignoreCase, on: values.on }
  const many = { wildcard: 'many' } as const
  const domain = ORDER_HELPERS[call.name]
  if (domain !== undefined && third !== undefined && plain) {
    const op = ORDERS[textLiteral(second)]
    if (op === undefined) throw wrong()
    return compare(values.path, op, scalarLiteral(third), { domain })
  }
  switch (call.name) {
    case 'has': {
      const wanted = scalarLiteral(second)
      if (plain) return compare(values.path, 'eq', wanted)
      if (typeof wanted === 'string') return match(values.path, [wanted], how)
      throw wrong()
    }
    case 'isOneOf':
      if (plain && second.type === 'ArrayExpression') return isIn(values.path, scalarList(second))
      throw wrong()
    case 'isIn':
      if (plain) return isIn(values.path, setOf(second, reader))
      throw wrong()
    case 'startsWith':
      return match(values.path, [textLiteral(second), many], how)
    case 'endsWith':
      return match(values.path, [many, textLiteral(second)], how)
    case 'contains':
      return match(values.path, [many, textLiteral(second), many], how)
    case 'isLike':
      return match(values.path, globPattern(madeBy('glob', second, reader)), how)
    case 'inNetwork': {
      const network = madeBy('network', second, reader)
      if (plain && parseNetwork(network) !== undefined) return cidr(values.path, network)
      throw wrong()
    }
    case 'fitsPattern':
      return readPattern(second, values, reader)
    case 'fieldsAre': {
      if (third === undefined) throw wrong()
      const right = readValues(third, reader)
      const op = FIELD_ORDERS[textLiteral(second) as keyof typeof FIELD_ORDERS] as 'eq' | undefined
      if (op === undefined || right.ignoreCase !== values.ignoreCase || right.on !== values.on) throw wrong()
      const named = fourth === undefined ? {} : { domain: textLiteral(fourth) as Domain }
      return { kind: 'CompareFields', left: values.path, op, right: right.path, ...named, ...how }
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
  return regex(values.path, read.tree, { ignoreCase: values.ignoreCase, on: values.on })
}

/** The text that a constant was made from by a helper. */
function madeBy(helper: string, node: acorn.Expression, reader: Reader): string {
  const init = node.type === 'Identifier' ? reader.parts.constants.get(node.name) : undefined
  const call = init === undefined ? undefined : helperCall(init, reader)
  const [text] = call?.args ?? []
  if (call?.name !== helper || text === undefined)
    throw new Refusal(`A constant made by ${helper} is expected here.`, node)
  return textLiteral(text)
}

function setOf(node: acorn.Expression, reader: Reader): readonly Scalar[] {
  const init = node.type === 'Identifier' ? reader.parts.constants.get(node.name) : undefined
  if (init?.type === 'NewExpression' && init.callee.type === 'Identifier' && init.callee.name === 'Set') {
    const [list] = init.arguments
    if (list?.type === 'ArrayExpression') return scalarList(list)
  }
  throw new Refusal('A constant set is expected here.', node)
}

function scalarList(node: acorn.ArrayExpression): readonly Scalar[] {
  return node.elements.map((element) => {
    if (element === null || element.type === 'SpreadElement') throw new Refusal('A list of literals is expected.', node)
    return scalarLiteral(element)
  })
}

function scalarLiteral(node: acorn.Node): Scalar {
  const literal = node as acorn.Literal | acorn.UnaryExpression
  if (literal.type === 'UnaryExpression' && literal.operator === '-') {
    const value = scalarLiteral(literal.argument)
    if (typeof value === 'number') return -value
  }
  if (literal.type === 'Literal') {
    const { value } = literal
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  }
  throw new Refusal('A text, number, true or false is expected here.', node)
}
