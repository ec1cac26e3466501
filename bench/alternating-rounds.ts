import { cpuUsage } from 'node:process'

/**
 * Milliseconds of one run of each candidate: the median over rounds in which they take turns. Processor time, which
 * other programs on the machine change less than the clock.
 */
export function alternatingRounds<K extends string>(
  candidates: Readonly<Record<K, () => void>>,
  rounds = 15,
): Readonly<Record<K, number>> {
  const names = Object.keys(candidates) as K[]
  const repeats = Object.fromEntries(names.map((name) => [name, repeatsFor(candidates[name])])) as Record<K, number>
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>
  for (let round = -3; round < rounds; round++) {
    for (const name of round % 2 === 0 ? names : [...names].reverse()) {
      const time = timeOf(candidates[name], repeats[name])
      if (round >= 0) times[name].push(time)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<K, number>
}

/**
 * How many times longer the second takes than the first: the median over many short pairs of runs, one right after the
 * other, so that what else the machine does is the same for both.
 */
export function pairedRatio(first: () => void, second: () => void, pairs = 151): number {
  const [ofFirst, ofSecond] = [first, second].map((run) => Math.max(1, Math.ceil(repeatsFor(run) / 8))) as [
    number,
    number,
  ]
  const ratios: number[] = []
  for (let pair = -10; pair < pairs; pair++) {
    const isTurned = pair % 2 !== 0
    const early = isTurned ? timeOf(second, ofSecond) : timeOf(first, ofFirst)
    const late = isTurned ? timeOf(first, ofFirst) : timeOf(second, ofSecond)
    if (pair >= 0) ratios.push(isTurned ? early / late : late / early)
  }
  return median(ratios)
}

const LEAST_MS = 40

/** How often to run so that the clock is no matter. */
function repeatsFor(run: () => void): number {
  let repeats = 1
  for (let time = timeOf(run, 1); time * repeats < LEAST_MS && repeats < 1e6; time = timeOf(run, repeats)) {
    repeats = Math.ceil(repeats * Math.min(10, Math.max(1.5, LEAST_MS / Math.max(time * repeats, 0.01))))
  }
  return repeats
}

function timeOf(run: () => void, repeats: number): number {
  const start = cpuUsage()
  for (let i = 0; i < repeats; i++) run()
  const { user, system } = cpuUsage(start)
  return (user + system) / 1000 / repeats
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? Number.NaN
}
