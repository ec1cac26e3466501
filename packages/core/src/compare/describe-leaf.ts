import type { Handlers } from '../ir/child-keys.js'
import type { Condition, Field, ValueExpression } from '../ir/node.js'
import { dotted } from '../ir/path.js'
import type { Pattern } from '../ir/pattern.js'

/** A leaf in a few words for a message: `process.name fits "*.exe"`. Not a language: nothing reads it. */
export function describeLeaf(leaf: Condition): string {
  const text = (LEAVES[leaf.kind] as (leaf: Condition) => string)(leaf)
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}...` : text
}

const LONGEST = 120

const LEAVES: Handlers<string, void> = {
  True: () => 'always',
  False: () => 'never',
  And: () => 'an and',
  Or: () => 'an or',
  Not: ({ child }) => `not (${describeLeaf(child)})`,
  Compare: ({ field, op, value, domain }) =>
    `${nameOf(field)} ${OPERATORS[op]} ${JSON.stringify(value)}${domain === undefined ? '' : ` (${domain})`}`,
  In: ({ field, values }) =>
    `${nameOf(field)} in (${values
      .slice(0, 5)
      .map((value) => JSON.stringify(value))
      .join(', ')}${values.length > 5 ? ', ...' : ''})`,
  Match: ({ field, pattern, ignoreCase, on }) =>
    `${nameOf(field)} fits ${patternText(pattern)}${flags(ignoreCase, on)}`,
  Regex: ({ field, ignoreCase, on }) => `${nameOf(field)} matches a regular expression${flags(ignoreCase, on)}`,
  Cidr: ({ field, network }) => `${nameOf(field)} in ${network}`,
  Shape: ({ field, kinds }) => `${nameOf(field)} is ${kinds.join(' or ')}`,
  Exists: ({ field }) => `${nameOf(field)} has a value`,
  CompareFields: ({ left, op, right }) => `${nameOf(left)} ${op} ${nameOf(right)}`,
  Tokens: ({ field }) => `words of ${nameOf(field)}`,
  Search: ({ scope }) => (scope.length === 0 ? 'some value of the event' : `some value below ${dotted(scope)}`),
  Some: ({ path }) => `some element of ${nameOf(path)}`,
  Every: ({ path }) => `every element of ${nameOf(path)}`,
  Count: ({ path, op, count }) => `the number of elements of ${nameOf(path)} ${OPERATORS[op]} ${count}`,
  Let: () => 'a shared part',
  Ref: () => 'a shared part',
  Opaque: ({ language }) => `${language} text that was not understood`,
}

const OPERATORS = { eq: '=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const

function flags(ignoreCase: boolean, on: 'string' | 'scalar'): string {
  const words = [...(ignoreCase ? ['any letter case'] : []), ...(on === 'scalar' ? ['numbers too'] : [])]
  return words.length === 0 ? '' : ` (${words.join(', ')})`
}

function patternText(pattern: Pattern): string {
  const text = pattern.map((part) => (typeof part === 'string' ? part : part.wildcard === 'one' ? '?' : '*')).join('')
  return JSON.stringify(text)
}

function nameOf(field: Field): string {
  if (Array.isArray(field)) return field.length === 0 ? 'the element' : dotted(field)
  if ('call' in field) return `${field.call}(${argumentNames(field)})`
  return `fields named ${patternText((field as { readonly pattern: Pattern }).pattern)}`
}

function argumentNames(expression: ValueExpression): string {
  return expression.args
    .map((arg) =>
      Array.isArray(arg) || 'call' in arg ? nameOf(arg) : JSON.stringify((arg as { literal: unknown }).literal),
    )
    .join(', ')
}
