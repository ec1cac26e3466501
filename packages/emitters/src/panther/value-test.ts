import type { Scalar } from '@ruleglot/core'
import { printRegex } from '../regex/index.js'
import { useConstant, useItems } from './constants.js'
import { pythonPattern, pythonString } from './escape.js'
import { allOf, anyOf, atom, comparison, type Expression, LEVEL } from './expression.js'
import { foldTree } from './fold-tree.js'
import type { LeafTest } from './leaf-test.js'
import { assumeAsciiCase, assumeNotBoolean, assumeText, type Place } from './place.js'
import { assume } from './writing.js'

/** The test of a value that may be of any type, under a name. Total. */
export function valueTest(value: string, test: LeafTest, place: Place): Expression {
  const { writing, exact } = place
  switch (test.type) {
    case 'equal':
      return equalTest(value, test.values, place)
    case 'order':
      return orderTest(value, test, place)
    case 'network':
      return networkTest(value, test.networks, place)
    case 'words':
      return wordsTest(value, test, place)
    case 'exists':
      return comparison(value, 'is not', 'None')
    case 'never':
      return atom('False')
    case 'text':
    case 'regex': {
      if (!exact) {
        if (foldsCase(test)) assumeAsciiCase(place)
        if (test.scalars) assumeText(place)
      }
      const scalars = test.scalars && exact
      if (scalars) writing.helpers.add('_text')
      const read = scalars ? `_text(${value})` : value
      const typed = scalars ? isInstance(value, '(str, int, float)') : isInstance(value, 'str')
      if (test.type === 'text' && test.how === 'any') return typed
      return allOf([typed, textTest(foldsCase(test) ? foldOf(read, place) : read, test, place)])
    }
  }
}

export function equalTest(value: string, values: readonly Scalar[], place: Place): Expression {
  const plain = values.filter((one) => typeof one !== 'boolean')
  const booleans = values.filter((one) => typeof one === 'boolean')
  const tests: Expression[] = []
  if (plain.length > 0) {
    const equal = isOneOf(value, plain.map(pythonScalar), place, 'S')
    const taken = [true, false].filter((one) => plain.includes(one ? 1 : 0) && !values.includes(one))
    if (taken.length === 0) tests.push(equal)
    else if (place.exact) {
      const guards =
        taken.length === 2
          ? [notInstance(value, 'bool')]
          : [comparison(value, 'is not', taken[0] === true ? 'True' : 'False')]
      tests.push(allOf([equal, ...guards]))
    } else {
      assumeNotBoolean(values, place)
      tests.push(equal)
    }
  }
  if (booleans.length === 2) tests.push(isInstance(value, 'bool'))
  else if (booleans.length === 1) tests.push(comparison(value, 'is', booleans[0] === true ? 'True' : 'False'))
  return tests.length === 0 ? atom('False') : anyOf(tests)
}

export function orderTest(value: string, test: Extract<LeafTest, { type: 'order' }>, place: Place): Expression {
  const { writing, path, span, exact } = place
  const bound = pythonScalar(test.value)
  const compared: Expression = { text: `${value} ${test.op} ${bound}`, level: LEVEL.compare }
  if (test.domain === 'text') return allOf([isInstance(value, 'str'), compared])
  const isNumber = isInstance(value, '(int, float)')
  if (test.domain === 'numeric') assume(writing, 'numberWhenPresent', path, 'the value is compared as a number', span)
  const booleansHold = [0, 1].some((one) => holds(one, test.op, Number(test.value)))
  if (!booleansHold) return allOf([isNumber, compared])
  if (exact) return allOf([isNumber, notInstance(value, 'bool'), compared])
  assume(writing, 'notBoolean', path, "Python's True is 1 and False is 0", span)
  return allOf([isNumber, compared])
}

export function holds(one: number, op: '<' | '<=' | '>' | '>=' | '==', bound: number): boolean {
  if (op === '==') return one === bound
  if (op === '<') return one < bound
  if (op === '<=') return one <= bound
  return op === '>' ? one > bound : one >= bound
}

