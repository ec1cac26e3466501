/**
 * How the processor time of an operation grows each time that its input is twice as large: 2 is linear, a little more is
 * sorting and memory, 4 is the square. The input is doubled until a run takes long enough to say something or the input
 * is as large as it may be. Where growth looks too fast all of it is measured again, with the input doubled once more:
 * what noise puts into one doubling is not in the next.
 */
export interface Growth {
  /** Size of the largest input, and what it took in milliseconds. */
  readonly size: number
  readonly took: number
  /** Of the last two doublings. */
  readonly steps: readonly [number, number]
  readonly isAbove: boolean
  /** One doubling that costs far more than its size: another way of working begins there. */
  readonly isJump: boolean
}

export interface Sizes {
  /** Of the smallest and the largest input. */
  readonly from: number
  readonly most: number
}

/** Growth per doubling that n log n and a machine's caches stay under. */
export const BOUND = 2.5
const JUMP = 8
/** Milliseconds below which the clock and the compiler say more than the operation. */
const LEAST = 8
/** A run this long is long enough. */
const ENOUGH = 40
/** A run that is longer is not repeated. */
const MOST = 1500

/** Undefined where the operation refuses the input or even the largest is too quick to say. */
export function growthOf(
  { from, most }: Sizes,
  prepare: (n: number) => (() => unknown) | undefined,
): Growth | undefined {
  let size = from / 2
  const runs: (() => unknown)[] = []
  const costs: number[] = []
  const goOn = (): boolean => {
    const run = prepare(size * 2)
    if (run === undefined) return false
    if (runs.length === 0) run()
    size *= 2
    runs.push(run)
    costs.push(shortest(run, 2))
    return true
  }
  while (size < most && !(costs.length >= 3 && (costs.at(-1) as number) > ENOUGH)) if (!goOn()) break
  if (costs.length < 3 || (costs.at(-1) as number) < LEAST) return undefined
  for (let round = 0; isAbove(stepsOf(costs)) && round < 2 && (costs.at(-1) as number) < MOST; round++) {
    for (let i = costs.length - 3; i < costs.length; i++) {
      costs[i] = Math.min(costs[i] as number, shortest(runs[i] as () => unknown, 3))
    }
    if (isAbove(stepsOf(costs)) && size < most * 2) goOn()
  }
  const steps = stepsOf(costs)
  return { size, took: costs.at(-1) as number, steps, isAbove: isAbove(steps), isJump: Math.max(...steps) > JUMP }
}

const isAbove = ([first, second]: readonly [number, number]): boolean => first > BOUND && second > BOUND

function stepsOf(costs: readonly number[]): readonly [number, number] {
  const [a, b, c] = costs.slice(-3) as [number, number, number]
  return [b / Math.max(a, 0.05), c / Math.max(b, 0.05)]
}

/** What earlier runs left is no cost of this one. */
const emptyNursery = (): void => (globalThis as { gc?: (options: object) => void }).gc?.({ type: 'minor' })

/** Processor time of all threads in milliseconds. */
function shortest(run: () => unknown, rounds: number): number {
  let best = Number.POSITIVE_INFINITY
  for (let round = 0; round < rounds; round++) {
    emptyNursery()
    const start = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / 1000)
    if (best > MOST) break
  }
  return best
}
