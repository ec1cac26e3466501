import {
  dotted,
  type Field,
  type FieldPattern,
  isPath,
  type Path,
  type Scalar,
  segmentKey,
  type ValueExpression,
  type ValueFunction,
} from '@ruleglot/core'
import { isPlainKey } from '@ruleglot/core/dialect'
import { isIdentifier, quoteScalar, quoteText } from './escape.js'
import { globText } from './literals.js'
import { assume, call, constant, type Writer } from './writer.js'

/**
 * How fields are read. `plain`: from the event as it is, under assumptions about its keys. `expanded`: from nodes of
 * the expanded event, under none. `scalar`: one string, number or boolean, found anywhere.
 */
export interface Scope {
  /** The variable that holds the event or element. */
  readonly variable: string
  readonly form: 'plain' | 'expanded' | 'scalar'
  /** From the event to the element, for assumptions. */
  readonly path: Path
  readonly depth: number
}

export const EVENT: Scope = { variable: 'event', form: 'plain', path: [], depth: 0 }

export function inner(scope: Scope, path: Path, form: Scope['form']): Scope {
  const depth = scope.depth + 1
  return { variable: depth === 1 ? 'item' : `item${depth}`, form, path: [...scope.path, ...path], depth }
}

/** Whether one `===` reads the field: lists are ruled out. */
export function readsDirectly(writer: Writer, scope: Scope): boolean {
  return writer.arrays === 'scalar' && writer.events !== 'any' && scope.depth === 0
}

/** The value of a field or a list of its values: what the helpers for matchers take. */
export function readValues(writer: Writer, scope: Scope, field: Field): string {
  if (!isPath(field) && 'call' in field) return readComputed(writer, scope, field)
  if (!isPath(field)) {
    const values = call(writer, 'valuesLike', scope.variable, namePattern(writer, field as FieldPattern))
    return scope.depth === 0 ? counted(writer, values, undefined) : values
  }
  return readPath(writer, scope, field)
}

/** Functions of value expressions that are written, and the helper for each. */
export const COMPUTED_TEXTS: Readonly<Partial<Record<ValueFunction, string>>> = {
  split: 'splitAt',
  trim: 'trimmed',
  length: 'lengthOf',
}

/** The first argument is a field or computed, the others are literals: capabilities ruled out the rest. */
function readComputed(writer: Writer, scope: Scope, { call: name, args }: ValueExpression): string {
  const [of, ...literals] = args
  const values = literals.map((arg) => quoteScalar((arg as { readonly literal: Scalar }).literal))
  return call(writer, COMPUTED_TEXTS[name] ?? '', readValues(writer, scope, of as Path | ValueExpression), ...values)
}

/** Whether a field whose name fits holds a value. */
export function existsLike(writer: Writer, scope: Scope, field: Field): string {
  return call(writer, 'existsLike', scope.variable, namePattern(writer, field as FieldPattern))
}

function readPath(writer: Writer, scope: Scope, path: Path): string {
  if (scope.form === 'scalar' && path.length === 0) return scope.variable
  if (scope.form !== 'plain') return call(writer, 'scalars', nodeList(writer, scope, path))
  if (scope.depth === 0 && writer.events === 'any') {
    const values = call(writer, 'values', 'event', ...(path.length === 0 ? [] : [quoteText(dotted(path))]))
    return counted(writer, values, lastKey(path))
  }
  const chained = writer.arrays === 'scalar' && scope.depth === 0 && keysOf(writer, scope, path).length > 1
  return plainRead(writer, scope, path, chained ? 'chain' : 'lists')
}

/** The one value of a field that holds no list. */
export function readDirectly(writer: Writer, scope: Scope, path: Path): string {
  return plainRead(writer, scope, path, 'direct')
}

/** Whether what stands at a field can be read from the event as it is: its elements, its shape, what is below it. */
export function readsStructure(writer: Writer, scope: Scope): boolean {
  return scope.form === 'plain' && (scope.depth > 0 || writer.events === 'nested')
}

/** What stands at a field, keys that go on beyond it excluded. */
export function readStructure(writer: Writer, scope: Scope, path: Path): string {
  const absolute = [...scope.path, ...path]
  if (absolute.length > 0) assume(writer, 'nestedKeys', absolute)
  return plainRead(writer, scope, path, 'lists')
}

