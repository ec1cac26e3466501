import {
  and,
  type CompareOperator,
  type Condition,
  count,
  every,
  exists,
  FALSE,
  type Field,
  isIn,
  isPath,
  not,
  or,
  type Path,
  type ShapeKind,
  search,
  shape,
  some,
  TRUE,
  type ValueExpression,
} from '@ruleglot/core'
import { leftoverGuards, readCover, readGuard } from './guards.js'
import { itemLoops, readLength } from './item-loops.js'
import { piecesFact, readPieces } from './pieces.js'
import { readCompare } from './read-compare.js'
import { readPresentPair, readTextPair, readValuePair } from './read-pair.js'
import { readTextTest, readValueHelper } from './read-text-test.js'
import { isEvent, isHelper, nodeArgument, pathArgument, patternOf, readValue, textArgument } from './read-value.js'
import { assumeRead } from './subject.js'
import { assume, type Fact, type Scope, type Symbol_, Unread } from './symbols.js'
import type { Expression } from './syntax.js'

/** The condition that a Python test stands for. Inside a quantifier over values the empty path is the value. */
export function readTest(expression: Expression, scope: Scope): Condition {
  if (++scope.budget.nodes > MOST_NODES) throw new Unread(expression.span, 'too large a condition')
  switch (expression.type) {
    case 'literal':
      if (typeof expression.value === 'boolean') return expression.value ? TRUE : FALSE
      throw new Unread(expression.span, 'a value in place of a test')
    case 'and':
      return readAll(expression.parts, scope)
    case 'or':
      return readAny(expression.parts, scope)
    case 'not':
      return negated(expression.part, scope)
    case 'compare':
      return (
        readPieces(expression, scope, readValue) ?? readTextPair(expression, scope) ?? readComparison(expression, scope)
      )
    case 'call':
      if (isRawRead(expression, scope)) return readTruth(expression, scope)
      return readTextPair(expression, scope) ?? readCallTest(expression, scope)
    case 'name':
      return readTruth(expression, scope)
    default:
      throw new Unread(expression.span, 'a test that is not read')
  }
}

const MOST_NODES = 200_000

type Call = Extract<Expression, { type: 'call' }>
type Compare = Extract<Expression, { type: 'compare' }>

function negated(part: Expression, scope: Scope): Condition {
  // `not _nodes(...)`: nothing stands there.
  if (part.type === 'call' && isNodes(part)) {
    const nodes = readValue(part, scope)
    if (nodes.type === 'nodes') return shape(nodes.path, ['missing'])
  }
  return not(readTest(part, scope))
}

/** `event.get("a")` where a test stands. */
function isRawRead({ function: called }: Call, scope: Scope): boolean {
  if (called.type !== 'attribute' || (called.name !== 'get' && called.name !== 'deep_get')) return false
  return isEvent(called.object, scope)
}

/** What Python takes for true: anything but None, "", 0, False and what holds nothing. */
function readTruth(expression: Expression, scope: Scope): Condition {
  const value = readValue(expression, scope)
  if (value.type !== 'raw') throw new Unread(expression.span, 'a value in place of a test')
  assumeRead(scope, value, expression.span, true)
  assume(scope, 'noEmptyObject', value.path, expression.span)
  return and([exists(value.path, expression.span), not(isIn(value.path, ['', 0, false]))])
}

function isNodes({ function: called }: Call): boolean {
  return called.type === 'name' && called.name === '_nodes'
}

/** Type tests guard what stands after them; those that the rest implies go. */
function readAll(parts: readonly Expression[], scope: Scope): Condition {
  const read = parts.map((part) => readGuard(part, scope))
  const guards = read.filter((guard) => guard !== undefined)
  const conditions: Condition[] = []
  const before: Fact[] = []
  for (const [i, part] of parts.entries()) {
    const guard = read[i]
    const pair = readPresentPair(part, parts[i + 1], scope)
    if (guard !== undefined) before.push(guard)
    else if (pair !== undefined) conditions.push(pair)
    else if (i > 0 && readPresentPair(parts[i - 1] as Expression, part, scope) !== undefined) continue
    else {
      // A type must have been asked for before; that True is not meant may be said later.
      const later = guards.filter((one) => one.excludes !== undefined)
      const inner: Scope = { ...scope, facts: [...scope.facts, ...before, ...later] }
      conditions.push(readTest(part, inner))
      const pieces = piecesFact(part, inner, readValue)
      if (pieces !== undefined) before.push(pieces)
    }
  }
  const all = [...leftoverGuards(guards, conditions, scope), ...conditions]
  return all.length === 1 ? (all[0] as Condition) : and(all)
}

