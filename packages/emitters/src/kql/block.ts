/** A query as pieces that can be broken over lines: made by `to-blocks`, written by `layout-query`. */
export type Block = Word | Chain | Negation | FieldTest | Braces

/** Text that is never broken. */
export interface Word {
  readonly type: 'word'
  readonly text: string
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

/** One part needs no chain; parts that are chains of the same operator are joined. */
export function chain(operator: 'and' | 'or', parts: readonly Block[]): Block {
  const flat = parts.flatMap((part) => (part.type === 'chain' && part.operator === operator ? part.parts : [part]))
  return flat.length === 1 ? (flat[0] as Block) : { type: 'chain', operator, parts: flat }
}

/** Every event. */
export const EVERYTHING: Block = { type: 'word', text: '*:*' }

/** No event. */
export const NOTHING: Block = { type: 'not', part: EVERYTHING }
