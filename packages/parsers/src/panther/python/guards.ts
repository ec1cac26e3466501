import { type Condition, dotted, type Field, isIn, isPath, match, type NodeOf, not, type Path } from '@ruleglot/core'
import { readValue } from './read-value.js'
import { assumeRead, subjectOf } from './subject.js'
import { type Fact, type Scope, type Symbol_, Unread } from './symbols.js'
import type { Expression } from './syntax.js'

/** A type test or exclusion that stands before (or behind) other tests of the same value. */
export interface Guard extends Fact {
  readonly symbol: Symbol_
  readonly path: Path
  readonly at: Expression
}

/** isinstance(x, T), `not isinstance(x, bool)`, `x is not True`; undefined for every other test. */
export function readGuard(expression: Expression, scope: Scope): Guard | undefined {
  if (expression.type === 'not') {
    const inner = readGuard(expression.part, scope)
    return inner?.type === 'bool' ? { ...withoutType(inner), at: expression, excludes: [true, false] } : undefined
  }
  if (expression.type === 'compare' && expression.sign === 'is not') {
    const excluded = booleanOf(expression.right)
    const found = excluded === undefined ? undefined : about(expression.left, expression, scope)
    return found === undefined || excluded === undefined ? undefined : { ...found, excludes: [excluded] }
  }
  const test = typeTest(expression)
  const found = test === undefined ? undefined : about(test.value, expression, scope)
  return found === undefined || test === undefined ? undefined : { ...found, type: test.type }
}

/** `x is True` and isinstance(x, bool) beside other tests of x in an `or`. */
export function readCover(expression: Expression, scope: Scope): Fact | undefined {
  if (expression.type === 'compare' && expression.sign === 'is') {
    const meant = booleanOf(expression.right)
    const found = meant === undefined ? undefined : about(expression.left, expression, scope)
    return found === undefined || meant === undefined ? undefined : { subject: found.subject, covers: [meant] }
  }
  const guard = readGuard(expression, scope)
  return guard?.type === 'bool' ? { subject: guard.subject, covers: [true, false] } : undefined
}

/** The guards that the other tests do not imply, as conditions. */
export function leftoverGuards(
  guards: readonly Guard[],
  conditions: readonly Condition[],
  scope: Scope,
): readonly Condition[] {
  return guards
    .filter((guard) => !conditions.some((condition) => implies(condition, guard)))
    .map((guard) => guardCondition(guard, scope))
}

function withoutType({ type: _, ...rest }: Guard): Guard {
  return rest
}

function about(value: Expression, at: Expression, scope: Scope): Guard | undefined {
  if (value.type !== 'name' && value.type !== 'call') return undefined
  if (value.type === 'name' && !scope.names.has(value.name)) return undefined
  const symbol = readValue(value, scope)
  const subject = symbol.type === 'text' || symbol.type === 'made' ? undefined : subjectOf(symbol)
  return subject === undefined ? undefined : { subject: subject.key, path: subject.path, symbol, at }
}

function booleanOf(expression: Expression): boolean | undefined {
  return expression.type === 'literal' && typeof expression.value === 'boolean' ? expression.value : undefined
}

function typeTest(
  expression: Expression,
): { readonly value: Expression; readonly type: NonNullable<Fact['type']> } | undefined {
  if (expression.type !== 'call' || expression.function.type !== 'name' || expression.function.name !== 'isinstance')
    return undefined
  const [value, types] = expression.args
  if (value === undefined || types === undefined || expression.args.length !== 2) return undefined
  const names = (types.type === 'tuple' ? types.items : [types]).map((one) => (one.type === 'name' ? one.name : ''))
  const type = TYPES[names.join(' ')]
  return type === undefined ? undefined : { value, type }
}

const TYPES: Readonly<Record<string, NonNullable<Fact['type']>>> = {
  str: 'str',
  bool: 'bool',
  'int float': 'number',
  'str int float': 'scalar',
}

/** Whether the condition holds only where the guard does. */
function implies(condition: Condition, guard: Guard): boolean {
  if (condition.kind === 'And') return condition.children.some((child) => implies(child, guard))
  if (condition.kind === 'Or')
    return condition.children.length > 0 && condition.children.every((child) => implies(child, guard))
  if (condition.kind === 'CompareFields') return guard.type === 'str' && isOfTexts(condition, guard.path)
  if (!('field' in condition)) return false
  // Only texts make something.
  if (isMadeOf(condition.field, guard.path)) return guard.type === 'str' || guard.type === 'scalar'
  if (!isPath(condition.field) || dotted(condition.field) !== dotted(guard.path)) return false
  const types = typesOf(condition)
  if (types === undefined) return false
  if (guard.excludes !== undefined) return !types.includes('boolean')
  if (guard.type === 'str') return types.every((type) => type === 'string')
  if (guard.type === 'number') return types.every((type) => type === 'number')
  return guard.type === 'scalar'
}

/** Whether the test of two fields takes texts only, one of them this field. What ignores case is read so. */
function isOfTexts({ left, right, op, ignoreCase }: NodeOf<'CompareFields'>, path: Path): boolean {
  const isAsked = [left, right].some((field) => isPath(field) && dotted(field) === dotted(path))
  return isAsked && ((op !== 'eq' && op !== 'ne') || ignoreCase)
}

function isMadeOf(field: Field, path: Path): boolean {
  if (isPath(field) || !('call' in field)) return false
  const [inner] = field.args
  if (inner === undefined || 'literal' in inner) return false
  return 'call' in inner ? isMadeOf(inner, path) : dotted(inner) === dotted(path)
}

/** The types of values that satisfy a leaf, where that is plain to see. */
function typesOf(leaf: Condition): readonly string[] | undefined {
  switch (leaf.kind) {
    case 'Match':
    case 'Regex':
      return leaf.on === 'string' ? ['string'] : ['string', 'number', 'boolean']
    case 'Cidr':
    case 'Tokens':
      return ['string']
    case 'In':
      return leaf.values.map((value) => typeof value)
    case 'Compare':
      if (leaf.domain === 'number') return ['number']
      if (leaf.domain === 'text') return ['string']
      return leaf.domain === undefined ? [typeof leaf.value] : undefined
    default:
      return undefined
  }
}

function guardCondition({ path, type, excludes, symbol, at }: Guard, scope: Scope): Condition {
  assumeRead(scope, symbol, at.span)
  if (excludes !== undefined) return not(isIn(path, excludes))
  switch (type) {
    case 'str':
      return match(path, [{ wildcard: 'many' }])
    case 'bool':
      return isIn(path, [true, false])
    case 'scalar':
      return match(path, [{ wildcard: 'many' }], { on: 'scalar' })
    default:
      throw new Unread(at.span, 'a type test that is not read')
  }
}
