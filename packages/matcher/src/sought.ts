import { foldFast } from './fold-fast.js'
import type { Hint } from './necessary-clauses.js'
import type { FoldedText } from './text-bytes.js'
import type { Literal } from './window-table.js'

/** What a field is searched for. */
export interface Sought extends Literal {
  readonly what: Exclude<Hint['what'], 'present'>
  readonly rules: Set<number>
  /** The same, as a list. */
  asks: readonly number[]
  /** The number of the event in which it was found last. */
  seen: number
}

/** What is known of one value. */
export interface ValueFacts extends FoldedText {
  /** What was found in it: the first `count` of these. */
  found: Sought[]
  count: number
  /** For values that are remembered: what parts of rules said that read no other field, by their number. */
  decided: Map<number, boolean> | undefined
  readonly kept: boolean
  /** Likewise: the rules hinted at that this value alone does not rule out, once they were worked out. */
  asks: readonly number[] | undefined
  /** There are none. */
  isSilent: boolean
}

export function newFacts(text: string, kept: boolean): ValueFacts {
  // What is read of most values comes first: it lies side by side.
  return {
    text,
    isSilent: false,
    kept,
    asks: undefined,
    folded: undefined,
    found: [],
    count: 0,
    decided: undefined,
  }
}

/** The folded text of a value of a slot. */
export function foldedText(facts: FoldedText): string {
  facts.folded ??= foldFast(facts.text)
  return facts.folded
}
