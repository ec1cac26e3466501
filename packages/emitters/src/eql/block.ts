import type { Chain, Negation } from '../elastic-query/chain.js'

/** A query as pieces that can be broken over lines: made by `to-block`, written by `layout-query`. */
export type Block = Word | Chain<Block> | Negation<Block> | MemberTest

/** Text that is never broken. */
export interface Word {
  readonly type: 'word'
  readonly text: string
  /** The same test turned round, where that has a text of its own: `a == null`. */
  readonly negation?: string
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

/** Every event. */
export const EVERYTHING: Block = word('true', 'false')

/** No event. */
export const NOTHING: Block = word('false', 'true')
