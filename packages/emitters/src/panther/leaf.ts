import { dotted, type Field, isPath, type Path, type Scalar, type Span } from '@ruleglot/core'
import { mayHoldForNonString } from '@ruleglot/core/dialect'
import { printRegex } from '../regex/index.js'
import { type Computed, computedFrom, computedOf } from './computed.js'
import { pythonPattern, pythonString } from './escape.js'
import { foldTree } from './fold-tree.js'
import { globOf } from './glob.js'
import type { Idiom } from './idioms.js'
import { acceptsEmptyText, type FieldTest, fieldTestOf, type LeafTest } from './leaf-test.js'
import { elementName } from './names.js'
import {
  allOf,
  anyOf,
  assume,
  atom,
  comparison,
  type Expression,
  LEVEL,
  spelling,
  useConstant,
  useItems,
  useLocal,
  useRaw,
  useText,
  type Writing,
} from './writing.js'

/** Where a leaf stands: the event, or an element of a list under a name. */
export interface Scope {
  readonly node: string
  readonly inElement: boolean
}

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

/** Several tests of one value in the words of Python. */
export function writeIdiom(idiom: Idiom, writing: Writing): Expression {
  const path = spelling(idiom.path, writing)
  if (idiom.idiom === 'truth') {
    const place: Place = { path, writing, span: idiom.span, exact: false }
    assumeOneValue(path, writing, idiom.span, true)
    assumeNoEmptyObject(place)
    const read = useRaw(writing, path)
    const yes: Expression = atom(`bool(${read})`)
    const no: Expression = { text: `not ${read}`, level: LEVEL.not }
    return idiom.negated ? { ...no, negated: yes } : { ...yes, negated: no }
  }
  const [low, high] = [idiom.low, idiom.high].map((node) => fieldTestOf(node)) as [FieldTest, FieldTest]
  assumeOneValue(path, writing, low.span, false)
  const value = useLocal(writing, path, 'raw')
  const bounds = [low, high].map(({ test, span }) => boundOf(test as OrderTest, { path, writing, span, exact: false }))
  return allOf([
    isInstance(value, '(int, float)'),
    {
      text: `${bounds[0]} ${MIRRORED[(low.test as OrderTest).op]} ${value} ${(high.test as OrderTest).op} ${bounds[1]}`,
      level: LEVEL.compare,
    },
  ])
}

type OrderTest = Extract<LeafTest, { type: 'order' }>

const MIRRORED = { '<': '>', '<=': '>=', '>': '<', '>=': '<=', '==': '==' } as const

/** The bound of an order of numbers that True and False may satisfy too. */
function boundOf({ op, value }: OrderTest, { writing, path, span }: Place): string {
  if ([0, 1].some((one) => holds(one, op, Number(value)))) {
    assume(writing, 'notBoolean', path, "Python's True is 1 and False is 0", span)
  }
  return pythonScalar(value)
}

/** The values of a field, keys nested or dotted, lists opened: a generator. */
export function valuesOf(field: Field, writing: Writing, scope: Scope): string {
  const name = isPath(field) ? '_values' : '_matching'
  writing.helpers.add(name)
  return `${name}(${scope.node}, ${fieldName(field)})`
}

export function assumeOneValue(path: Path, writing: Writing, span: Span | undefined, partsMatter: boolean): void {
  assume(writing, 'scalar', path, 'Python compares the value that stands there; a list is not its elements', span)
  assumeKeys(path, writing, span, partsMatter)
}

function assumeKeys(path: Path, writing: Writing, span: Span | undefined, partsMatter: boolean): void {
  const anyCase = path.filter((segment) => typeof segment !== 'string').length
  const plain = path.length === 1 && !dotted(path).includes('.') && anyCase === 0
  if (!plain || partsMatter) assume(writing, 'nestedKeys', path, 'deep_get() goes from key to key', span)
  if (anyCase < path.length)
    assume(writing, 'keyCase', path, 'get() and deep_get() ignore the letter case of keys', span)
}