export function networkTest(value: string, networks: readonly string[], { writing, path }: Place): Expression {
  writing.helpers.add('in_network')
  const items = networks.map((network) => `ip_network(${pythonString(network)})`)
  return atom(`in_network(${value}, ${useConstant(writing, path, '_NETWORKS', items)})`)
}

const WORD_TESTS = {
  phrase: { name: 'has_phrase', item: 'phrase', suffix: '_PHRASES' },
  any: { name: 'has_any_word', item: 'words', suffix: '_WORDS' },
  all: { name: 'has_all_words', item: 'words', suffix: '_WORDS' },
  pattern: { name: 'has_word_like', item: 'pattern', suffix: '_WORD_PATTERNS' },
} as const

export function wordsTest(
  value: string,
  { mode, texts }: Extract<LeafTest, { type: 'words' }>,
  place: Place,
): Expression {
  const { name, item, suffix } = WORD_TESTS[mode]
  place.writing.helpers.add(name)
  const wanted = texts.map(pythonString)
  if (wanted.length < 3) return anyOf(wanted.map((text) => atom(`${name}(${value}, ${text})`)))
  return atom(
    `any(${name}(${value}, ${item}) for ${item} in ${useConstant(place.writing, place.path, suffix, wanted)})`,
  )
}

/** A test of something that is known to be text, folded if the test ignores case. */
export function textTest(text: string, test: Extract<LeafTest, { type: 'text' | 'regex' }>, place: Place): Expression {
  const { writing } = place
  if (test.type === 'regex') {
    writing.imports.add('import re')
    const printed = printRegex(test.ignoreCase ? foldTree(test.tree) : test.tree, 'python')
    return atom(`bool(re.search(${pythonPattern('text' in printed ? printed.text : '')}, ${text}))`)
  }
  const texts = test.texts.map(pythonString)
  const [first = '""'] = texts
  switch (test.how) {
    case 'any':
      return atom('True')
    case 'equal':
      return isOneOf(text, texts, place, 'S')
    case 'prefix':
      return atom(`${text}.startswith(${oneOrTuple(texts, place, '_PREFIXES')})`)
    case 'suffix':
      return atom(`${text}.endswith(${oneOrTuple(texts, place, '_SUFFIXES')})`)
    case 'contains': {
      if (texts.length < 3) return anyOf(texts.map((part) => comparison(part, 'in', text)))
      const { list, item } = useItems(writing, place.path, '_PARTS', texts)
      return atom(`any(${item} in ${text} for ${item} in ${list})`)
    }
    case 'glob': {
      writing.imports.add('from fnmatch import fnmatchcase')
      if (texts.length === 1) return atom(`fnmatchcase(${text}, ${first})`)
      const { list, item } = useItems(writing, place.path, '_PATTERNS', texts)
      return atom(`any(fnmatchcase(${text}, ${item}) for ${item} in ${list})`)
    }
  }
}

function isOneOf(value: string, items: readonly string[], place: Place, suffix: string): Expression {
  if (items.length === 1) return comparison(value, '==', items[0] as string)
  return comparison(value, 'in', oneOrTuple(items, place, suffix))
}

/** Short lists stay where they are used; longer ones get a name. */
function oneOrTuple(items: readonly string[], { writing, path }: Place, suffix: string): string {
  if (items.length === 1) return items[0] as string
  const tuple = `(${items.join(', ')})`
  return items.length <= 3 && tuple.length <= 50 ? tuple : useConstant(writing, path, suffix, items)
}

export function foldsCase(test: Extract<LeafTest, { type: 'text' | 'regex' }>): boolean {
  return test.ignoreCase
}

export function foldOf(text: string, { writing, exact }: Place): string {
  if (!exact) return `${text}.lower()`
  writing.helpers.add('_fold')
  return `_fold(${text})`
}

export function isInstance(value: string, type: string): Expression {
  const test = atom(`isinstance(${value}, ${type})`)
  return { ...test, negated: notInstance(value, type) }
}

function notInstance(value: string, type: string): Expression {
  return { text: `not isinstance(${value}, ${type})`, level: LEVEL.not }
}

export function pythonScalar(value: Scalar): string {
  if (typeof value === 'string') return pythonString(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (!Number.isFinite(value)) return value > 0 ? '1e999' : '-1e999'
  return String(value).replace('e+', 'e')
}
