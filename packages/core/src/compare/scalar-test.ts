import { parseAddress, parseNetwork } from '../evaluate/address.js'
import { canonicalText } from '../evaluate/canonical-text.js'
import { readNumeric } from '../evaluate/compare-values.js'
import { parseInstant } from '../evaluate/instant.js'
import { leafTest, type MatcherNode } from '../evaluate/leaf-test.js'
import type { CompareOperator, Scalar } from '../ir/node.js'
import { literalOf, type Pattern } from '../ir/pattern.js'
import { stableText } from '../normalise/structural-order.js'
import type { Automaton } from '../regular/automaton.js'
import { listAutomaton } from '../regular/list-automaton.js'
import { numericOrderAutomaton } from '../regular/numeric-order-automaton.js'
import { patternAutomaton } from '../regular/pattern-automaton.js'
import { regexAutomaton } from '../regular/regex-automaton.js'
import { neighbour } from '../regular/rounding-limits.js'
import { textOrderAutomaton } from '../regular/text-order-automaton.js'

/** What one test says of one scalar, type by type: the strings, the numbers and the booleans that pass. */
export interface ScalarTest {
  /** Two tests with the same key are the same. */
  readonly key: string
  readonly passes: (value: Scalar) => boolean
  readonly strings: 'none' | 'all' | StringLanguage | KeyInterval
  readonly numbers: 'none' | 'all' | NumberSet
  /** The only values that pass, where they are few enough to be listed. */
  readonly values?: readonly Scalar[]
  readonly leaf?: MatcherNode
}

export interface StringLanguage {
  readonly automaton: () => Automaton
}

/** Texts with a key in a domain (an address, an instant), by that key. Both ends belong to it. */
export interface KeyInterval {
  readonly domain: KeyDomain
  readonly from: bigint
  readonly to: bigint
}

export type KeyDomain = 'ipv4' | 'ipv6' | 'instant'

export interface NumberSet {
  /** Both ends belong to an interval. Absent where only the canonical text decides. */
  readonly intervals?: readonly (readonly [number, number])[]
  /** The canonical texts without an exponent of the numbers in the set, perhaps with texts that name no number. */
  readonly texts: () => Automaton
}

/** Passes every value of these types. */
export function typeTest(types: readonly ('string' | 'number' | 'boolean')[]): ScalarTest {
  const has = new Set<string>(types)
  return {
    key: `type ${[...has].sort().join()}`,
    passes: (value) => has.has(typeof value),
    strings: has.has('string') ? 'all' : 'none',
    numbers: has.has('number') ? 'all' : 'none',
    ...(has.size === 1 && has.has('boolean') ? { values: [true, false] } : {}),
  }
}

/** The test of a leaf, its field aside. Bounds relative to the clock have none. */
export function scalarTest(leaf: MatcherNode): ScalarTest {
  const test = leafTest(leaf)
  const passes = (value: Scalar): boolean => test(value, undefined) === true
  const languages = languagesOf(leaf)
  return { key: keyOf(leaf, languages, passes), passes, leaf, ...languages }
}

/** What is written in different ways and means the same is one test: `a` and a list of `a` alone, text that is no number. */
function keyOf(leaf: MatcherNode, { values, numbers }: Languages, passes: (value: Scalar) => boolean): string {
  if (leaf.kind !== 'Match' && values !== undefined)
    return `one of ${stableText([...new Set(values)].map(named).sort())}`
  const { field: _field, span: _span, ...rest } = leaf
  if (leaf.kind === 'Regex') return stableText({ ...rest, source: undefined })
  if (leaf.kind !== 'Match') return stableText(rest)
  const text = literalOf(leaf.pattern)
  const stringsOnly = leaf.on === 'string' || (numbers === 'none' && !passes(true) && !passes(false))
  if (stringsOnly && text !== undefined && !leaf.ignoreCase) return `one of ${stableText([named(text)])}`
  return stableText(stringsOnly ? { ...rest, on: 'string' } : rest)
}

function named(value: Scalar): string {
  return `${typeof value} ${value}`
}

type Languages = Pick<ScalarTest, 'strings' | 'numbers' | 'values'>
const NOTHING: Languages = { strings: 'none', numbers: 'none', values: [] }

function languagesOf(leaf: MatcherNode): Languages {
  switch (leaf.kind) {
    case 'In':
      return listed(leaf.values)
    case 'Compare':
      if (typeof leaf.value === 'object') return NOTHING
      return leaf.domain === undefined ? listed([leaf.value]) : DOMAINS[leaf.domain](leaf.op, leaf.value)
    case 'Cidr': {
      const network = parseNetwork(leaf.network)
      if (network === undefined) return NOTHING
      const last = network.bits + (1n << BigInt((network.family === 4 ? 32 : 128) - network.prefix)) - 1n
      return keyed(network.family === 4 ? 'ipv4' : 'ipv6', network.bits, last)
    }
    case 'Match': {
      const automaton = (): Automaton => patternAutomaton(leaf.pattern, leaf.ignoreCase)
      return textual(leaf.on === 'scalar' && mayBeNumber(leaf.pattern) ? 'scalar' : 'string', automaton)
    }
    case 'Regex':
      return textual(leaf.on, () => regexAutomaton(leaf.tree, leaf.ignoreCase))
  }
}