/** `x == 1 or x is True`: True is meant, so that 1 needs no fact about it. */
function readAny(parts: readonly Expression[], scope: Scope): Condition {
  const covers = parts.map((part) => readCover(part, scope)).filter((cover) => cover !== undefined)
  return or(parts.map((part) => readTest(part, { ...scope, facts: [...scope.facts, ...covers] })))
}

function readComparison(compare: Compare, scope: Scope): Condition {
  const { left, right, sign } = compare
  const counted = readLength(compare, scope)
  if (counted !== undefined) return counted
  if (left.type === 'call' && left.function.type === 'name' && left.function.name === 'sum')
    return sign === '!=' ? not(readSum({ ...compare, sign: '==' }, left, scope)) : readSum(compare, left, scope)
  if (sign === '!=' || sign === 'not in' || sign === 'is not') {
    const positive = sign === '!=' ? '==' : sign === 'not in' ? 'in' : 'is'
    return not(readCompare(positive, readValue(left, scope), readValue(right, scope), compare, scope))
  }
  const [first, second] = [readValue(left, scope), readValue(right, scope)]
  // The lower bound of `1 <= x < 5`.
  if (first.type === 'literal' && sign in MIRRORED && second.type !== 'literal') {
    return readCompare(MIRRORED[sign as keyof typeof MIRRORED], second, first, compare, scope)
  }
  return readCompare(sign, first, second, compare, scope)
}

const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const

function readCallTest(call: Call, scope: Scope): Condition {
  const { function: called, args, named } = call
  const guard = readGuard(call, scope)
  if (guard !== undefined) return and(leftoverGuards([guard], [], scope))
  if (called.type === 'attribute') return readTextTest(call, called, scope)
  if (called.type !== 'name' || named.length > 0) throw new Unread(call.span, 'a call that is not read')
  const [first, second] = args
  if (scope.names.has(called.name)) throw new Unread(call.span, `${called.name} is no function here`)
  if ((called.name === 'any' || called.name === 'all') && first?.type === 'generator') {
    return readQuantifier(called.name, first, scope)
  }
  if (called.name === 'bool' && args.length === 1 && first?.type === 'call' && isNodes(first)) {
    return not(negated(first, scope))
  }
  if (called.name === 'bool' && args.length === 1 && (first?.type === 'call' || first?.type === 'name'))
    return readTest(first, scope)
  if (called.name === 'fnmatchcase') return readTextTest(call, called, scope)
  if (!isHelper(called.name, scope)) throw new Unread(call.span, `${called.name}() is not known`)
  if (called.name === '_exists' && first !== undefined) {
    nodeArgument(first, scope)
    return exists(pathArgument(second, scope, call))
  }
  if (called.name === '_matching_exists' && first !== undefined) {
    nodeArgument(first, scope)
    return exists({ pattern: patternOf(textArgument(second, scope, call), call) })
  }
  return readValueHelper(called.name, call, scope)
}

type Generator = Extract<Expression, { type: 'generator' }>

