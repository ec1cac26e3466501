import type { Span } from '../source/span.js'
import type {
  AndNode,
  CidrNode,
  CompareNode,
  CompareOperator,
  Condition,
  CountNode,
  Domain,
  EveryNode,
  ExistsNode,
  FalseNode,
  Field,
  InNode,
  MatchNode,
  NotNode,
  OpaqueNode,
  OrNode,
  ReadAs,
  RegexNode,
  RelativeInstant,
  Scalar,
  SearchNode,
  ShapeKind,
  ShapeNode,
  SomeNode,
  TokensNode,
  TrueNode,
} from './node.js'
import type { Path } from './path.js'
import { type Pattern, tidyPattern } from './pattern.js'
import type { RegexTree } from './regex.js'

/** Builders: one per kind, plain objects, no simplification beyond what keeps a node well formed. */

type Spanned = { readonly span?: Span }
const at = (span: Span | undefined): Spanned => (span === undefined ? {} : { span })

export const TRUE: TrueNode = { kind: 'True' }
export const FALSE: FalseNode = { kind: 'False' }

export function and(children: readonly Condition[], span?: Span): AndNode {
  return { kind: 'And', children, ...at(span) }
}

export function or(children: readonly Condition[], span?: Span): OrNode {
  return { kind: 'Or', children, ...at(span) }
}

export function not(child: Condition, span?: Span): NotNode {
  return { kind: 'Not', child, ...at(span) }
}

export function compare(
  field: Field,
  op: CompareOperator,
  value: Scalar | RelativeInstant,
  options: { readonly domain?: Domain; readonly span?: Span } = {},
): CompareNode {
  return {
    kind: 'Compare',
    field,
    op,
    value,
    ...(options.domain === undefined ? {} : { domain: options.domain }),
    ...at(options.span),
  }
}

export function isIn(field: Field, values: readonly Scalar[], span?: Span): InNode {
  return { kind: 'In', field, values, ...at(span) }
}

export function match(
  field: Field,
  pattern: Pattern,
  options: { readonly ignoreCase?: boolean; readonly on?: ReadAs; readonly span?: Span } = {},
): MatchNode {
  return {
    kind: 'Match',
    field,
    pattern: tidyPattern(pattern),
    ignoreCase: options.ignoreCase ?? false,
    on: options.on ?? 'string',
    ...at(options.span),
  }
}

export function regex(
  field: Field,
  tree: RegexTree,
  options: {
    readonly ignoreCase?: boolean
    readonly on?: ReadAs
    readonly source?: { readonly dialect: string; readonly text: string }
    readonly span?: Span
  } = {},
): RegexNode {
  return {
    kind: 'Regex',
    field,
    tree,
    ignoreCase: options.ignoreCase ?? false,
    on: options.on ?? 'string',
    ...(options.source === undefined ? {} : { source: options.source }),
    ...at(options.span),
  }
}

export function cidr(field: Field, network: string, span?: Span): CidrNode {
  return { kind: 'Cidr', field, network, ...at(span) }
}

export function shape(field: Path, kinds: readonly ShapeKind[], span?: Span): ShapeNode {
  return { kind: 'Shape', field, kinds, ...at(span) }
}

export function exists(field: Field, span?: Span): ExistsNode {
  return { kind: 'Exists', field, ...at(span) }
}

/** The path has a node, be it null or empty. */
export function present(field: Path, span?: Span): NotNode {
  return not(shape(field, ['missing']), span)
}

export function tokens(field: Field, query: TokensNode['query'], span?: Span): TokensNode {
  return { kind: 'Tokens', field, analyzer: 'standard', query, ...at(span) }
}

export function search(condition: Condition, scope: Path = [], span?: Span): SearchNode {
  return { kind: 'Search', scope, condition, ...at(span) }
}

export function some(path: Path, condition: Condition, span?: Span): SomeNode {
  return { kind: 'Some', path, condition, ...at(span) }
}

export function every(path: Path, condition: Condition, span?: Span): EveryNode {
  return { kind: 'Every', path, condition, ...at(span) }
}

export function count(path: Path, condition: Condition, op: CompareOperator, n: number, span?: Span): CountNode {
  return { kind: 'Count', path, condition, op, count: n, ...at(span) }
}

export function opaque(language: string, text: string, reads: readonly Path[] = [], span?: Span): OpaqueNode {
  return { kind: 'Opaque', language, text, reads, ...at(span) }
}
