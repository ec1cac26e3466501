import type { Chain, Negation } from '../elastic-query/chain.js'

/** A query as pieces that can be broken over lines: made by `to-block`, written by `layout-query`. */
export type Block = Word | Chain<Block> | Negation<Block> | FieldTest | Braces

/** Text that is never broken. */
export interface Word {
  readonly type: 'word'
  readonly text: string
}

/** `field:value`, or `field:(a or b)` when the value is not a single word. */
export interface FieldTest {
  readonly type: 'test'
  readonly field: string
  readonly value: Block
}

/** `field:{ query }`. */
export interface Braces {
  readonly type: 'braces'
  readonly field: string
  readonly part: Block
}

export function word(text: string): Word {
  return { type: 'word', text }
}

/** Every event. */
export const EVERYTHING: Block = { type: 'word', text: '*:*' }

/** No event. */
export const NOTHING: Block = { type: 'not', part: EVERYTHING }
