import { dotted, type Path, type Pattern, type PatternPart, pathOf } from '@ruleglot/core'
import { HELPER_FUNCTIONS } from '@ruleglot/core/dialect'
import { readMade } from './read-made.js'
import { type Scope, type Symbol_, Unread } from './symbols.js'
import type { Expression } from './syntax.js'

/** What an expression that is no test stands for. */
export function readValue(expression: Expression, scope: Scope): Symbol_ {
  switch (expression.type) {
    case 'literal':
      return { type: 'literal', value: expression.value }
    case 'tuple':
      return { type: 'tuple', items: expression.items }
    case 'name': {
      const local = scope.names.get(expression.name)
      if (local !== undefined) return local
      const constant = scope.module.constants.get(expression.name)
      if (constant === undefined) throw new Unread(expression.span, `${expression.name} is not known`)
      if (constant.type !== 'literal' && constant.type !== 'tuple')
        throw new Unread(constant.span, 'a computed constant')
      return readValue(constant, scope)
    }
    case 'call':
      return readMade(expression, scope, readValue) ?? readCall(expression, scope)
    case 'item':
      return readMade(expression, scope, readValue) ?? unread(expression)
    default:
      throw new Unread(expression.span, 'an expression that is not read')
  }
}

function unread({ span }: Expression): never {
  throw new Unread(span, 'an item that is not read')
}

type Call = Extract<Expression, { type: 'call' }>

function readCall(call: Call, scope: Scope): Symbol_ {
  const { function: called, args, named } = call
  if (called.type === 'attribute') return readMethod(call, called, scope)
  if (called.type !== 'name') throw new Unread(call.span, 'a call that is not read')
  const [first, second] = args
  if (called.name === 'str' && args.length === 1 && named.length === 0 && first !== undefined)
    return textOf(first, scope)
  if (named.length > 0 || first === undefined) throw new Unread(call.span, 'a call that is not read')
  if (!isHelper(called.name, scope)) throw new Unread(call.span, `${called.name}() is not known`)
  switch (called.name) {
    case '_values':
      nodeArgument(first, scope)
      return { type: 'values', field: pathArgument(second, scope, call), numeric: false }
    case '_matching':
      nodeArgument(first, scope)
      return { type: 'values', field: { pattern: patternOf(textArgument(second, scope, call), call) }, numeric: false }
    case '_numeric': {
      if (first.type === 'tuple') break
      const values = readValue(first, scope)
      if (values.type === 'values') return { ...values, numeric: true }
      break
    }
    case '_elements':
      nodeArgument(first, scope)
      return { type: 'elements', path: pathArgument(second, scope, call) }
    case '_open':
      nodeArgument(first, scope)
      return { type: 'elements', path: [] }
    case '_nodes':
      nodeArgument(first, scope)
      return { type: 'nodes', path: pathArgument(second, scope, call) }
    case '_scalars':
      nodeArgument(first, scope)
      return { type: 'scalars' }
    case '_text': {
      const value = readValue(first, scope)
      if (value.type === 'node' && value.inElement) return { ...value, read: { as: 'text', folded: false } }
      if (value.type === 'value' && value.read.as === 'raw' && value.listPath === undefined) {
        return { ...value, read: { as: 'text', folded: false } }
      }
      break
    }
    case '_fold': {
      const value = readValue(first, scope)
      if (value.type === 'made' && !value.folded && value.from.type !== 'raw') return { ...value, folded: true }
      if (value.type === 'node' && value.inElement) {
        return { ...value, read: { as: value.read?.as ?? 'raw', folded: true } }
      }
      if (value.type === 'value' && value.listPath === undefined && value.read.as !== 'number') {
        return { ...value, read: { ...value.read, folded: true } }
      }
      break
    }
    case '_shape': {
      const value = readValue(first, scope)
      if (value.type === 'standing' || (value.type === 'node' && value.inElement)) return { type: 'shape' }
    }
  }
  throw new Unread(call.span, `${called.name}() of this is not read`)
}

/** event.get("a"), event.deep_get("a", "b"), x.lower(). */
function readMethod(call: Call, called: Extract<Expression, { type: 'attribute' }>, scope: Scope): Symbol_ {
  const { args, named } = call
  if (called.name === 'lower' && args.length === 0 && named.length === 0) {
    const value = readValue(called.object, scope)
    if (value.type === 'text' && !value.folded) return { ...value, folded: true }
    if (value.type === 'made' && !value.folded && value.from.type === 'raw') return { ...value, folded: true }
    if (value.type === 'value' && value.listPath !== undefined && value.read.as === 'raw') {
      return { ...value, read: { as: 'raw', folded: true } }
    }
    throw new Unread(call.span, 'lower() of this is not read')
  }
  if (!isEvent(called.object, scope) || args.length === 0) throw new Unread(call.span, `${called.name}() is not read`)
  if (called.name === 'deep_get' && isListDefault(named)) return { type: 'items', path: keyPath(args, scope, call) }
  if (named.length > 0) throw new Unread(call.span, `${called.name}() is not read`)
  if (called.name === 'deep_get' || (called.name === 'get' && args.length === 1)) {
    return { type: 'raw', path: keyPath(args, scope, call) }
  }
  throw new Unread(call.span, `${called.name}() is not read`)
}

