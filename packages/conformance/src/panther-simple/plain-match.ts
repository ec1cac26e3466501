import type { JsonObject, JsonValue } from '@ruleglot/core'

/**
 * Match expressions decided on an event the plain way, by spec/languages/panther.md and without IR: the second opinion
 * that reading and writing Simple Detections are tested against. Expressions are well formed.
 */
export type MatchExpression = { readonly [key: string]: JsonValue }

export function plainMatch(expressions: readonly JsonValue[], event: JsonValue): boolean {
  return expressions.every((expression) => matches(expression as MatchExpression, event))
}

/** Inline filters: an event without the key passes. */
export function plainFilter(expressions: readonly JsonValue[], event: JsonValue): boolean {
  return expressions.every((expression) => passes(expression as MatchExpression, event))
}

function passes(expression: MatchExpression, event: JsonValue): boolean {
  const { All, Any } = expression
  if (All !== undefined) return plainFilter(All as readonly JsonValue[], event)
  if (Any !== undefined) return (Any as readonly JsonValue[]).some((one) => passes(one as MatchExpression, event))
  return lookup(keysOf(expression), event) === undefined || matches(expression, event)
}

function matches(expression: MatchExpression, event: JsonValue): boolean {
  const list = (name: string): readonly MatchExpression[] | undefined =>
    expression[name] as readonly MatchExpression[] | undefined
  const holding = (expressions: readonly MatchExpression[]): number =>
    expressions.filter((one) => matches(one, event)).length
  const all = list('All')
  if (all !== undefined) return holding(all) === all.length
  const any = list('Any')
  if (any !== undefined) return holding(any) > 0
  const onlyOne = list('OnlyOne')
  if (onlyOne !== undefined) return holding(onlyOne) === 1
  const none = list('None')
  if (none !== undefined) return holding(none) === 0
  const condition = String(expression['Condition'])
  const inner = list('Expressions')
  if (inner !== undefined) return ofElements(condition, lookup(keysOf(expression), event), inner)
  if (condition === 'AlwaysTrue') return true
  if (condition === 'AlwaysFalse') return false
  const pair = hasKey(expression) ? undefined : (expression['Values'] as readonly MatchExpression[])
  const value = lookup(keysOf(pair?.[0] ?? expression), event)
  const operand =
    pair === undefined
      ? (expression['Value'] ?? expression['Values'])
      : lookup(keysOf(pair[1] as MatchExpression), event)
  return decide(condition, value, operand)
}

/** A value that is no list has no elements; null elements have no say. */
function ofElements(condition: string, value: JsonValue | undefined, inner: readonly MatchExpression[]): boolean {
  const isList = Array.isArray(value)
  const elements = (isList ? (value as readonly JsonValue[]) : []).filter((element) => element !== null)
  const count = elements.filter((element) => plainMatch(inner, element)).length
  if (condition === 'NoElement') return count === 0
  if (condition === 'AnyElement') return count > 0
  if (condition === 'OnlyOneElement') return count === 1
  return isList && count === elements.length
}

const INVERSES: Readonly<Record<string, string>> = {
  DoesNotEqual: 'Equals',
  IDoesNotEqual: 'IEquals',
  DoesNotStartWith: 'StartsWith',
  IDoesNotStartWith: 'IStartsWith',
  DoesNotEndWith: 'EndsWith',
  IDoesNotEndWith: 'IEndsWith',
  DoesNotContain: 'Contains',
  IDoesNotContain: 'IContains',
  DoesNotHave: 'Has',
  IsNotIn: 'IsIn',
  DoesNotExist: 'Exists',
  IsNull: 'IsNotNull',
  IsNullOrEmpty: 'IsNotNullOrEmpty',
  IsIPAddressNotInCIDR: 'IsIPAddressInCIDR',
}

function decide(condition: string, value: JsonValue | undefined, operand: JsonValue | undefined): boolean {
  const opposite = INVERSES[condition]
  if (opposite !== undefined) return !decide(opposite, value, operand)
  const fold = condition.startsWith('I') && !condition.startsWith('Is')
  const text = (one: unknown): string => (fold ? String(one).toLowerCase() : String(one))
  const texts = typeof value === 'string' && typeof operand === 'string'
  switch (fold ? condition.slice(1) : condition) {
    case 'Equals':
      return texts ? text(value) === text(operand) : isScalar(value) && value === operand
    case 'StartsWith':
      return texts && text(value).startsWith(text(operand))
    case 'EndsWith':
      return texts && text(value).endsWith(text(operand))
    case 'Contains':
      return texts && text(value).includes(text(operand))
    case 'Has':
      return Array.isArray(value) ? value.includes(operand as JsonValue) : texts && value.includes(operand)
    case 'IsIn':
      return isScalar(value) && (operand as readonly JsonValue[]).includes(value as JsonValue)
    case 'IsGreaterThan':
      return ordered(value, operand, (order) => order > 0)
    case 'IsGreaterThanOrEquals':
      return ordered(value, operand, (order) => order >= 0)
    case 'IsLessThan':
      return ordered(value, operand, (order) => order < 0)
    case 'IsLessThanOrEquals':
      return ordered(value, operand, (order) => order <= 0)
    case 'Exists':
      return value !== undefined
    case 'IsNotNull':
      return value !== undefined && value !== null
    case 'IsNotNullOrEmpty':
      if (value === undefined || value === null || value === '') return false
      return typeof value !== 'object' || Object.keys(value).length > 0
    case 'IsIPAddress':
      return isIpv4(value) || isIpv6(value)
    case 'IsIPv4Address':
      return isIpv4(value)
    case 'IsIPv6Address':
      return isIpv6(value)
    case 'IsIPAddressInCIDR':
      // The tests use networks that end at an octet.
      return isIpv4(value) && String(value).startsWith(String(operand).replace(/(?:\.0)*\/\d+$/, '.'))
    default:
      throw new TypeError(condition)
  }
}

function isScalar(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && typeof value !== 'object'
}

function ordered(a: JsonValue | undefined, b: JsonValue | undefined, holds: (order: number) => boolean): boolean {
  if (typeof a === 'number' && typeof b === 'number') return holds(a - b)
  return typeof a === 'string' && typeof b === 'string' && holds(a < b ? -1 : a > b ? 1 : 0)
}

function isIpv4(value: unknown): boolean {
  return typeof value === 'string' && /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(value)
}

function isIpv6(value: unknown): boolean {
  return typeof value === 'string' && value.includes(':') && /^[0-9a-fA-F:]+$/.test(value)
}

function hasKey(expression: MatchExpression): boolean {
  return 'Key' in expression || 'DeepKey' in expression || 'KeyPath' in expression
}

function keysOf(expression: MatchExpression): readonly string[] {
  if (expression['Key'] !== undefined) return [String(expression['Key'])]
  if (expression['DeepKey'] !== undefined) return expression['DeepKey'] as readonly string[]
  return String(expression['KeyPath']).split('.')
}

/** From key to key, whatever their letter case; undefined where the way ends. */
function lookup(keys: readonly string[], event: JsonValue): JsonValue | undefined {
  let at: JsonValue | undefined = event
  for (const key of keys) {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return undefined
    const object = at as JsonObject
    const found = Object.hasOwn(object, key)
      ? key
      : Object.keys(object).find((other) => other.toLowerCase() === key.toLowerCase())
    at = found === undefined ? undefined : object[found]
  }
  return at
}
