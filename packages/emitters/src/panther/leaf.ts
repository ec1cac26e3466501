import { dotted, isPath, type Path, type Span } from '@ruleglot/core'
import { type Computed, computedFrom, computedOf } from './computed.js'
import { pythonString } from './escape.js'
import { valuesOf, writeElement, writeEveryValue } from './every-value.js'
import { allOf, atom, comparison, type Expression, LEVEL } from './expression.js'
import type { FieldTest, LeafTest } from './leaf-test.js'
import { elementName } from './names.js'
import { writeOneValue } from './one-value.js'
import { assumeAsciiCase, assumeKeys, assumeNoEmptyObject, assumeOneValue, type Place, type Scope } from './place.js'
import { foldOf, foldsCase, isInstance, pythonScalar, textTest, valueTest } from './value-test.js'
import { assume, spelling, takenAsItem, useLocal, type Writing } from './writing.js'

/** Writes the test of a field. Three ways: one value, a list the schema knows of, or every value with a helper. */
export function writeLeaf({ field, test, span }: FieldTest, writing: Writing, scope: Scope): Expression {
  if (test.type === 'never' || (test.type === 'equal' && test.values.length === 0)) return atom('False')
  const computed = computedOf(field)
  if (computed !== undefined) return writeComputed(computed, test, writing, scope, span)
  if (isPath(field) && field.length === 0) return writeElement(test, writing, scope)
  if (!isPath(field) || writing.explicit || scope.inElement || opensListOnTheWay(field, writing)) {
    return writeEveryValue(field, test, writing, scope)
  }
  const path = spelling(field, writing)
  if (writing.item !== undefined) return writeOneValue(path, test, writing, span)
  if (writing.options.schema?.lookup(path)?.array === true) return writeList(path, test, writing, span)
  return writeOneValue(path, test, writing, span)
}

/** A test of what is made from the texts of a field. Other values make nothing. */
function writeComputed(
  computed: Computed,
  test: LeafTest,
  writing: Writing,
  scope: Scope,
  span: Span | undefined,
): Expression {
  const { path } = computed
  const isOne = !writing.explicit && !scope.inElement && !isListOrBelow(path, writing)
  const place: Place = { path, writing, span, exact: !isOne }
  const testOf = (value: string): Expression => {
    const { text, needs } = computedFrom(value, computed)
    return allOf([isInstance(value, 'str'), ...needs, ...madeTest(text, test, place)])
  }
  if (isOne) {
    assumeOneValue(spelling(path, writing), writing, span, false)
    return testOf(useLocal(writing, spelling(path, writing), 'raw'))
  }
  if (path.length === 0) return testOf(scope.node)
  return atom(`any(${testOf('value').text} for value in ${valuesOf(path, writing, scope)})`)
}

function isListOrBelow(path: Path, writing: Writing): boolean {
  return opensListOnTheWay(path, writing) || writing.options.schema?.lookup(path)?.array === true
}

/** The test of a value whose type is known. */
function madeTest(made: string, test: LeafTest, place: Place): readonly Expression[] {
  switch (test.type) {
    case 'exists':
      return []
    case 'order':
      return [{ text: `${made} ${test.op} ${pythonScalar(test.value)}`, level: LEVEL.compare }]
    case 'text':
    case 'regex':
      if (test.type === 'text' && test.how === 'any') return []
      if (foldsCase(test) && !place.exact) assumeAsciiCase(place)
      return [textTest(foldsCase(test) ? foldOf(made, place) : made, test, place)]
    default:
      return [valueTest(made, test, place)]
  }
}

function opensListOnTheWay(path: Path, writing: Writing): boolean {
  if (writing.item !== undefined) return false
  const { schema } = writing.options
  // Functions that open lists compare keys exactly.
  if (path.some((segment) => typeof segment !== 'string')) return false
  if (path.some((_, i) => writing.lists.has(dotted(path.slice(0, i + 1))))) return true
  return schema !== undefined && path.some((_, i) => i > 0 && isListAt(path.slice(0, i)))

  function isListAt(prefix: Path): boolean {
    const facts = schema?.lookup(prefix)
    return facts?.array === true || facts?.type === 'nested'
  }
}

function writeList(path: Path, test: LeafTest, writing: Writing, span: Span | undefined): Expression {
  const list = useLocal(writing, path, 'list')
  writing.imports.add('from collections.abc import Sequence')
  assume(writing, 'list', path, 'the field is read as a list of values', span)
  assumeKeys(path, writing, span, test.type === 'exists')
  const item = elementName(list, takenAsItem(writing, list))
  const place: Place = { path, writing, span, exact: false }
  // Only text can be looked for with `in` without raising where a string stands in place of the list.
  if (test.type === 'equal' && test.values.length === 1 && typeof test.values[0] === 'string') {
    return comparison(pythonString(test.values[0]), 'in', list)
  }
  if (test.type === 'exists') assumeNoEmptyObject(place)
  const inner = test.type === 'exists' ? `${item} is not None` : valueTest(item, test, place).text
  return atom(`any(${inner} for ${item} in ${list})`)
}
