import {
  type CidrNode,
  type CompareNode,
  type Condition,
  canonicalText,
  type Domain,
  dotted,
  type Field,
  foldedPairs,
  foldText,
  type InNode,
  isPath,
  literalOf,
  type MatchNode,
  parseAddress,
  type RegexNode,
  type RegexTree,
  type Scalar,
  type Span,
  type TokensNode,
  tidyPattern,
  visit,
} from '@ruleglot/core'
import { globOf } from './glob.js'
import { addressNetwork, canonicalNetwork } from './network-text.js'

/** What a leaf asks of a value, in the terms that Python has. Several leaves of one `Or` may become one test. */
export type LeafTest =
  | { readonly type: 'equal'; readonly values: readonly Scalar[] }
  | {
      readonly type: 'order'
      readonly op: '<' | '<=' | '>' | '>=' | '=='
      readonly value: Scalar
      readonly domain: Domain
    }
  | {
      readonly type: 'text'
      readonly how: TextHow
      readonly texts: readonly string[]
      readonly ignoreCase: boolean
      readonly scalars: boolean
      /** Letter case does not count, and there are no letters: folded or not is the same. */
      readonly caseless?: true
    }
  | { readonly type: 'regex'; readonly tree: RegexTree; readonly ignoreCase: boolean; readonly scalars: boolean }
  | { readonly type: 'network'; readonly networks: readonly string[] }
  | { readonly type: 'exists' }
  /** A bound outside of its domain compares with nothing. */
  | { readonly type: 'never' }
  | { readonly type: 'words'; readonly mode: TokensNode['query']['mode']; readonly texts: readonly string[] }

export type TextHow = 'equal' | 'prefix' | 'suffix' | 'contains' | 'glob' | 'any'

export interface FieldTest {
  readonly field: Field
  readonly test: LeafTest
  readonly span?: Span
}

type TestNode =
  | CompareNode
  | InNode
  | MatchNode
  | RegexNode
  | CidrNode
  | TokensNode
  | Extract<Condition, { kind: 'Exists' }>

/** Dotted names of fields that are read folded; a test without letters is asked of the folded text there. */
export type FoldedFields = ReadonlySet<string>

/** The fields with a test of letters whose case does not count. */
export function foldedFieldsOf(condition: Condition): FoldedFields {
  const found = new Set<string>()
  visit(condition, (node) => {
    const own = fieldTestOf(node)
    if (own?.test.type === 'text' && own.test.ignoreCase && isPath(own.field)) found.add(dotted(own.field))
  })
  return found
}

/** The test of a leaf; undefined for other nodes. */
export function fieldTestOf(node: Condition, folded?: FoldedFields): FieldTest | undefined {
  switch (node.kind) {
    case 'Compare':
    case 'In':
    case 'Match':
    case 'Regex':
    case 'Cidr':
    case 'Exists':
    case 'Tokens': {
      const span = node.span === undefined ? {} : { span: node.span }
      return { field: node.field, test: foldedAlike(testOf(node), node.field, folded), ...span }
    }
    default:
      return undefined
  }
}

function foldedAlike(test: LeafTest, field: Field, folded: FoldedFields | undefined): LeafTest {
  const isAsked = test.type === 'text' && test.caseless === true && isPath(field) && folded?.has(dotted(field)) === true
  return isAsked ? { ...test, ignoreCase: true } : test
}

/** Whether the test holds for the empty text. */
export function acceptsEmptyText(test: LeafTest): boolean {
  if (test.type === 'regex') return acceptsEmpty(test.tree)
  if (test.type !== 'text') return false
  if (test.how === 'glob') return test.texts.some((text) => /^\**$/.test(text))
  return test.how === 'any' || test.texts.includes('')
}

function testOf(node: TestNode): LeafTest {
  switch (node.kind) {
    case 'Compare':
      return compareTest(node)
    case 'In':
      return { type: 'equal', values: [...new Set(node.values)] }
    case 'Match':
      return matchTest(node)
    case 'Regex':
      return { type: 'regex', tree: node.tree, ignoreCase: node.ignoreCase, scalars: node.on === 'scalar' }
    case 'Cidr':
      return { type: 'network', networks: [canonicalNetwork(node.network)] }
    case 'Exists':
      return { type: 'exists' }
    case 'Tokens':
      return { type: 'words', mode: node.query.mode, texts: [wordsOf(node.query)] }
  }
}

