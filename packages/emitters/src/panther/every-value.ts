import { dotted, type Field, isPath, type Scalar } from '@ruleglot/core'
import { pythonString } from './escape.js'
import { atom, comparison, type Expression } from './expression.js'
import { globOf } from './glob.js'
import type { LeafTest } from './leaf-test.js'
import type { Place, Scope } from './place.js'
import { pythonScalar, valueTest } from './value-test.js'
import type { Writing } from './writing.js'

/** Tests of every value of a field, with helpers that open lists: exact on every event, nothing is assumed. */

export function writeEveryValue(field: Field, test: LeafTest, writing: Writing, scope: Scope): Expression {
  if (test.type === 'exists') {
    const name = isPath(field) ? '_exists' : '_matching_exists'
    writing.helpers.add(name)
    return atom(`${name}(${scope.node}, ${fieldName(field)})`)
  }
  const values = valuesOf(field, writing, scope)
  if (test.type === 'order' && test.domain === 'numeric') {
    writing.helpers.add('_numeric')
    return atom(`any(number ${test.op} ${pythonScalar(test.value)} for number in _numeric(${values}))`)
  }
  const single = test.type === 'equal' && test.values.length === 1 ? test.values[0] : undefined
  if (single !== undefined && !isLikeBoolean(single)) return comparison(pythonScalar(single), 'in', values)
  const place: Place = { path: isPath(field) ? field : [], writing, span: undefined, exact: true }
  return atom(`any(${valueTest('value', test, place).text} for value in ${values})`)
}

export function writeElement(test: LeafTest, writing: Writing, scope: Scope): Expression {
  if (test.type === 'exists') {
    writing.helpers.add('_exists')
    return atom(`_exists(${scope.node}, None)`)
  }
  const place: Place = { path: [], writing, span: undefined, exact: true }
  if (test.type === 'order' && test.domain === 'numeric') {
    writing.helpers.add('_numeric')
    return atom(`any(number ${test.op} ${pythonScalar(test.value)} for number in _numeric([${scope.node}]))`)
  }
  return valueTest(scope.node, test, place)
}

/** The values of a field, keys nested or dotted, lists opened: a generator. */
export function valuesOf(field: Field, writing: Writing, scope: Scope): string {
  const name = isPath(field) ? '_values' : '_matching'
  writing.helpers.add(name)
  return `${name}(${scope.node}, ${fieldName(field)})`
}

function isLikeBoolean(value: Scalar): boolean {
  return typeof value === 'boolean' || value === 0 || value === 1
}

function fieldName(field: Field): string {
  if (isPath(field)) return field.length === 0 ? 'None' : pythonString(dotted(field))
  return pythonString('pattern' in field ? globOf(field.pattern) : '')
}
