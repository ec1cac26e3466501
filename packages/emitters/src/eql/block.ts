/** A query as pieces that can be broken over lines: made by `to-block`, written by `layout-query`. */
export type Block = Word | Chain | Negation | MemberTest

/** Text that is never broken. */
export interface Word {
  readonly type: 'word'
  readonly text: string
  /** The same test turned round, where that has a text of its own: `a == null`. */
  readonly negation?: string
}

/** Two or more parts; a chain inside another one stands in parentheses. */
export interface Chain {
  readonly type: 'chain'
  readonly operator: 'and' | 'or'
  readonly parts: readonly Block[]
}

export interface Negation {
  readonly type: 'not'
  readonly part: Block
}

/** `field operator value`, or a list of values; of one field and operator they are one test. */
export interface MemberTest {
  readonly type: 'test'
  readonly field: string
  readonly operator: MemberOperator
  /** As they are written. */
  readonly values: readonly string[]
}

export type MemberOperator = '==' | ':' | 'in~' | 'like' | 'regex' | 'regex~' | 'cidrMatch'

export function word(text: string, negation?: string): Word {
  return { type: 'word', text, ...(negation === undefined ? {} : { negation }) }
}

/** One part needs no chain; parts that are chains of the same operator are joined. */
export function chain(operator: 'and' | 'or', parts: readonly Block[]): Block {
  const flat = parts.flatMap((part) => (part.type === 'chain' && part.operator === operator ? part.parts : [part]))
  return flat.length === 1 ? (flat[0] as Block) : { type: 'chain', operator, parts: flat }
}

/** Every event. */
export const EVERYTHING: Block = word('true', 'false')

/** No event. */
export const NOTHING: Block = word('false', 'true')
