import type { TheoryAnswer } from './boolean-search.js'
import type { Model } from './event-model.js'
import type { Formula } from './formula.js'

/** Something asked of one element; of those with the same `count` each asks for an element of its own. */
export interface Unit<D> {
  readonly demand: D
  readonly count?: number
}

export interface Sharing<D> {
  readonly units: readonly Unit<D>[]
  /** How much all elements together may add to each limited number. */
  readonly limits: readonly number[]
  /** An element that meets the demands and adds at most so much to each. */
  readonly element: (demands: readonly D[], adds: readonly number[]) => TheoryAnswer<Model>
}

/**
 * Elements that meet all demands within the limits, by trying every way to deal the demands out and every way to keep
 * within the limits. Undefined where there are too many ways; without a model and without a doubt there is none.
 */
export function shareOut<D>({ units, limits, element }: Sharing<D>): TheoryAnswer<readonly Model[]> | undefined {
  const adding = limits.reduce((ways, limit) => ways * (limit + 1), 1)
  if (units.length > MOST_UNITS || adding > MOST_WAYS) return undefined
  const core = new Set<Formula>()
  let doubt: string | undefined
  for (const groups of deals(units)) {
    const models = within(groups, limits)
    if (models !== undefined) return { model: models }
  }
  return { model: undefined, core, ...(doubt === undefined ? {} : { doubt }) }

  function within(groups: readonly (readonly D[])[], left: readonly number[]): readonly Model[] | undefined {
    const [first, ...rest] = groups
    if (first === undefined) return []
    for (const adds of vectors(left)) {
      const answer = element(first, adds)
      if (answer.model === undefined) {
        doubt ??= answer.doubt
        continue
      }
      const others = within(
        rest,
        left.map((limit, i) => limit - (adds[i] as number)),
      )
      if (others !== undefined) return [answer.model, ...others]
    }
    return undefined
  }
}

const MOST_UNITS = 6
const MOST_WAYS = 64

/** All vectors up to the limits, the smallest first. */
function vectors(limits: readonly number[]): readonly (readonly number[])[] {
  let all: (readonly number[])[] = [[]]
  for (const limit of limits) {
    all = all.flatMap((vector) => Array.from({ length: limit + 1 }, (_, i) => [...vector, i]))
  }
  const sum = (vector: readonly number[]): number => vector.reduce((a, b) => a + b, 0)
  return all.sort((a, b) => sum(a) - sum(b))
}

/** All ways to put the units into groups, no two of one count into the same. */
function* deals<D>(
  units: readonly Unit<D>[],
  groups: readonly (readonly Unit<D>[])[] = [],
): Generator<readonly (readonly D[])[]> {
  const [unit, ...rest] = units
  if (unit === undefined) {
    yield groups.map((group) => group.map(({ demand }) => demand))
    return
  }
  for (const [i, group] of groups.entries()) {
    if (unit.count !== undefined && group.some(({ count }) => count === unit.count)) continue
    yield* deals(
      rest,
      groups.map((other, j) => (i === j ? [...other, unit] : other)),
    )
  }
  yield* deals(rest, [...groups, [unit]])
}
