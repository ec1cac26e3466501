import type { Path, ShapeKind } from '@ruleglot/core'
import type * as acorn from 'acorn'
import { helperCall, nodeList, type Reader, readStructure, type Variable, variableOf } from './access.js'
import { scalarList } from './read-literal.js'
import { Refusal } from './refusal.js'

export interface ElementTest {
  readonly path: Path
  readonly body: acorn.Expression
  readonly inside: Reader
  readonly method: string
  readonly below: boolean
}

/** (shape) => [...].includes(shape) */
export function shapeTest(node: acorn.Expression): readonly ShapeKind[] {
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

export function shapeKinds(node: acorn.ArrayExpression): readonly ShapeKind[] {
  return scalarList(node).map((kind) => {
    if (typeof kind === 'string' && SHAPES.has(kind)) return kind as ShapeKind
    throw new Refusal('This is not the name of a shape.', node)
  })
}

/** elements(..), present(..) or below(..), and a test of each: its body, and how variables are read in it. */
export function readElements(node: acorn.CallExpression, callee: acorn.MemberExpression, reader: Reader): ElementTest {
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
  const form: Variable['form'] = below ? 'scalar' : found.exact ? 'expanded' : 'plain'
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
  const inside = { ...reader, variables: new Map([[parameter.name, { path: found.absolute, form }]]) }
  return { path: found.path, body: test.body, inside, method, below }
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

export function isNodeList(node: acorn.Expression, reader: Reader): boolean {
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
