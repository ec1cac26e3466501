import type { Path, ValueExpression } from '@ruleglot/core'
import type { FieldFacts } from '../elastic-query/field-facts.js'
import { nameInQuery, typeOf } from './write-leaf.js'

/**
 * A value expression that gives numbers, as EQL writes it. Undefined for what EQL has no function for, or computes
 * otherwise (division, which Elasticsearch rounds).
 */
export function writeNumber(expression: ValueExpression, context: FieldFacts): string | undefined {
  if (expression.call === 'length') {
    const [path] = expression.args
    if (expression.args.length !== 1 || !isFieldPath(path) || path.length === 0) return undefined
    const name = hasLength(path, context) ? nameInQuery(path) : undefined
    return name === undefined ? undefined : `length(${name})`
  }
  const sign = SIGNS[expression.call]
  if (sign === undefined || expression.args.length !== 2) return undefined
  const args = expression.args.map((arg) => writeArgument(arg, context))
  return args.every((arg) => arg !== undefined) ? args.join(` ${sign} `) : undefined
}

function writeArgument(arg: ValueExpression['args'][number], context: FieldFacts): string | undefined {
  if (isFieldPath(arg)) {
    const type = context.typeOf(arg)
    return arg.length > 0 && (type === undefined || type === 'long' || type === 'float') ? nameInQuery(arg) : undefined
  }
  if ('literal' in arg) {
    const { literal } = arg
    return typeof literal === 'number' && Number.isFinite(literal) && /^\d+(?:\.\d+)?$/.test(String(literal))
      ? String(literal)
      : undefined
  }
  const inner = writeNumber(arg, context)
  return inner === undefined || inner.startsWith('length(') ? inner : `(${inner})`
}

function isFieldPath(arg: ValueExpression['args'][number] | undefined): arg is Path {
  return Array.isArray(arg)
}

function hasLength(path: Path, context: FieldFacts): boolean {
  const type = typeOf(path, context)
  return type === undefined || !NO_LENGTH.has(type)
}

const NO_LENGTH: ReadonlySet<string> = new Set(['long', 'float', 'boolean', 'date', 'ip', 'text', 'match_only_text'])

const SIGNS: Readonly<Record<string, string | undefined>> = {
  add: '+',
  subtract: '-',
  multiply: '*',
  modulo: '%',
}