/** The event, or the item of the innermost loop over items in its place. */
export function isEvent(object: Expression, scope: Scope): boolean {
  if (object.type !== 'name') return false
  if (scope.names.get(object.name)?.type === 'item') return true
  if (object.name !== 'event') return false
  if (scope.list !== undefined || isInElement(scope))
    throw new Unread(object.span, 'the event inside of a loop over elements')
  return true
}

/** `default=[]`. */
function isListDefault([option, ...more]: Call['named']): boolean {
  return option?.[0] === 'default' && option[1].type === 'tuple' && option[1].items.length === 0 && more.length === 0
}

/** The keys as they are spelled, or in any letter case, as Python finds them, where the scope says so. */
function keyPath(args: readonly Expression[], scope: Scope, call: Expression): Path {
  const path = args.map((arg) => textArgument(arg, scope, call))
  return scope.anyCase.has(dotted([...(scope.list ?? []), ...path]))
    ? path.map((key) => ({ key, ignoreCase: true as const }))
    : path
}

/** str(event.deep_get(..., default="")). */
function textOf(expression: Expression, scope: Scope): Symbol_ {
  const { span } = expression
  if (expression.type !== 'call' || expression.function.type !== 'attribute')
    throw new Unread(span, 'str() of this is not read')
  const { object, name } = expression.function
  const [option] = expression.named
  const isDefault = option?.[0] === 'default' && option[1].type === 'literal' && option[1].value === ''
  if (name !== 'deep_get' || expression.named.length !== 1 || !isDefault || !isEvent(object, scope)) {
    throw new Unread(span, 'str() of this is not read')
  }
  if (expression.args.length === 0) throw new Unread(span, 'str() of the event is not read')
  return { type: 'text', path: keyPath(expression.args, scope, expression), folded: false }
}

/** A helper is the one we know when its text is (lift.ts checks that) and it is defined at all. */
export function isHelper(name: string, { module, names }: Scope): boolean {
  return Object.hasOwn(HELPER_FUNCTIONS, name) && module.functions.has(name) && !names.has(name)
}

/** The first argument of a helper must be the event or the element of the innermost loop. */
export function nodeArgument(expression: Expression, scope: Scope): void {
  const found = expression.type === 'name' ? scope.names.get(expression.name) : undefined
  if (found?.type !== 'node') throw new Unread(expression.span, 'a helper of something that is no event')
  if (found.inElement !== isInElement(scope)) throw new Unread(expression.span, 'a helper of an event around')
}

/** Inside a loop over elements the event itself cannot be read any more: IR paths start at the element. */
function isInElement({ names }: Scope): boolean {
  return [...names.values()].some((name) => name.type === 'node' && name.inElement)
}

export function textArgument(expression: Expression | undefined, scope: Scope, call: Expression): string {
  const found = expression === undefined ? undefined : readValue(expression, scope)
  if (found?.type !== 'literal' || typeof found.value !== 'string')
    throw new Unread(call.span, 'an argument that is no text')
  return found.value
}

export function pathArgument(expression: Expression | undefined, scope: Scope, call: Expression): Path {
  const found = expression === undefined ? undefined : readValue(expression, scope)
  if (found?.type === 'literal' && found.value === null) return []
  const text = textArgument(expression, scope, call)
  // None is the empty path; the empty text is a key.
  return text === '' ? [''] : pathOf(text)
}

/** A pattern of `fnmatch`; sets of characters are read where they stand for one special character. */
export function patternOf(glob: string, at: Expression): Pattern {
  const parts: PatternPart[] = []
  for (const [piece] of glob.matchAll(/\[[*?[]\]|[\s\S]/gu)) {
    if (piece === '*') parts.push({ wildcard: 'many' })
    else if (piece === '?') parts.push({ wildcard: 'one' })
    else if (piece === '[') throw new Unread(at.span, 'a set of characters in a pattern')
    else parts.push(piece.length === 3 && piece.startsWith('[') ? piece.charAt(1) : piece)
  }
  return parts
}
