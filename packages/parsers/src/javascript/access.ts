import {
  type Assumption,
  type AssumptionKind,
  dotted,
  type Field,
  isPath,
  type Path,
  pathOf,
  type ValueExpression,
} from '@ruleglot/core'
import { isPlainKey } from '@ruleglot/core/dialect'
import type * as acorn from 'acorn'
import { globPattern } from '../glob/glob-pattern.js'
import { scalarLiteral, textLiteral } from './literal.js'
import type { ProgramParts } from './program.js'
import { Refusal } from './refusal.js'

/**
 * What a variable stands for. `plain`: as it is in the event; `expanded`: a node of the expanded event; `scalar`: a
 * string, number or boolean found somewhere.
 */
export interface Variable {
  readonly path: Path
  readonly form: 'event' | 'plain' | 'expanded' | 'scalar'
}

export interface Reader {
  readonly parts: ProgramParts
  /** Only the event or the innermost element: nothing that ruleglot writes looks out of an element. */
  readonly variables: ReadonlyMap<string, Variable>
  readonly assumptions: Assumption[]
  /** Locals that are known to hold no list. */
  readonly listFree?: ReadonlySet<string>
}

/** Where an expression reads, from the event or an element. */
export interface Access {
  /** From the innermost element. */
  readonly path: Path
  readonly absolute: Path
  readonly how: 'plain' | 'exact'
  /** Opens lists at each key, or nowhere but at the last. */
  readonly chained: boolean
}

/** Values as a matcher takes them. */
export interface Values {
  readonly field: Field
  readonly ignoreCase: boolean
  readonly on: 'string' | 'scalar'
}

export function assume(reader: Reader, kind: AssumptionKind, path: Path): void {
  reader.assumptions.push({ kind, path, why: 'the predicate reads events this way' })
}

/** The call of a helper that the program declares. */
export function helperCall(
  node: acorn.Node,
  reader: Reader,
): { readonly name: string; readonly args: readonly acorn.Expression[] } | undefined {
  const call = node as acorn.CallExpression
  if (node.type !== 'CallExpression' || call.optional || call.callee.type !== 'Identifier') return undefined
  const { name } = call.callee
  if (!reader.parts.helpers.has(name)) return undefined
  const args = call.arguments.filter((arg): arg is acorn.Expression => arg.type !== 'SpreadElement')
  return args.length === call.arguments.length ? { name, args } : undefined
}

/** Values for a matcher: fold and textOf around a way of reading. */
export function readValues(node: acorn.Expression, reader: Reader): Values {
  const call = helperCall(node, reader)
  const [inner] = call?.args ?? []
  if (call?.name === 'fold' && inner !== undefined && call.args.length === 1) {
    return { ...readValues(inner, reader), ignoreCase: true }
  }
  if (call?.name === 'textOf' && inner !== undefined && call.args.length === 1) {
    return { ...readValues(inner, reader), on: 'scalar' }
  }
  const computed = readComputed(node, reader)
  if (computed !== undefined) return { field: computed, ignoreCase: false, on: 'string' }
  const pattern = fieldPattern(node, 'valuesLike', reader)
  if (pattern !== undefined) return { field: pattern, ignoreCase: false, on: 'string' }
  const access = call?.name === 'scalars' && inner !== undefined ? nodeList(inner, reader) : readAccess(node, reader)
  noteKeys(access, reader)
  if (access.how === 'plain' && access.absolute.length > 0) {
    assume(reader, access.chained && access.path.length > 1 ? 'scalar' : 'flatLists', access.absolute)
  }
  return { field: access.path, ignoreCase: false, on: 'string' }
}

/** splitAt(values, "-", 0) and its kin: a value that is made of others. */
export function readComputed(node: acorn.Expression, reader: Reader): ValueExpression | undefined {
  const call = helperCall(node, reader)
  const name = Object.hasOwn(COMPUTED, call?.name ?? '') ? COMPUTED[call?.name as keyof typeof COMPUTED] : undefined
  const [of, ...literals] = call?.args ?? []
  if (name === undefined || of === undefined) return undefined
  const { field, ignoreCase, on } = readValues(of, reader)
  if (ignoreCase || on !== 'string' || (!isPath(field) && 'pattern' in field)) {
    throw new Refusal('A field or a computed value is expected here.', of)
  }
  return { call: name, args: [field, ...literals.map((literal) => ({ literal: scalarLiteral(literal) }))] }
}

const COMPUTED = { splitAt: 'split', trimmed: 'trim', lengthOf: 'length' } as const