/** Numbers are written with these characters only, so that most patterns fit none of them: known without an automaton. */
function mayBeNumber(pattern: Pattern): boolean {
  return pattern.every((part) => typeof part !== 'string' || !/[^-+.0-9eE]/.test(part))
}

function textual(on: 'string' | 'scalar', make: () => Automaton): Languages {
  const automaton = once(make)
  return { strings: { automaton }, numbers: on === 'scalar' ? { texts: automaton } : 'none' }
}

function listed(values: readonly Scalar[]): Languages {
  const texts = values.filter((value): value is string => typeof value === 'string')
  const numbers = values.filter((value): value is number => typeof value === 'number').map((value) => value + 0)
  return {
    values: values.map((value) => (typeof value === 'number' ? value + 0 : value)),
    strings: texts.length === 0 ? 'none' : { automaton: once(() => listAutomaton(texts)) },
    numbers:
      numbers.length === 0
        ? 'none'
        : {
            intervals: numbers.map((value) => [value, value] as const),
            texts: once(() => listAutomaton(numbers.map(canonicalText))),
          },
  }
}

const DOMAINS: {
  readonly [D in 'number' | 'text' | 'numeric' | 'instant' | 'ip']: (op: CompareOperator, bound: Scalar) => Languages
} = {
  number: (op, bound) => (typeof bound === 'number' ? { strings: 'none', numbers: numbersIn(op, bound) } : NOTHING),
  text: (op, bound) =>
    typeof bound === 'string'
      ? { strings: { automaton: once(() => textOrderAutomaton(op, bound)) }, numbers: 'none' }
      : NOTHING,
  numeric: (op, bound) => {
    const value = readNumeric(bound)
    if (value === undefined) return NOTHING
    const numbers = numbersIn(op, value)
    return { strings: { automaton: numbers.texts }, numbers }
  },
  instant: (op, bound) => {
    if (typeof bound !== 'number' || Number.isNaN(bound)) return NOTHING
    const [from, to] = doublesIn(op, bound)
    return keyed('instant', wholeAtLeast(from), wholeAtMost(to))
  },
  ip: (op, bound) => {
    const address = typeof bound === 'string' ? parseAddress(bound) : undefined
    if (address === undefined) return NOTHING
    const last = (1n << BigInt(address.family === 4 ? 32 : 128)) - 1n
    const { bits } = address
    const from = op === 'lt' || op === 'le' ? 0n : op === 'gt' ? bits + 1n : bits
    const to = op === 'gt' || op === 'ge' ? last : op === 'lt' ? bits - 1n : bits
    return keyed(address.family === 4 ? 'ipv4' : 'ipv6', from, to)
  },
}

function keyed(domain: KeyDomain, from: bigint, to: bigint): Languages {
  return from > to ? NOTHING : { strings: { domain, from, to }, numbers: 'none' }
}

/** No instant that text can name lies outside. */
const FURTHEST = 1e15

function wholeAtLeast(value: number): bigint {
  return BigInt(Math.ceil(Math.min(FURTHEST, Math.max(-FURTHEST, value))))
}

function wholeAtMost(value: number): bigint {
  return BigInt(Math.floor(Math.min(FURTHEST, Math.max(-FURTHEST, value))))
}

function numbersIn(op: CompareOperator, bound: number): NumberSet {
  const value = bound + 0
  return { intervals: [doublesIn(op, value)], texts: once(() => numericOrderAutomaton(op, value)) }
}

function doublesIn(op: CompareOperator, bound: number): readonly [number, number] {
  switch (op) {
    case 'eq':
      return [bound, bound]
    case 'ge':
      return [bound, Number.POSITIVE_INFINITY]
    case 'le':
      return [Number.NEGATIVE_INFINITY, bound]
    case 'gt':
      return [bound === Number.POSITIVE_INFINITY ? Number.NaN : neighbour(bound, 1), Number.POSITIVE_INFINITY]
    case 'lt':
      return [Number.NEGATIVE_INFINITY, bound === Number.NEGATIVE_INFINITY ? Number.NaN : neighbour(bound, -1)]
  }
}

/** The place of a text in its domain: no text is in two. */
export function keyOfText(text: string): { readonly domain: KeyDomain; readonly key: bigint } | undefined {
  const address = parseAddress(text)
  if (address !== undefined) return { domain: address.family === 4 ? 'ipv4' : 'ipv6', key: address.bits }
  const instant = parseInstant(text)
  return instant === undefined ? undefined : { domain: 'instant', key: BigInt(instant) }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}
