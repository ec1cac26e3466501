import { and, type Condition, count, every, not, type Path, shape, some } from '@ruleglot/core'
import { entryOf, type YamlMapping, type YamlNode } from '../../yaml/yaml-node.js'
import { keyProblem } from './key-problem.js'
import { readKeys } from './key-specifier.js'
import { assume, assumeKeys, type MatchReading, oneValue, subjectOf, unread } from './reading.js'

/** A list comprehension: `AnyElement` and its like, the expressions all about the same element. */
export function readElements(
  node: YamlMapping,
  condition: string,
  reading: MatchReading,
  readExpressions: (node: YamlNode, reading: MatchReading) => Condition,
): Condition {
  const expressions = entryOf(node, 'Expressions')?.value
  const test = Object.hasOwn(ELEMENT_TESTS, condition) ? ELEMENT_TESTS[condition] : undefined
  if (reading.missingPasses) {
    return unread(node, reading, 'panther/bad-expression', 'Inline filters have no list comprehensions.', {
      hint: 'Move the test into the detection.',
    })
  }
  if (test === undefined || expressions?.type !== 'sequence' || node.entries.length !== 3) {
    return unread(node, reading, 'panther/bad-expression', 'Expressions stand with a key and one of four conditions.', {
      hint: `Conditions of elements: ${Object.keys(ELEMENT_TESTS).join(', ')}.`,
    })
  }
  const keys = readKeys(node)
  if (!keys.ok) return keyProblem(node, keys, reading)
  const subject = subjectOf(keys.keys, keys.span, reading)
  const { path, span } = subject
  const inner = readExpressions(expressions, { ...reading, list: [...(reading.list ?? []), ...path] })
  const isList = shape(path, ['array', 'emptyArray'])
  if (subject.explicit) {
    assumeKeys(subject, reading, true)
    const positive = oneValue(and([isList, test(path, inner)], node.span), subject, reading, true)
    assume(reading, 'flatLists', [...(reading.list ?? []), ...path], 'a list inside a list is one element', span)
    return condition === 'NoElement' ? not(positive, node.span) : positive
  }
  assumeKeys(subject, reading)
  assume(reading, 'list', path, 'Panther goes through the elements of the list', span)
  const found = test(path, inner)
  if (condition === 'NoElement') return not(found, node.span)
  return condition === 'AllElements' ? and([not(shape(path, ['missing', 'null'])), found], node.span) : found
}

type ElementTest = (path: Path, inner: Condition) => Condition

/** NoElement is the opposite of AnyElement. */
const ELEMENT_TESTS: Readonly<Record<string, ElementTest>> = {
  AnyElement: (path, inner) => some(path, inner),
  AllElements: (path, inner) => every(path, inner),
  NoElement: (path, inner) => some(path, inner),
  OnlyOneElement: (path, inner) => count(path, inner, 'eq', 1),
}
