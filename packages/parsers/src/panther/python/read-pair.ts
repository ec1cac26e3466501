import { type CompareFieldsNode, type Condition, dotted, type Field, type Path } from '@ruleglot/core'
import { assumeFold } from './folding.js'
import { isHelper, readValue } from './read-value.js'
import { assumeRead } from './subject.js'
import { assume, type Scope, type Symbol_, Unread } from './symbols.js'
import type { Expression } from './syntax.js'

/** Tests of two fields with each other, as they are written. */

type Compare = Extract<Expression, { type: 'compare' }>
type Call = Extract<Expression, { type: 'call' }>
type Generator = Extract<Expression, { type: 'generator' }>
type Pair = Pick<CompareFieldsNode, 'op' | 'ignoreCase' | 'on'>

/** `a is not None` with `a == b` behind it: two Nones are no match. Undefined for any other two tests. */
export function readPresentPair(
  first: Expression,
  second: Expression | undefined,
  scope: Scope,
): Condition | undefined {
  if (first.type !== 'compare' || first.sign !== 'is not' || second?.type !== 'compare' || second.sign !== '==')
    return undefined
  if (first.right.type !== 'literal' || first.right.value !== null) return undefined
  const [there, a, b] = [first.left, second.left, second.right].map((one) => rawPath(one, scope))
  if (there === undefined || a === undefined || b === undefined || dotted(there) !== dotted(a)) return undefined
  for (const path of [a, b]) {
    assumeRead(scope, { type: 'raw', path }, second.span)
    assume(scope, 'stringWhenPresent', path, second.span)
  }
  return pairOf(a, b, { op: 'eq', ignoreCase: false, on: 'string' })
}

/** `isinstance(a, str) and isinstance(b, str) and a.lower() == b.lower()`, `b in a`, `a.startswith(b)`. */
export function readTextPair(expression: Compare | Call, scope: Scope): Condition | undefined {
  const sides = textSides(expression)
  if (sides === undefined) return undefined
  const made = readMadePair(sides, expression, scope)
  if (made !== undefined) return made
  const [a, b] = [sides.left, sides.right].map((one) => loweredPath(one, scope))
  if (a === undefined || b === undefined || a.lowered !== b.lowered) return undefined
  // Without lower() an equality is of any types.
  if (sides.op === 'eq' && !a.lowered) return undefined
  for (const { path } of [a, b]) {
    const isText = scope.facts.some(({ subject, type }) => subject === `raw ${dotted(path)}` && type === 'str')
    if (!isText) throw new Unread(expression.span, 'a text test of a value that may be no text')
    assumeRead(scope, { type: 'raw', path }, expression.span)
    if (!a.lowered) continue
    assumeFold(scope, path, expression.span)
    // What ignores case takes numbers by their text in other languages; here they are none.
    assume(scope, 'stringWhenPresent', path, expression.span)
  }
  return pairOf(a.path, b.path, { op: sides.op, ignoreCase: a.lowered, on: a.lowered ? 'scalar' : 'string' })
}

/** `x.split("@")[1] == y`: of a text only texts are equal to what is made of another. Undefined for any other test. */
function readMadePair({ op, left, right }: Sides, at: Compare | Call, scope: Scope): Condition | undefined {
  if ((op !== 'eq' && op !== 'ne') || (left.type !== 'item' && right.type !== 'item')) return undefined
  const sides = [left, right].map((one) => (isRead(one) ? readValue(one, scope) : undefined))
  const fields = sides.map((symbol): Field | undefined => {
    if (symbol?.type === 'made' && !symbol.folded && symbol.field.call !== 'length') return symbol.field
    if (symbol?.type !== 'raw') return undefined
    const key = `raw ${dotted(symbol.path)}`
    return scope.facts.some(({ subject, type }) => subject === key && type === 'str') ? symbol.path : undefined
  })
  const [a, b] = fields
  if (a === undefined || b === undefined) return undefined
  for (const symbol of sides) if (symbol !== undefined) assumeRead(scope, symbol, at.span)
  return pairOf(a, b, { op, ignoreCase: false, on: 'string' })
}

/** Names, reads of the event and pieces of them. */
function isRead(expression: Expression): boolean {
  return expression.type === 'name' || expression.type === 'item' || expression.type === 'call'
}

/** `any(... for left in _values(...) for right in _values(...))`. */
export function readValuePair({ element, loops, span }: Generator, scope: Scope): Condition {
  const [first, second] = loops
  const fields = loops.map(({ over }) => readValue(over, scope)).map(fieldOfValues)
  const pair = pairTest(element, [first?.name ?? '', second?.name ?? ''], scope)
  if (pair === undefined || fields[0] === undefined || fields[1] === undefined)
    throw new Unread(span, 'a test of two values that is not read')
  return pairOf(fields[0], fields[1], pair)
}

function fieldOfValues(symbol: Symbol_): Field | undefined {
  return symbol.type === 'values' && !symbol.numeric ? symbol.field : undefined
}

