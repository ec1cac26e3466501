import { and, type Condition, MAX_DEPTH, not, or, type Span } from '@ruleglot/core'
import type { YamlMapping, YamlNode, YamlScalar } from '../yaml/yaml-node.js'
import { entryOf } from '../yaml/yaml-node.js'
import type { ConditionTree } from './condition-tree.js'
import { lowerSelection } from './detection.js'
import { readCondition } from './read-condition.js'
import { type Reading, report, sizeOf, spendTests } from './reading.js'
import { namesOfSelector } from './selector-names.js'

/**
 * The `detection` section as one condition; a filter's section has keys beside it that are `noIdentifiers`. Undefined
 * after problems, which are reported.
 */
export function lowerDetection(
  node: YamlMapping,
  reading: Reading,
  noIdentifiers: readonly string[] = [],
): Condition | undefined {
  const condition = entryOf(node, 'condition')
  if (condition === undefined) {
    return report(reading, 'sigma/missing-key', node.span, 'The detection has no condition.', {
      hint: 'Add "condition: selection".',
    })
  }
  const selections = new Map<string, Condition | undefined>()
  for (const { key, value } of node.entries) {
    if (key.text === 'condition' || noIdentifiers.includes(key.text)) continue
    if (key.text === 'timeframe') {
      report(
        reading,
        'sigma/aggregation',
        key.span,
        '"timeframe" belongs to aggregations, which Sigma 2 has removed.',
        {
          hint: 'Write a correlation document with a timespan.',
        },
      )
      continue
    }
    selections.set(key.text, lowerSelection(key.text, value, reading))
  }
  if (selections.size === 0) {
    return report(reading, 'sigma/no-detection', node.span, 'The detection has no search identifier.')
  }
  const texts = condition.value.type === 'sequence' ? condition.value.items : [condition.value]
  if (texts.length === 0)
    return report(reading, 'sigma/condition-syntax', condition.value.span, 'The condition is empty.')
  const sizes = new Map(
    [...selections].map(([name, selection]) => [name, selection === undefined ? 1 : sizeOf(selection)]),
  )
  const conditions = texts.map((text) => lowerConditionText(text, { selections, sizes }, reading))
  if (conditions.includes(undefined)) return undefined
  return conditions.length === 1 ? conditions[0] : or(conditions as Condition[], condition.value.span)
}

interface Identifiers {
  readonly selections: ReadonlyMap<string, Condition | undefined>
  /** How many nodes each stands for. */
  readonly sizes: ReadonlyMap<string, number>
}

function lowerConditionText(node: YamlNode, identifiers: Identifiers, reading: Reading): Condition | undefined {
  if (node.type !== 'scalar') return report(reading, 'sigma/condition-syntax', node.span, 'A condition must be a text.')
  const place = placeIn(node, reading)
  const read = readCondition(node.text)
  if (!read.ok) {
    const { code, message, hint, start, end } = read.problem
    return report(reading, code, place(start, end), message, hint === undefined ? {} : { hint })
  }
  const depth = depthOfTree(read.tree)
  if (depth > MAX_DEPTH) {
    return report(reading, 'limit/nesting', node.span, `The condition is nested deeper than ${MAX_DEPTH} levels.`)
  }
  return lowerTree(read.tree, { ...identifiers, reading, place })
}

/** Offsets of the text as offsets of the source, where the scalar stands as it is; else the whole scalar. */
function placeIn({ text, span }: YamlScalar, reading: Reading): (start: number, end: number) => Span {
  const shift = reading.text.slice(span.start, span.end).indexOf(text)
  if (shift === -1) return () => span
  return (start, end) => ({ ...span, start: span.start + shift + start, end: span.start + shift + end })
}

interface Lowering extends Identifiers {
  readonly reading: Reading
  readonly place: (start: number, end: number) => Span
}

function lowerTree(tree: ConditionTree, lowering: Lowering): Condition | undefined {
  const span = lowering.place(tree.start, tree.end)
  switch (tree.type) {
    case 'name':
      return lowerName(tree.name, span, lowering)
    case 'selector':
      return lowerSelector(tree, span, lowering)
    case 'not': {
      const part = lowerTree(tree.part, lowering)
      return part === undefined ? undefined : not(part, span)
    }
    case 'and':
    case 'or': {
      const parts = tree.parts.map((part) => lowerTree(part, lowering))
      if (parts.includes(undefined)) return undefined
      return (tree.type === 'and' ? and : or)(parts as Condition[], span)
    }
  }
}

function lowerName(name: string, span: Span, { selections, sizes, reading }: Lowering): Condition | undefined {
  if (selections.has(name)) {
    return spendTests(reading, sizes.get(name) ?? 1, 1, span) ? selections.get(name) : undefined
  }
  const operator = /^(?:AND|OR|NOT)$/.test(name)
  const known = [...selections.keys()].join(', ')
  const hint = operator ? `Operators are lower case: "${name.toLowerCase()}".` : `There are: ${known}.`
  return report(reading, 'sigma/unknown-identifier', span, `There is no search identifier "${name}".`, { hint })
}

function lowerSelector(
  tree: ConditionTree & { type: 'selector' },
  span: Span,
  { selections, sizes, reading }: Lowering,
): Condition | undefined {
  const { pattern, quantifier } = tree
  if (!spendTests(reading, 0, selections.size, span)) return undefined
  if (quantifier === 'any') {
    const words = { hint: 'Write "1 of".', effect: 'none' } as const
    report(reading, 'sigma/dialect', span, '"any of" is of other tools; the specification does not have it.', words)
  }
  const names = namesOfSelector(pattern, [...selections.keys()])
  if (names.length === 0) {
    return report(reading, 'sigma/unknown-identifier', span, `No search identifier fits "${pattern ?? 'them'}".`, {
      hint: `There are: ${[...selections.keys()].join(', ')}.`,
    })
  }
  const tests = names.reduce((sum, name) => sum + (sizes.get(name) ?? 1), 0)
  if (!spendTests(reading, tests, 0, span)) return undefined
  const parts = names.map((name) => selections.get(name))
  if (parts.includes(undefined)) return undefined
  if (parts.length === 1) return parts[0]
  return (quantifier === 'all' ? and : or)(parts as Condition[], span)
}

function depthOfTree(tree: ConditionTree): number {
  let deepest = 0
  const stack: [ConditionTree, number][] = [[tree, 1]]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const [node, depth] = next
    deepest = Math.max(deepest, depth)
    if (node.type === 'not') stack.push([node.part, depth + 1])
    else if (node.type === 'and' || node.type === 'or') for (const part of node.parts) stack.push([part, depth + 1])
  }
  return deepest
}