/** valuesLike(event, NAMES) or existsLike(event, NAMES): the fields whose names fit. */
export function fieldPattern(
  node: acorn.Expression,
  helper: 'valuesLike' | 'existsLike',
  reader: Reader,
): Field | undefined {
  const call = helperCall(localValue(node, reader) ?? node, reader)
  const [from, names] = call?.args ?? []
  if (call?.name !== helper || from === undefined || names === undefined || call.args.length !== 2) return undefined
  if (variableOf(from, reader) === undefined) throw new Refusal('The event or an element is expected here.', from)
  return { pattern: globPattern(madeBy('glob', names, reader)) }
}

/** A field that `===` and its kin compare as it is. */
export function readDirectly(node: acorn.Expression, reader: Reader): Path {
  const access = readAccess(node, reader)
  if (node.type === 'Identifier' && reader.listFree?.has(node.name) === true) return access.path
  if (access.how !== 'plain' || !access.chained) throw new Refusal('This is no plain way to read a field.', node)
  noteKeys(access, reader)
  if (access.absolute.length > 0) assume(reader, 'scalar', access.absolute)
  return access.path
}

/** What stands at a field, for exists, below, elements and shapeOf. */
export function readStructure(node: acorn.Expression, reader: Reader): Path {
  const access = readAccess(node, reader)
  if (access.how !== 'plain' || (access.chained && access.path.length > 1)) {
    throw new Refusal('This is no way to read what stands at a field.', node)
  }
  if (access.absolute.length > 0) {
    assume(reader, 'nestedKeys', access.absolute)
    assume(reader, 'flatLists', access.absolute)
  }
  return access.path
}

function noteKeys({ how, absolute }: Access, reader: Reader): void {
  if (how !== 'plain') return
  if (absolute.length > 1) assume(reader, 'nestedKeys', absolute)
  else if (dotted(absolute).includes('.')) assume(reader, 'flatKey', absolute)
}

/** A list of nodes of the expanded event. */
export function nodeList(node: acorn.Expression, reader: Reader): Access {
  const exact = (variable: Variable, path: Path): Access => ({
    path,
    absolute: [...variable.path, ...path],
    how: 'exact',
    chained: false,
  })
  if (node.type === 'Identifier' && node.name === 'root') {
    const init = localValue(node, reader)
    const call = init === undefined ? undefined : helperCall(init, reader)
    const [event] = call?.args ?? []
    if (call?.name === 'expand' && event?.type === 'Identifier' && event.name === 'event') {
      return exact({ path: [], form: 'expanded' }, [])
    }
  }
  if (node.type === 'ArrayExpression' && node.elements.length === 1) {
    const variable = variableOf(node.elements[0] as acorn.Expression | null, reader)
    if (variable?.form === 'expanded' || variable?.form === 'scalar') return exact(variable, [])
  }
  const call = helperCall(node, reader)
  const [first, ...rest] = call?.args ?? []
  if (call?.name === 'expand' && first !== undefined && rest.length === 0) {
    const variable = variableOf(first, reader)
    if (variable?.form === 'plain') return exact(variable, [])
  }
  if (call?.name === 'nodes' && first !== undefined) {
    const list = nodeList(first, reader)
    const keys = rest.map((key) => textLiteral(key))
    return { ...list, path: [...list.path, ...keys], absolute: [...list.absolute, ...keys] }
  }
  throw new Refusal('This is no list of nodes.', node)
}

export function variableOf(node: acorn.Node | null, reader: Reader): Variable | undefined {
  return node?.type === 'Identifier' ? reader.variables.get((node as acorn.Identifier).name) : undefined
}

/** What a local stands for. It speaks of the event, so it has no place inside of an element. */
function localValue(node: acorn.Expression, reader: Reader): acorn.Expression | undefined {
  return node.type === 'Identifier' && reader.variables.has('event') ? reader.parts.locals.get(node.name) : undefined
}

/** The text that a constant was made from by a helper. */
export function madeBy(helper: string, node: acorn.Expression, reader: Reader): string {
  const [text, second] = textsMadeBy(helper, node, reader)
  if (text === undefined || second !== undefined) {
    throw new Refusal(`A constant made by ${helper} is expected here.`, node)
  }
  return text
}

export function textsMadeBy(helper: string, node: acorn.Expression, reader: Reader): readonly string[] {
  const init = node.type === 'Identifier' ? reader.parts.constants.get(node.name) : undefined
  const call = init === undefined ? undefined : helperCall(init, reader)
  if (call?.name !== helper) throw new Refusal(`A constant made by ${helper} is expected here.`, node)
  return call.args.map(textLiteral)
}

