/** What a proof may cost: counted in work, never in time, so that an answer is the same on every machine. */
export interface Budget {
  /** Decisions of the Boolean search and elements looked into, one with many atoms counted as several; 100,000 if absent. */
  readonly searchNodes?: number
  /** States of automata, over all questions, a state with many automata and ways on counted as several; 200,000 if absent. */
  readonly automatonStates?: number
}

/** Counts down, and throws when nothing is left. */
export interface Spending {
  /** `count` is more than 1 where a decision costs as much as several. */
  readonly node: (count?: number) => void
  /** `count` is more than 1 where a state costs as much as several. */
  readonly state: (count?: number) => void
}

export class BudgetSpent extends Error {
  override readonly name = 'BudgetSpent'
}

export function spendingOf({ searchNodes = 100_000, automatonStates = 200_000 }: Budget = {}): Spending {
  let nodes = searchNodes
  let states = automatonStates
  return {
    node: (count = 1) => {
      nodes -= count
      if (nodes < 0) throw new BudgetSpent(`the search went through ${searchNodes} nodes`)
    },
    state: (count = 1) => {
      states -= count
      if (states < 0) throw new BudgetSpent(`the automata have more than ${automatonStates} states`)
    },
  }
}
