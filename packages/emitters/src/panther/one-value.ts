import type { Path, Span } from '@ruleglot/core'
import { mayHoldForNonString } from '@ruleglot/core/dialect'
import { allOf, atom, comparison, type Expression } from './expression.js'
import { acceptsEmptyText, type LeafTest } from './leaf-test.js'
import { assumeAsciiCase, assumeNoEmptyObject, assumeOneValue, assumeText, type Place } from './place.js'
import { equalTest, foldsCase, isInstance, networkTest, orderTest, textTest, wordsTest } from './value-test.js'
import { assume, useLocal, useRaw, useText, type Writing } from './writing.js'

/** The test of a field that is read as one value. */

export function writeOneValue(path: Path, test: LeafTest, writing: Writing, span: Span | undefined): Expression {
  const place: Place = { path, writing, span, exact: false }
  assumeOneValue(path, writing, span, test.type === 'exists')
  switch (test.type) {
    case 'equal':
      return equalTest(useRaw(writing, path), test.values, place)
    case 'exists':
      assumeNoEmptyObject(place)
      return comparison(useRaw(writing, path), 'is not', 'None')
    case 'network':
      return networkTest(useRaw(writing, path), test.networks, place)
    case 'words':
      return wordsTest(useRaw(writing, path), test, place)
    case 'order':
      if (test.op === '==') {
        assume(writing, 'numberWhenPresent', path, 'the value is compared as a number', span)
        return equalTest(useRaw(writing, path), [test.value], place)
      }
      return orderTest(useLocal(writing, path, 'raw'), test, place)
    case 'never':
      return atom('False')
    case 'text':
    case 'regex':
      return writeTextOfOneValue(path, test, place)
  }
}

function writeTextOfOneValue(
  path: Path,
  test: Extract<LeafTest, { type: 'text' | 'regex' }>,
  place: Place,
): Expression {
  const { writing, span } = place
  const folded = foldsCase(test)
  if (folded) assumeAsciiCase(place)
  if (acceptsEmptyText(test)) {
    // The default "" would stand for a missing field: ask for text first.
    if (test.scalars) assumeText(place)
    if (test.type === 'text') return isInstance(useRaw(writing, path), 'str')
    const local = useLocal(writing, path, 'raw')
    return allOf([isInstance(local, 'str'), textTest(folded ? `${local}.lower()` : local, test, place)])
  }
  const how = test.type === 'regex' ? 'regex' : test.how
  const texts = test.type === 'regex' ? [''] : test.texts
  if (how === 'any' || test.scalars || texts.some((text) => mayHoldForNonString(how, text, folded))) {
    assume(writing, 'stringWhenPresent', path, 'str() makes text of other values too', span)
  }
  return textTest(useText(writing, path, folded), test, place)
}
