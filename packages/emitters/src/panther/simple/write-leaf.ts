import { dotted, isPath, type Path, parseNetwork, type Scalar, type Span } from '@ruleglot/core'
import { type FieldTest, hasCase, type LeafTest } from '../leaf-test.js'
import { assume, type Expression, keyOf, type Place, refuse, type SimpleWriting } from './simple-writing.js'

/** The test of one field, or its opposite. */
export function writeLeaf(
  { field, test, span }: FieldTest,
  negated: boolean,
  place: Place,
  writing: SimpleWriting,
): Expression {
  if (test.type === 'never' || (test.type === 'equal' && test.values.length === 0)) return always(negated)
  if (!isPath(field)) {
    const what = 'call' in field ? `what ${field.call}() makes of them` : 'patterns of names'
    return refuse(writing, `Match expressions test keys of the event as they stand, not ${what}.`, span)
  }
  if (field.length === 0) {
    return refuse(writing, 'Match expressions name a key of a list element, never the element itself.', span)
  }
  return WRITERS[test.type](test as never, { path: field, span, negated, place, writing })
}

export function always(value: boolean): Expression {
  return { Condition: value ? 'AlwaysTrue' : 'AlwaysFalse' }
}

/** The opposite of an expression that has no inverse of its own: none of one is not that one. */
export function opposite(expression: Expression): Expression {
  return { None: [expression] }
}

interface Target {
  readonly path: Path
  readonly span: Span | undefined
  readonly negated: boolean
  readonly place: Place
  readonly writing: SimpleWriting
}

type Writers = {
  readonly [T in LeafTest['type']]: (test: Extract<LeafTest, { readonly type: T }>, target: Target) => Expression
}

const WRITERS: Writers = {
  equal: writeEqual,
  order: writeOrder,
  text: writeText,
  regex: (_, { span, writing }) => refuse(writing, 'Match expressions have no regular expressions.', span),
  network: ({ networks }, target) => {
    const wrong = networks.find((network) => parseNetwork(network) === undefined)
    if (wrong !== undefined) return refuse(target.writing, `"${wrong}" is not an IP network.`, target.span)
    const key = key_(target)
    const tests = networks.map((network) => ({ ...key, Condition: 'IsIPAddressInCIDR', Value: network }))
    return oneOf(target.negated ? tests.map(opposite) : tests, target.negated)
  },
  exists: (_, target) => {
    assumeNoEmptyObject(target)
    return { ...key_(target, true), Condition: target.negated ? 'IsNull' : 'IsNotNull' }
  },
  never: (_, { negated }) => always(negated),
  words: (_, { span, writing }) => refuse(writing, 'Match expressions do not look for words in analysed text.', span),
}

function key_({ path, place, writing, span }: Target, parts = false): Expression {
  return keyOf(path, place, writing, span, { parts })
}

/** `Any` of several; under a negation all of them. */
function oneOf(expressions: readonly Expression[], negated: boolean): Expression {
  const [first, second] = expressions
  if (first !== undefined && second === undefined) return first
  return { [negated ? 'All' : 'Any']: expressions }
}

function writeEqual({ values }: Extract<LeafTest, { type: 'equal' }>, target: Target): Expression {
  const key = key_(target)
  const groups = ['string', 'number', 'boolean'].map((type) => values.filter((value) => typeof value === type))
  const tests = groups
    .filter((group) => group.length > 0)
    .map((group): Expression => {
      const [first] = group
      if (group.length === 1) return { ...key, ...equals(first as Scalar, target.negated) }
      return { ...key, Condition: target.negated ? 'IsNotIn' : 'IsIn', Values: group }
    })
  return oneOf(tests, target.negated)
}

function equals(value: Scalar, negated: boolean): Expression {
  return { Condition: negated ? 'DoesNotEqual' : 'Equals', Value: value }
}

const ORDERS = {
  '<': 'IsLessThan',
  '<=': 'IsLessThanOrEquals',
  '>': 'IsGreaterThan',
  '>=': 'IsGreaterThanOrEquals',
} as const

/** An order has no inverse: what is missing is neither less nor more. */
function writeOrder({ op, value, domain }: Extract<LeafTest, { type: 'order' }>, target: Target): Expression {
  const { path, span, writing, negated } = target
  if (domain !== 'number' && domain !== 'numeric' && domain !== 'text') {
    return refuse(writing, 'Match expressions order numbers and texts only.', span)
  }
  const key = key_(target)
  const type = domain === 'text' ? 'stringWhenPresent' : 'numberWhenPresent'
  assumeOf(type, target, path)
  if (op === '==') return { ...key, ...equals(value, negated) }
  const test = { ...key, Condition: ORDERS[op], Value: value }
  return negated ? opposite(test) : test
}

const TEXT_TESTS = { equal: 'Equals', prefix: 'StartsWith', suffix: 'EndsWith', contains: 'Contains' } as const

const INVERSES = {
  equal: 'DoesNotEqual',
  prefix: 'DoesNotStartWith',
  suffix: 'DoesNotEndWith',
  contains: 'DoesNotContain',
} as const

function writeText(test: Extract<LeafTest, { type: 'text' }>, target: Target): Expression {
  const { how, texts, scalars } = test
  const { negated, span, writing, path } = target
  if (how === 'glob') {
    const message = `Match expressions have no wildcards within a text: ${texts.join(', ')} for ${dotted(path)}.`
    return refuse(writing, message, span)
  }
  const key = key_(target, how === 'any')
  if (how === 'any') {
    // Every text begins with the empty one, and nothing else does.
    if (target.place.list !== undefined)
      return { ...key, Condition: (negated ? INVERSES : TEXT_TESTS).prefix, Value: '' }
    assumeOf('stringWhenPresent', target, path)
    assumeNoEmptyObject(target)
    return { ...key, Condition: negated ? 'IsNull' : 'IsNotNull' }
  }
  const folds = test.ignoreCase && texts.some(hasCase)
  if (scalars || how !== 'equal') assumeOf('stringWhenPresent', target, path)
  if (folds) assume(writing, 'asciiCase', whole(target), 'programs lower-case a few letters differently', span)
  const name = `${folds ? 'I' : ''}${(negated ? INVERSES : TEXT_TESTS)[how]}`
  return oneOf(
    texts.map((text) => ({ ...key, Condition: name, Value: text })),
    negated,
  )
}

function assumeOf(kind: 'stringWhenPresent' | 'numberWhenPresent', target: Target, path: Path): void {
  const { writing, span, place } = target
  if (place.list === undefined) {
    assume(writing, kind, path, 'Panther does not say what values of other types do', span)
  }
}

function assumeNoEmptyObject({ path, writing, span, place }: Target): void {
  if (place.list === undefined) {
    assume(writing, 'noEmptyObject', path, 'an object that holds nothing is not null', span)
  }
}

function whole({ path, place }: Target): Path {
  return [...(place.list ?? []), ...path]
}