function wordsOf(query: TokensNode['query']): string {
  return query.mode === 'pattern' ? globOf(query.pattern) : query.text
}

const ORDER = { lt: '<', le: '<=', gt: '>', ge: '>=' } as const

function compareTest({ op, value, domain }: CompareNode): LeafTest {
  const literal = value as Scalar
  if (domain === undefined) return { type: 'equal', values: [literal] }
  const bound = boundIn(domain, literal)
  if (bound === undefined) return { type: 'never' }
  if (op !== 'eq') return { type: 'order', op: ORDER[op], value: bound, domain }
  if (domain === 'ip') return { type: 'network', networks: [addressNetwork(String(bound))] }
  if (domain === 'numeric') return { type: 'order', op: '==', value: bound, domain }
  return { type: 'equal', values: [bound] }
}

function boundIn(domain: Domain, literal: Scalar): Scalar | undefined {
  if (domain === 'ip') return parseAddress(String(literal)) === undefined ? undefined : literal
  if (domain === 'numeric') {
    if (typeof literal === 'string') return /^-?[0-9]+(\.[0-9]+)?$/.test(literal) ? Number(literal) : undefined
    return typeof literal === 'number' ? literal : undefined
  }
  return typeof literal === (domain === 'text' ? 'string' : 'number') ? literal : undefined
}

function matchTest(node: MatchNode): LeafTest {
  const pattern = tidyPattern(node.pattern)
  const scalars = node.on === 'scalar'
  const literal = literalOf(pattern)
  const ignoreCase = node.ignoreCase && pattern.some((part) => typeof part === 'string' && hasCase(part))
  if (literal !== undefined && !ignoreCase && !(scalars && INFINITE.test(literal))) {
    return { type: 'equal', values: scalars ? [literal, ...scalarsWithText(literal)] : [literal] }
  }
  const folded = ignoreCase ? pattern.map((part) => (typeof part === 'string' ? foldText(part) : part)) : pattern
  const [first, second, third] = folded
  const many = (part: unknown): boolean =>
    typeof part === 'object' && (part as { wildcard: string }).wildcard === 'many'
  const caseless = node.ignoreCase && !ignoreCase ? ({ caseless: true } as const) : {}
  const text = (how: TextHow, value: string): LeafTest => {
    return { type: 'text', how, texts: [value], ignoreCase, scalars, ...caseless }
  }
  if (literal !== undefined) return text('equal', ignoreCase ? foldText(literal) : literal)
  if (folded.length === 1 && many(first)) return text('any', '')
  if (folded.length === 2 && typeof first === 'string' && many(second)) return text('prefix', first)
  if (folded.length === 2 && many(first) && typeof second === 'string') return text('suffix', second)
  if (folded.length === 3 && many(first) && typeof second === 'string' && many(third)) return text('contains', second)
  return text('glob', globOf(folded))
}

/** No literal can name an infinite number. */
const INFINITE = /^-?infinity$/i

/** Whether a text may be equal to another one when case is ignored. */
export function hasCase(text: string): boolean {
  cased ??= new Set([...foldedPairs()].flat())
  for (const character of text) if (cased.has(character.codePointAt(0) as number)) return true
  return false
}

let cased: ReadonlySet<number> | undefined

/** The number or boolean that has this canonical text. */
function scalarsWithText(text: string): readonly Scalar[] {
  if (text === 'true' || text === 'false') return [text === 'true']
  const value = Number(text)
  return text.trim() !== '' && !Number.isNaN(value) && canonicalText(value) === text ? [value] : []
}

/** Assertions are taken to hold: a wrong yes costs a type test that was not needed. */
function acceptsEmpty(tree: RegexTree): boolean {
  switch (tree.type) {
    case 'empty':
    case 'assert':
      return true
    case 'text':
      return tree.text === ''
    case 'set':
      return false
    case 'concat':
      return tree.parts.every(acceptsEmpty)
    case 'alternate':
      return tree.options.some(acceptsEmpty)
    case 'repeat':
      return tree.min === 0 || acceptsEmpty(tree.part)
  }
}