/** What a test of two values asks, where it is one that is written. */
function pairTest(test: Expression, names: readonly [string, string], scope: Scope): Pair | undefined {
  if (test.type === 'and' || test.type === 'or') {
    const last = test.parts[test.parts.length - 1] as Expression
    const [start] = test.parts
    if (
      test.type === 'and' &&
      test.parts.length === 3 &&
      test.parts.slice(0, 2).every((part, i) => isTypeTest(part, 'str', names[i] as string))
    ) {
      const pair = bareTest(last, names, scope)
      return pair?.as === 'raw' && pair.op !== 'eq' && pair.op !== 'ne' ? { ...pair, on: 'string' } : undefined
    }
    const pair = test.parts.length === 2 && start !== undefined ? bareTest(start, names, scope) : undefined
    const [op, sign] = test.type === 'and' ? (['eq', '=='] as const) : (['ne', '!='] as const)
    if (pair?.as !== 'raw' || pair.op !== op || pair.ignoreCase || last.type !== 'compare' || last.sign !== sign)
      return undefined
    const areBools = isTypeTest(last.left, 'bool', names[0]) && isTypeTest(last.right, 'bool', names[1])
    return areBools ? { op, ignoreCase: false, on: 'string' } : undefined
  }
  const pair = bareTest(test, names, scope)
  return pair?.as === 'text' ? { op: pair.op, ignoreCase: pair.ignoreCase, on: 'scalar' } : undefined
}

interface BareTest {
  readonly op: Pair['op']
  readonly ignoreCase: boolean
  readonly as: 'raw' | 'text'
}

/** A comparison of the two names, each as it is, as text or folded. */
function bareTest(test: Expression, names: readonly [string, string], scope: Scope): BareTest | undefined {
  const sides = test.type === 'compare' || test.type === 'call' ? textSides(test) : undefined
  if (sides === undefined) return undefined
  const [left, right] = [sides.left, sides.right].map((one) => readOf(one, scope))
  if (left === undefined || right === undefined || left.name !== names[0] || right.name !== names[1]) return undefined
  if (left.as !== right.as || left.folded !== right.folded) return undefined
  return { op: sides.op, ignoreCase: left.folded, as: left.as }
}

interface Sides {
  readonly op: 'eq' | 'ne' | 'contains' | 'startsWith' | 'endsWith'
  readonly left: Expression
  readonly right: Expression
}

function textSides(test: Compare | Call): Sides | undefined {
  if (test.type === 'compare') {
    const { left, right, sign } = test
    if (sign === '==') return { op: 'eq', left, right }
    if (sign === '!=') return { op: 'ne', left, right }
    return sign === 'in' ? { op: 'contains', left: right, right: left } : undefined
  }
  const { function: called, args, named } = test
  const [right, ...more] = args
  if (called.type !== 'attribute' || right === undefined || more.length > 0 || named.length > 0) return undefined
  if (called.name !== 'startswith' && called.name !== 'endswith') return undefined
  return { op: called.name === 'startswith' ? 'startsWith' : 'endsWith', left: called.object, right }
}

/** `x`, `_text(x)`, `_fold(x)`, `_fold(_text(x))`. */
function readOf(
  expression: Expression,
  scope: Scope,
): { readonly name: string; readonly as: 'raw' | 'text'; readonly folded: boolean } | undefined {
  if (expression.type === 'name') return { name: expression.name, as: 'raw', folded: false }
  if (expression.type !== 'call' || expression.function.type !== 'name' || expression.named.length > 0) return undefined
  const { name } = expression.function
  const [argument, ...more] = expression.args
  if (argument === undefined || more.length > 0 || !isHelper(name, scope)) return undefined
  const inner = readOf(argument, scope)
  if (inner === undefined || inner.folded) return undefined
  if (name === '_fold') return { ...inner, folded: true }
  return name === '_text' && inner.as === 'raw' ? { ...inner, as: 'text' } : undefined
}

function isTypeTest(test: Expression, type: string, name: string): boolean {
  if (test.type !== 'call' || test.function.type !== 'name' || test.function.name !== 'isinstance') return false
  const [value, asked] = test.args
  return value?.type === 'name' && value.name === name && asked?.type === 'name' && asked.name === type
}

function loweredPath(
  expression: Expression,
  scope: Scope,
): { readonly path: Path; readonly lowered: boolean } | undefined {
  const isLower =
    expression.type === 'call' &&
    expression.function.type === 'attribute' &&
    expression.function.name === 'lower' &&
    expression.args.length === 0 &&
    expression.named.length === 0
  const path = rawPath(isLower ? expression.function.object : expression, scope)
  return path === undefined ? undefined : { path, lowered: isLower }
}

/** The field whose value stands there: a local, or event.get(). */
function rawPath(expression: Expression, scope: Scope): Path | undefined {
  if (expression.type === 'name' && !scope.names.has(expression.name)) return undefined
  if (expression.type !== 'name' && expression.type !== 'call') return undefined
  if (expression.type === 'call') {
    const { function: called } = expression
    if (called.type !== 'attribute' || (called.name !== 'get' && called.name !== 'deep_get')) return undefined
  }
  const symbol = readValue(expression, scope)
  return symbol.type === 'raw' ? symbol.path : undefined
}

function pairOf(left: Field, right: Field, { op, ignoreCase, on }: Pair): Condition {
  return { kind: 'CompareFields', left, op, right, ignoreCase, on }
}