/** As a list of nodes of the expanded event. */
export function nodeList(writer: Writer, scope: Scope, path: Path): string {
  const from = rootList(writer, scope)
  if (path.length === 0) return from
  const keys = path.flatMap((segment) => segmentKey(segment).split('.'))
  return call(writer, 'nodes', from, ...keys.map(quoteText))
}

function rootList(writer: Writer, scope: Scope): string {
  if (scope.form !== 'plain') return `[${scope.variable}]`
  if (scope.depth > 0) return call(writer, 'expand', scope.variable)
  writer.usesRoot = true
  writer.helpers.add('expand')
  return 'root'
}

function keysOf(writer: Writer, scope: Scope, path: Path): readonly string[] {
  if (writer.events === 'flat' && scope.depth === 0) return path.length === 0 ? [] : [dotted(path)]
  return path.map(segmentKey)
}

/** `lists` opens one level of lists at every key, `chain` at the last key only, `direct` nowhere. */
function plainRead(writer: Writer, scope: Scope, path: Path, reach: 'lists' | 'chain' | 'direct'): string {
  const keys = keysOf(writer, scope, path)
  const absolute = [...scope.path, ...path]
  if (absolute.length > 0) {
    if (scope.path.length + keys.length > 1) assume(writer, 'nestedKeys', absolute)
    else if (keys.some((key) => key.includes('.'))) assume(writer, 'flatKey', absolute)
    assume(writer, reach === 'lists' ? 'flatLists' : 'scalar', absolute)
  }
  let text = scope.variable
  let plain = true
  for (const [i, key] of keys.entries()) {
    if (reach === 'lists' && (i > 0 || scope.depth > 0)) {
      // An element is no list, so its first key is read like that of the event.
      text = i === 0 ? property(writer, text, key, true) : step(writer, text, key)
    } else {
      plain &&= isPlainKey(key)
      text = property(writer, text, key, plain)
    }
  }
  return scope.depth === 0 && keys.length > 0 ? counted(writer, text, keys[keys.length - 1]) : text
}

function property(writer: Writer, of: string, key: string, plain: boolean): string {
  if (!plain || !isPlainKey(key)) return call(writer, 'own', of, quoteText(key))
  return isIdentifier(key) ? `${of}?.${key}` : `${of}?.[${quoteText(key)}]`
}

/**
 * A key of an object, or of every object in a list. A function for each key, since engines remember at each place of a
 * program where the key stands in objects: one place for all keys remembers nothing.
 */
function step(writer: Writer, of: string, key: string): string {
  const slowly = (value: string): string => call(writer, 'get', value, quoteText(key))
  if (!isPlainKey(key) || !writer.keepsConstants) return slowly(of)
  // Most events lack most fields: that is asked first.
  const there = `Array.isArray(value) ? ${slowly('value')} : ${property(writer, 'value', key, true)}`
  const read = `(value) => (value === undefined ? value : ${there})`
  return `${constant(writer, read, key, 'OF')}(${of})`
}

/** A way of reading the event that occurs twice gets a name, after its last key. */
function counted(writer: Writer, text: string, key: string | undefined): string {
  const times = (writer.reads.get(text)?.times ?? 0) + 1
  writer.reads.set(text, { times, key: key?.slice(key.lastIndexOf('.') + 1) })
  return writer.locals.get(text) ?? text
}

/** What a constant for the field is named after. */
export function lastKey(field: Field): string | undefined {
  if (!isPath(field) && 'call' in field) return lastKey(field.args[0] as Path | ValueExpression)
  const last = isPath(field) ? field[field.length - 1] : undefined
  return last === undefined ? undefined : segmentKey(last)
}

/** The names of fields that fit a pattern, as a constant. */
function namePattern(writer: Writer, { pattern }: FieldPattern): string {
  const name = pattern.filter((part) => typeof part === 'string').join('_')
  const words = /[A-Za-z0-9](?:[\s\S]*[A-Za-z0-9])?/.exec(name)?.[0] ?? ''
  return constant(writer, call(writer, 'glob', quoteText(globText(pattern))), words, 'FIELDS')
}