function opensListOnTheWay(path: Path, writing: Writing): boolean {
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

// --- Every value: exact on every event ---------------------------------------------------------------------------

function writeEveryValue(field: Field, test: LeafTest, writing: Writing, scope: Scope): Expression {
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

function writeElement(test: LeafTest, writing: Writing, scope: Scope): Expression {
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

// --- A list that the schema knows of -----------------------------------------------------------------------------

function writeList(path: Path, test: LeafTest, writing: Writing, span: Span | undefined): Expression {
  const list = useLocal(writing, path, 'list')
  writing.imports.add('from collections.abc import Sequence')
  assume(writing, 'list', path, 'the field is read as a list of values', span)
  assumeKeys(path, writing, span, test.type === 'exists')
  const item = elementName(list, new Set([...writing.names, list]))
  const place: Place = { path, writing, span, exact: false }
  // Only text can be looked for with `in` without raising where a string stands in place of the list.
  if (test.type === 'equal' && test.values.length === 1 && typeof test.values[0] === 'string') {
    return comparison(pythonString(test.values[0]), 'in', list)
  }
  if (test.type === 'exists') assumeNoEmptyObject(place)
  const inner = test.type === 'exists' ? `${item} is not None` : valueTest(item, test, place).text
  return atom(`any(${inner} for ${item} in ${list})`)
}

// --- One value ---------------------------------------------------------------------------------------------------

function writeOneValue(path: Path, test: LeafTest, writing: Writing, span: Span | undefined): Expression {
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

// --- Tests of one Python value -----------------------------------------------------------------------------------

interface Place {
  readonly path: Path
  readonly writing: Writing
  readonly span: Span | undefined
  /** Written out so that it holds for every JSON value, without assumptions. */
  readonly exact: boolean
}

/** The test of a value that may be of any type, under a name. Total. */
function valueTest(value: string, test: LeafTest, place: Place): Expression {
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

function equalTest(value: string, values: readonly Scalar[], place: Place): Expression {
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

/** Python's True is 1 and False is 0. */
function assumeNotBoolean(values: readonly Scalar[], { writing, path, span }: Place): void {
  const needed = (values.includes(1) && !values.includes(true)) || (values.includes(0) && !values.includes(false))
  if (needed) assume(writing, 'notBoolean', path, "Python's True is 1 and False is 0", span)
}

function orderTest(value: string, test: Extract<LeafTest, { type: 'order' }>, place: Place): Expression {
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

function holds(one: number, op: '<' | '<=' | '>' | '>=' | '==', bound: number): boolean {
  if (op === '==') return one === bound
  if (op === '<') return one < bound
  if (op === '<=') return one <= bound
  return op === '>' ? one > bound : one >= bound
}

function networkTest(value: string, networks: readonly string[], { writing, path }: Place): Expression {
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

function wordsTest(value: string, { mode, texts }: Extract<LeafTest, { type: 'words' }>, place: Place): Expression {
  const { name, item, suffix } = WORD_TESTS[mode]
  place.writing.helpers.add(name)
  const wanted = texts.map(pythonString)
  if (wanted.length < 3) return anyOf(wanted.map((text) => atom(`${name}(${value}, ${text})`)))
  return atom(
    `any(${name}(${value}, ${item}) for ${item} in ${useConstant(place.writing, place.path, suffix, wanted)})`,
  )
}

/** A test of something that is known to be text, folded if the test ignores case. */
function textTest(text: string, test: Extract<LeafTest, { type: 'text' | 'regex' }>, place: Place): Expression {
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

function foldsCase(test: Extract<LeafTest, { type: 'text' | 'regex' }>): boolean {
  return test.ignoreCase
}

function foldOf(text: string, { writing, exact }: Place): string {
  if (!exact) return `${text}.lower()`
  writing.helpers.add('_fold')
  return `_fold(${text})`
}

function isInstance(value: string, type: string): Expression {
  const test = atom(`isinstance(${value}, ${type})`)
  return { ...test, negated: notInstance(value, type) }
}

function notInstance(value: string, type: string): Expression {
  return { text: `not isinstance(${value}, ${type})`, level: LEVEL.not }
}

function assumeText({ writing, path, span }: Place): void {
  assume(writing, 'stringWhenPresent', path, 'the value is compared as text', span)
}

export function assumeAsciiCase({ writing, path, span }: Pick<Place, 'writing' | 'path' | 'span'>): void {
  assume(writing, 'asciiCase', path, 'lower() and the fold of the source differ on a few letters', span)
}

function assumeNoEmptyObject({ writing, path, span }: Place): void {
  assume(writing, 'noEmptyObject', path, 'an object that holds nothing is not None', span)
}

function isLikeBoolean(value: Scalar): boolean {
  return typeof value === 'boolean' || value === 0 || value === 1
}

function fieldName(field: Field): string {
  if (isPath(field)) return field.length === 0 ? 'None' : pythonString(dotted(field))
  return pythonString('pattern' in field ? globOf(field.pattern) : '')
}

export function pythonScalar(value: Scalar): string {
  if (typeof value === 'string') return pythonString(value)
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (!Number.isFinite(value)) return value > 0 ? '1e999' : '-1e999'
  return String(value).replace('e+', 'e')
}