function readAccess(node: acorn.Expression, reader: Reader): Access {
  if (node.type === 'Identifier') {
    const variable = reader.variables.get(node.name)
    if (variable !== undefined && variable.form !== 'expanded') {
      const how = variable.form === 'scalar' ? 'exact' : 'plain'
      return { path: [], absolute: variable.path, how, chained: true }
    }
    const local = localValue(node, reader)
    if (local !== undefined && local.type !== 'Identifier') return readAccess(local, reader)
  }
  if (node.type === 'ChainExpression') return readAccess(node.expression, reader)
  if (node.type === 'MemberExpression') return readMember(node, reader)
  const call = helperCall(node, reader)
  const [from, key] = call?.args ?? []
  if (call?.name === 'values' && from?.type === 'Identifier' && from.name === 'event' && call.args.length <= 2) {
    const path = key === undefined ? [] : pathOf(textLiteral(key))
    const full: Path = key !== undefined && path.length === 0 ? [''] : path
    return { path: full, absolute: full, how: 'exact', chained: false }
  }
  if (
    (call?.name === 'own' || call?.name === 'get') &&
    from !== undefined &&
    key !== undefined &&
    call.args.length === 2
  ) {
    return extended(readAccess(from, reader), textLiteral(key), call.name === 'get', node)
  }
  const step = stepCall(node, reader)
  if (step !== undefined) return extended(readAccess(step.of, reader), step.key, true, node)
  throw new Refusal('This is no way in which ruleglot reads a field.', node)
}

/** KEY_OF(of), where KEY_OF reads one key of an object or of every object in a list. */
function stepCall(
  node: acorn.Expression,
  reader: Reader,
): { readonly of: acorn.Expression; readonly key: string } | undefined {
  if (node.type !== 'CallExpression' || node.optional || node.callee.type !== 'Identifier') return undefined
  const [of] = node.arguments
  const made = reader.parts.constants.get(node.callee.name)
  if (of === undefined || of.type === 'SpreadElement' || node.arguments.length !== 1) return undefined
  if (made?.type !== 'ArrowFunctionExpression' || made.body.type !== 'ConditionalExpression') return undefined
  const last = made.body.alternate.type === 'ConditionalExpression' ? made.body.alternate.alternate : made.body
  const member = last.type === 'ChainExpression' ? last.expression : last
  if (member.type !== 'MemberExpression' || !reader.parts.helpers.has('get')) return undefined
  const { computed, property } = member
  if (property.type === 'PrivateIdentifier') return undefined
  const key = computed ? textLiteral(property) : property.type === 'Identifier' ? property.name : ''
  const text = (part: acorn.Node): string => reader.parts.text.slice(part.start, part.end)
  const quoted = computed ? text(property) : JSON.stringify(key)
  const read = computed ? `value?.[${quoted}]` : `value?.${key}`
  const expected = `(value) => (value === undefined ? value : Array.isArray(value) ? get(value, ${quoted}) : ${read})`
  if (!isPlainKey(key) || text(made) !== expected) {
    throw new Refusal('This function does not read a key in the way ruleglot does.', made)
  }
  return { of, key }
}

/** of?.key and of?.["key"]: only for keys that nothing inherits. */
function readMember(node: acorn.MemberExpression, reader: Reader): Access {
  const { object, property, optional, computed } = node
  if (!optional || object.type === 'Super' || property.type === 'PrivateIdentifier') {
    throw new Refusal('This is no way in which ruleglot reads a field.', node)
  }
  const key = computed ? textLiteral(property) : property.type === 'Identifier' ? property.name : ''
  if (!isPlainKey(key)) throw new Refusal(`The key ${key} may be inherited.`, node)
  return extended(readAccess(object, reader), key, false, node)
}

function extended(of: Access, key: string, opensLists: boolean, node: acorn.Node): Access {
  const first = of.path.length === 0
  if (of.how !== 'plain' || (first && opensLists) || (!first && !opensLists && !of.chained)) {
    throw new Refusal('Keys are read here in a way that ruleglot does not write.', node)
  }
  const inElement = of.absolute.length > of.path.length
  if (!first && !opensLists && inElement) throw new Refusal('An element is read key by key with get.', node)
  return { path: [...of.path, key], absolute: [...of.absolute, key], how: 'plain', chained: !opensLists && of.chained }
}
