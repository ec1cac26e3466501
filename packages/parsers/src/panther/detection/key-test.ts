import {
  ANY_MANY,
  and,
  type Condition,
  cidr,
  compare,
  exists,
  isIn,
  match,
  not,
  or,
  type Pattern,
  parseNetwork,
  type Scalar,
  shape,
} from '@ruleglot/core'
import { entryOf, type YamlMapping, type YamlNode, type YamlScalar } from '../../yaml/yaml-node.js'
import { jsonOf } from '../yaml-json.js'
import { addressOf } from './address-kinds.js'
import { type KeyTest, namedTest, similarName } from './condition-names.js'
import { keyProblem } from './key-problem.js'
import { readKeys } from './key-specifier.js'
import { assume, assumeKeys, type MatchReading, oneValue, type Subject, subjectOf, unread } from './reading.js'

/** One key and its condition. Where the key is missing or null the test is false and its inverse true. */
export function readKeyTest(node: YamlMapping, condition: YamlScalar, reading: MatchReading): Condition {
  const test = namedTest(condition.text)
  if (test === undefined) {
    const similar = similarName(condition.text)
    return unread(node, reading, 'panther/unknown-condition', `${condition.text} is no condition that is known here.`, {
      span: condition.span,
      hint: similar === undefined ? 'spec/languages/panther.md lists the conditions.' : `Did you mean ${similar}?`,
    })
  }
  const keys = readKeys(node)
  if (!keys.ok) return keyProblem(node, keys, reading)
  const operand = operandOf(test, node)
  if ('problem' in operand) {
    return unread(node, reading, 'panther/bad-expression', `${condition.text} ${operand.problem}`, {
      span: operand.span,
      hint: 'IsIn and IsNotIn have Values, tests of existence and of kinds of addresses neither, all others a Value.',
    })
  }
  const subject = subjectOf(keys.keys, keys.span, reading)
  const positive = positiveTest(test, operand.values, subject, node, reading)
  const found = test.inverse ? not(positive, node.span) : positive
  // An inverse is true of an event without the key anyway.
  if (!reading.missingPasses || test.inverse) return found
  assumeKeys(subject, reading, true)
  return or([not(oneValue(not(shape(subject.path, ['missing'])), subject, reading, true)), found], node.span)
}

type Operand = { readonly values: readonly Scalar[] } | { readonly problem: string; readonly span: YamlNode['span'] }

function operandOf({ test }: KeyTest, node: YamlMapping): Operand {
  const value = entryOf(node, 'Value')?.value
  const values = entryOf(node, 'Values')?.value
  if (value !== undefined && values !== undefined)
    return { problem: 'has a Value or Values, not both.', span: node.span }
  switch (test) {
    case 'present':
    case 'value':
    case 'content':
    case 'address': {
      const says = value === undefined ? true : jsonOf(value)
      if (values === undefined && says === true) return { values: [] }
      return { problem: 'takes no value.', span: (value ?? values ?? node).span }
    }
    case 'in': {
      if (values?.type !== 'sequence') return { problem: 'needs Values, a list.', span: (values ?? value ?? node).span }
      const list = values.items.map(jsonOf)
      if (list.every(isScalar)) return { values: list }
      return { problem: 'compares with texts, numbers and booleans.', span: values.span }
    }
    default: {
      if (value === undefined) return { problem: 'needs a Value.', span: (values ?? node).span }
      const one = jsonOf(value)
      if (!isScalar(one)) return { problem: 'compares with a text, a number or a boolean.', span: value.span }
      const isText = typeof one === 'string'
      if ((test === 'text' || test === 'network') && !isText) return { problem: 'needs a text.', span: value.span }
      if (test === 'network' && parseNetwork(String(one)) === undefined) {
        return { problem: 'needs a network, such as 10.0.0.0/8.', span: value.span }
      }
      if (test === 'order' && typeof one === 'boolean')
        return { problem: 'needs a number or a text.', span: value.span }
      return { values: [one] }
    }
  }
}

function isScalar(value: unknown): value is Scalar {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
}

