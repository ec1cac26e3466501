import { and, type Condition, FALSE, not, or, type Span, TRUE } from '@ruleglot/core'
import { entryOf, type YamlMapping, type YamlNode } from '../../yaml/yaml-node.js'
import { readElements } from './elements.js'
import { readKeyPair } from './key-pair.js'
import { KEY_NAMES } from './key-specifier.js'
import { readKeyTest } from './key-test.js'
import { type MatchReading, unread } from './reading.js'

/** A list of match expressions: all of them hold. */
export function readExpressions(node: YamlNode, reading: MatchReading): Condition {
  if (node.type !== 'sequence') {
    return unread(node, reading, 'panther/bad-expression', 'Match expressions are a list.', {
      hint: 'Begin each expression with a hyphen.',
    })
  }
  return joined('All', node.items, node.span, reading)
}

/** One match expression. */
export function readExpression(node: YamlNode, reading: MatchReading): Condition {
  if (node.type !== 'mapping') {
    return unread(node, reading, 'panther/bad-expression', 'A match expression is a mapping.', { hint: SHAPES })
  }
  const combinator = COMBINATORS.find((name) => entryOf(node, name) !== undefined)
  if (combinator !== undefined) return readCombinator(combinator, node, reading)
  const strange = node.entries.find(({ key }) => !KNOWN_KEYS.has(key.text))
  if (strange !== undefined) {
    return unread(node, reading, 'panther/bad-expression', `${strange.key.text} is no key of a match expression.`, {
      span: strange.key.span,
      hint: SHAPES,
    })
  }
  const condition = entryOf(node, 'Condition')?.value
  if (condition?.type !== 'scalar') {
    return unread(node, reading, 'panther/bad-expression', 'A match expression names its Condition.', { hint: SHAPES })
  }
  if (entryOf(node, 'Expressions') !== undefined) return readElements(node, condition.text, reading, readExpressions)
  if (KEY_NAMES.some((name) => entryOf(node, name) !== undefined)) return readKeyTest(node, condition, reading)
  if (entryOf(node, 'Values') !== undefined) return readKeyPair(node, condition, reading)
  if (condition.text === 'AlwaysTrue') return TRUE
  if (condition.text === 'AlwaysFalse') return FALSE
  return unread(node, reading, 'panther/bad-expression', `${condition.text} needs a key.`, { hint: SHAPES })
}

const SHAPES = 'Write a key and its Condition with Value or Values, or All, Any, OnlyOne or None with a list.'

const KNOWN_KEYS: ReadonlySet<string> = new Set([...KEY_NAMES, 'Condition', 'Value', 'Values', 'Expressions'])

const COMBINATORS = ['All', 'Any', 'OnlyOne', 'None'] as const
type Combinator = (typeof COMBINATORS)[number]

function readCombinator(name: Combinator, node: YamlMapping, reading: MatchReading): Condition {
  const list = entryOf(node, name)?.value
  if (node.entries.length > 1 || list?.type !== 'sequence') {
    return unread(node, reading, 'panther/bad-expression', `${name} stands alone and holds a list of expressions.`, {
      hint: SHAPES,
    })
  }
  if (reading.missingPasses && (name === 'OnlyOne' || name === 'None')) {
    return unread(node, reading, 'panther/bad-expression', `Inline filters have no ${name}.`, {
      hint: 'Use All and Any with inverse conditions such as DoesNotEqual.',
    })
  }
  if (name === 'OnlyOne' && list.items.length > MOST_ALTERNATIVES) {
    const reason = `OnlyOne of more than ${MOST_ALTERNATIVES} expressions is not read.`
    return unread(node, reading, 'panther/unread-expression', reason, { hint: 'Split the rule.' })
  }
  return joined(name, list.items, node.span, reading)
}

function joined(name: Combinator, items: readonly YamlNode[], span: Span, reading: MatchReading): Condition {
  const before = reading.budget.nodes
  const parts = items.map((item) => readExpression(item, reading))
  reading.budget.nodes += parts.length
  switch (name) {
    case 'All':
      return and(parts, span)
    case 'Any':
      return or(parts, span)
    case 'None':
      // "Not and" in one of Panther's documents, "none" by its name: none of them holds.
      return not(or(parts, span), span)
    case 'OnlyOne':
      // Each part is written once for every other part.
      reading.budget.nodes += (reading.budget.nodes - before) * parts.length
      return onlyOne(parts, span)
  }
}

function onlyOne(parts: readonly Condition[], span: Span): Condition {
  if (parts.length === 1) return parts[0] as Condition
  return or(
    parts.map((part, i) => and([part, ...parts.filter((_, j) => j !== i).map((other) => not(other))])),
    span,
  )
}

const MOST_ALTERNATIVES = 20
