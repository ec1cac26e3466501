import type { Formula, Place, Scope } from './formula-node.js'

/** Formulas made, shared and simplified: literals beside each other are facts for the rest. */
export interface Store {
  readonly formulas: Map<string, Formula>
  readonly places: Map<string, Place>
  readonly negations: Map<number, Formula>
  /** Conjunctions and disjunctions that have been made, by the ids of their parts. */
  readonly made: Map<string, Formula>
  /** How many simplifications stand inside each other. */
  depth: number
  steps: number
  /** Of all that were simplified, together. */
  parts: number
}

/** Real rules need 700,000 at most; this many take some two seconds. */
export const MOST_PARTS = 1_000_000

export const MOST_STEPS = 300_000

/** From here on formulas are only put together. */
export const MANY_STEPS = 40_000

export function createStore(): Store {
  return { formulas: new Map(), places: new Map(), negations: new Map(), made: new Map(), depth: 0, steps: 0, parts: 0 }
}

export function place(store: Store, scope: Scope, path: readonly string[], exact: boolean): Place {
  const key = JSON.stringify([scope.id, path, exact])
  const known = store.places.get(key)
  if (known !== undefined) return known
  const parent = path.length === 0 ? undefined : place(store, scope, path.slice(0, -1), path.length > 1 && exact)
  const made: Place = { key, scope, path, exact, parent }
  store.places.set(key, made)
  return made
}

export function intern<F extends Formula>(store: Store, key: string, make: (id: number) => F): F {
  const known = store.formulas.get(key)
  if (known !== undefined) return known as F
  const made = make(store.formulas.size + 2)
  store.formulas.set(key, made)
  return made
}