function readQuantifier(quantifier: 'any' | 'all', generator: Generator, scope: Scope): Condition {
  const { loops, element, condition, span } = generator
  const [loop, ...more] = loops
  const items = itemLoops(loops, scope)
  if (items !== undefined && condition === undefined) {
    const inner = readTest(element, items.inside)
    return quantifier === 'any' ? some(items.path, inner) : every(items.path, inner)
  }
  if (quantifier === 'any' && loops.length === 2 && condition === undefined) return readValuePair(generator, scope)
  if (loop === undefined || condition !== undefined || more.length > 0)
    throw new Unread(span, 'a loop that is not read')
  const over = readValue(loop.over, scope)
  const bind = (symbol: Symbol_, facts = scope.facts): Scope => ({
    ...scope,
    facts,
    names: new Map([...scope.names, [loop.name, symbol]]),
  })
  const bindAlone = (symbol: Symbol_): Scope => ({ ...scope, facts: [], names: new Map([[loop.name, symbol]]) })
  if (over.type === 'tuple') {
    const parts = over.items.map((item) => readTest(element, bind(readValue(item, scope))))
    return quantifier === 'any' ? or(parts) : and(parts)
  }
  if (over.type === 'elements') {
    const inner = readTest(element, bindAlone({ type: 'node', inElement: true }))
    return quantifier === 'any' ? some(over.path, inner) : every(over.path, inner)
  }
  if (quantifier === 'all') throw new Unread(span, 'all() over this is not read')
  switch (over.type) {
    case 'values': {
      const read = { as: over.numeric ? 'number' : 'raw', folded: false } as const
      const inner = readTest(element, bind({ type: 'value', listPath: undefined, read }, []))
      if (isPath(over.field)) return atField(inner, over.field)
      return atPattern(inner, over.field, generator)
    }
    case 'list': {
      const item: Symbol_ = { type: 'value', listPath: over.path, read: { as: 'raw', folded: false } }
      assumeRead(scope, over, span)
      return atField(readTest(element, bind(item, [])), over.path)
    }
    case 'scalars':
      return search(readTest(element, bindAlone({ type: 'node', inElement: true })))
    case 'nodes': {
      const inner = readTest(element, bind({ type: 'standing' }, []))
      if (inner.kind !== 'Shape') throw new Unread(span, 'a loop over nodes that asks for something else')
      return shape(over.path, inner.kinds as readonly ShapeKind[])
    }
    default:
      throw new Unread(span, 'a loop over something that is not read')
  }
}

/** A test of each value as a test of the field: leaves name the field, several tests of one value stay together. */
function atField(inner: Condition, path: Path): Condition {
  if (path.length === 0) return inner
  if (inner.kind === 'Or') return or(inner.children.map((child) => atField(child, path)))
  if (inner.kind === 'True' || inner.kind === 'False') return inner.kind === 'False' ? FALSE : exists(path)
  if ('field' in inner && isPath(inner.field) && inner.field.length === 0) return { ...inner, field: path } as Condition
  if ('field' in inner && !isPath(inner.field) && 'call' in inner.field)
    return { ...inner, field: madeAt(inner.field, path) } as Condition
  return some(path, inner)
}

function madeAt({ call, args }: ValueExpression, path: Path): ValueExpression {
  const [of, ...more] = args
  if (of === undefined || 'literal' in of) return { call, args }
  return { call, args: ['call' in of ? madeAt(of, path) : path, ...more] }
}

function atPattern(inner: Condition, field: Exclude<Field, Path>, at: Expression): Condition {
  if (inner.kind === 'Or') return or(inner.children.map((child) => atPattern(child, field, at)))
  if (inner.kind === 'False') return inner
  if ('field' in inner && isPath(inner.field) && inner.field.length === 0) return { ...inner, field } as Condition
  throw new Unread(at.span, 'several tests of one value of a field pattern')
}

const COUNT: Readonly<Record<string, CompareOperator>> = { '==': 'eq', '<': 'lt', '<=': 'le', '>': 'gt', '>=': 'ge' }

/** `sum(1 for item in _elements(...) if test) >= n`; without a test, the elements themselves. */
function readSum({ sign, right, span }: Compare, call: Call, scope: Scope): Condition {
  const [generator] = call.args
  const n = readValue(right, scope)
  const op = COUNT[sign]
  if (generator?.type !== 'generator' || op === undefined || n.type !== 'literal' || typeof n.value !== 'number') {
    throw new Unread(span, 'a sum that is not read')
  }
  const { element, loops, condition } = generator
  const [loop, ...more] = loops
  const counts = element.type === 'literal' && element.value === 1
  const items = itemLoops(loops, scope)
  if (items !== undefined && counts) {
    return count(items.path, condition === undefined ? TRUE : readTest(condition, items.inside), op, n.value)
  }
  if (loop === undefined || more.length > 0 || !counts) throw new Unread(span, 'a sum that is not read')
  const over = readValue(loop.over, scope)
  if (over.type !== 'elements') throw new Unread(span, 'a sum over something that is not read')
  const inner: Scope = { ...scope, facts: [], names: new Map([[loop.name, { type: 'node', inElement: true }]]) }
  return count(over.path, condition === undefined ? TRUE : readTest(condition, inner), op, n.value)
}
