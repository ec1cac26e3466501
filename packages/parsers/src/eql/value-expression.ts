import type { ValueExpression, ValueFunction } from '@ruleglot/core'
import type { KnownType } from '../elastic-query/known-type.js'
import type { EqlExpression } from './ast.js'
import { namedField, type Reading } from './reading.js'

type Argument = ValueExpression['args'][number]

/**
 * A number that EQL computes from fields, as a value expression of the IR: lengths, sums, differences, products and
 * remainders. Division is left out: Elasticsearch rounds it down for whole numbers, which fields do not tell.
 */
export function numberOf(reading: Reading, part: EqlExpression): ValueExpression | undefined {
  const argument = argumentOf(reading, part)
  return argument !== undefined && 'call' in argument ? argument : undefined
}

function argumentOf(reading: Reading, part: EqlExpression): Argument | undefined {
  switch (part.type) {
    case 'literal':
      return typeof part.value === 'number' ? { literal: part.value } : undefined
    case 'field': {
      if (part.indexed) return undefined
      const { path, type } = namedField(reading, part)
      return type === 'unknown' || type === 'long' || type === 'float' ? path : undefined
    }
    case 'arithmetic': {
      const call = OPERATORS[part.operator]
      return call === undefined ? undefined : callOf(reading, call, [part.left, part.right])
    }
    case 'call': {
      if (part.name === 'length') return lengthOf(reading, part.args)
      const call = Object.hasOwn(FUNCTIONS, part.name) ? FUNCTIONS[part.name] : undefined
      return call === undefined || part.args.length !== 2 ? undefined : callOf(reading, call, part.args)
    }
    default:
      return undefined
  }
}

function callOf(reading: Reading, call: ValueFunction, parts: readonly EqlExpression[]): ValueExpression | undefined {
  const args = parts.map((part) => argumentOf(reading, part))
  return args.every((arg) => arg !== undefined) ? { call, args } : undefined
}

function lengthOf(reading: Reading, args: readonly EqlExpression[]): ValueExpression | undefined {
  const [part] = args
  if (part?.type !== 'field' || part.indexed || args.length !== 1) return undefined
  const { path, type } = namedField(reading, part)
  return NO_LENGTH.has(type) ? undefined : { call: 'length', args: [path] }
}

const NO_LENGTH: ReadonlySet<KnownType> = new Set([
  'long',
  'float',
  'boolean',
  'date',
  'ip',
  'text',
  'match_only_text',
] as const)

const OPERATORS: Readonly<Record<string, ValueFunction | undefined>> = {
  '+': 'add',
  '-': 'subtract',
  '*': 'multiply',
  '%': 'modulo',
}

const FUNCTIONS: Readonly<Record<string, ValueFunction>> = {
  add: 'add',
  subtract: 'subtract',
  multiply: 'multiply',
  modulo: 'modulo',
}