function positiveTest(
  test: KeyTest,
  values: readonly Scalar[],
  subject: Subject,
  node: YamlMapping,
  reading: MatchReading,
): Condition {
  const { path } = subject
  const { span } = node
  const [value = ''] = values
  const text = String(value)
  switch (test.test) {
    case 'equals': {
      const folds = test.ignoreCase && typeof value === 'string'
      if (folds) assumeFold(subject, reading)
      const found = folds ? match(path, [text], { ignoreCase: true, span }) : compare(path, 'eq', value, { span })
      return oneValue(found, subject, reading)
    }
    case 'in':
      return oneValue(isIn(path, values, span), subject, reading)
    case 'text':
      assumeType('stringWhenPresent', subject, reading)
      if (test.ignoreCase) assumeFold(subject, reading)
      return oneValue(match(path, PATTERNS[test.where](text), { ignoreCase: test.ignoreCase, span }), subject, reading)
    case 'order': {
      const domain = typeof value === 'string' ? 'text' : 'number'
      assumeType(domain === 'text' ? 'stringWhenPresent' : 'numberWhenPresent', subject, reading)
      return oneValue(compare(path, test.op, value, { domain, span }), subject, reading)
    }
    case 'network':
      return oneValue(cidr(path, text, span), subject, reading)
    case 'address':
      return oneValue(addressOf(test.kind, path, span), subject, reading)
    case 'has':
      return hasTest(value, subject, node, reading)
    case 'present':
      assumeKeys(subject, reading, true)
      return oneValue(not(shape(path, ['missing']), span), subject, reading, true)
    case 'value':
      assumeKeys(subject, reading, true)
      if (subject.explicit) return oneValue(not(shape(path, ['missing', 'null']), span), subject, reading, true)
      assumeNoEmptyObject(subject, reading)
      return oneValue(exists(path, span), subject, reading)
    case 'content':
      return contentTest(subject, node, reading)
  }
}

const PATTERNS = {
  start: (text: string): Pattern => [text, ANY_MANY],
  end: (text: string): Pattern => [ANY_MANY, text],
  anywhere: (text: string): Pattern => [ANY_MANY, text, ANY_MANY],
} as const

/** Python's `in`: an element of a list, or a part of a text. Panther's own rules use it for both. */
function hasTest(value: Scalar, subject: Subject, { span }: YamlMapping, reading: MatchReading): Condition {
  const { path } = subject
  assume(reading, 'flatLists', [...(reading.list ?? []), ...path], 'a list inside a list is one element', subject.span)
  const element = compare(path, 'eq', value, { span })
  if (typeof value !== 'string') {
    return oneValue(and([element, shape(path, ['array'])], span), subject, reading, true)
  }
  const part = and([shape(path, ['string']), match(path, PATTERNS.anywhere(value), { span })])
  return oneValue(or([element, part], span), subject, reading, true)
}

/** Not null, not "", not [] and not {}. */
function contentTest(subject: Subject, { span }: YamlMapping, reading: MatchReading): Condition {
  const { path } = subject
  const isEmptyText = compare(path, 'eq', '')
  assumeKeys(subject, reading, true)
  if (!subject.explicit) {
    assumeNoEmptyObject(subject, reading)
    return oneValue(and([exists(path), not(isEmptyText)], span), subject, reading)
  }
  const empty = or([
    shape(path, ['missing', 'null', 'emptyArray', 'emptyObject']),
    and([shape(path, ['string']), isEmptyText]),
  ])
  return oneValue(not(empty, span), subject, reading, true)
}

function assumeType(
  kind: 'stringWhenPresent' | 'numberWhenPresent',
  { path, span }: Subject,
  reading: MatchReading,
): void {
  if (reading.explicit || reading.list !== undefined) return
  assume(reading, kind, path, 'Panther does not say what values of other types do', span)
}

function assumeFold({ path, span }: Subject, reading: MatchReading): void {
  const whole = [...(reading.list ?? []), ...path]
  assume(reading, 'asciiCase', whole, 'programs lower-case a few letters differently', span)
}

function assumeNoEmptyObject({ path, span }: Subject, reading: MatchReading): void {
  assume(reading, 'noEmptyObject', path, 'an object that holds nothing is not null', span)
}
