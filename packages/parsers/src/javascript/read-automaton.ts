import { type CodePointRange, MAX_DEPTH, type RegexAssertion, type RegexTree } from '@ruleglot/core'
import type * as acorn from 'acorn'
import { helperCall, type Reader } from './access.js'
import { scalarLiteral } from './literal.js'

import { Refusal } from './refusal.js'

const ASSERTIONS: ReadonlySet<string> = new Set<RegexAssertion>([
  'start',
  'end',
  'lineStart',
  'lineEnd',
  'wordBoundary',
  'notWordBoundary',
])

/** The regular expression that a constant was made from by `automaton`. */
export function readAutomaton(node: acorn.Expression, reader: Reader): RegexTree {
  const init = node.type === 'Identifier' ? reader.parts.constants.get(node.name) : undefined
  const call = init === undefined ? undefined : helperCall(init, reader)
  const [tree] = call?.args ?? []
  if (call?.name !== 'automaton' || tree === undefined || call.args.length !== 1) {
    throw new Refusal('A constant made by automaton is expected here.', node)
  }
  return treeOf(tree, 1)
}

function treeOf(node: acorn.Expression, depth: number): RegexTree {
  const wrong = (): Refusal => new Refusal('This is no regular expression that ruleglot writes.', node)
  if (depth > MAX_DEPTH) throw wrong()
  if (node.type === 'Literal' && typeof node.value === 'string') {
    return node.value === '' ? { type: 'empty' } : { type: 'text', text: node.value }
  }
  if (node.type !== 'ArrayExpression') throw wrong()
  const [head, ...rest] = node.elements.map((element) => {
    if (element === null || element.type === 'SpreadElement') throw wrong()
    return element
  })
  const kind = head?.type === 'Literal' ? head.value : undefined
  if (kind === 'then') return { type: 'concat', parts: rest.map((part) => treeOf(part, depth + 1)) }
  if (kind === 'or') return { type: 'alternate', options: rest.map((option) => treeOf(option, depth + 1)) }
  if (kind === 'set') return { type: 'set', ranges: rangesOf(rest.map(count), wrong) }
  if (kind === 'repeat') {
    const [part, min, max] = rest
    if (part === undefined || min === undefined || max === undefined || rest.length !== 3) throw wrong()
    const most = max.type === 'Literal' && max.value === null && max.raw === 'null' ? null : count(max)
    return { type: 'repeat', part: treeOf(part, depth + 1), min: count(min), max: most }
  }
  if (typeof kind === 'string' && ASSERTIONS.has(kind) && rest.length === 0) {
    return { type: 'assert', at: kind as RegexAssertion }
  }
  throw wrong()
}

function rangesOf(numbers: readonly number[], wrong: () => Refusal): readonly CodePointRange[] {
  if (numbers.length % 2 !== 0) throw wrong()
  const ranges: CodePointRange[] = []
  for (let i = 0; i < numbers.length; i += 2) ranges.push([numbers[i] as number, numbers[i + 1] as number])
  const sorted = ranges.every(([from, to], i) => from <= to && from > (ranges[i - 1]?.[1] ?? -1))
  if (!sorted) throw wrong()
  return ranges
}

function count(node: acorn.Expression): number {
  const value = scalarLiteral(node)
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw new Refusal('A whole number is expected here.', node)
}
