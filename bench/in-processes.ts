import { spawnSync } from 'node:child_process'

/**
 * What a part of a bench says in so many processes of its own, one after the other. What the engine learned in one slows
 * the next, and one lies in memory luckier than another: by a sixth in what the matcher takes.
 */
export function inProcesses<T>(bench: string, part: number, turns: number): readonly T[] {
  return Array.from({ length: turns }, (_, turn) => {
    const env = { ...process.env, RULEGLOT_BENCH_PART: String(part), RULEGLOT_BENCH_TURN: String(turn) }
    const args = [...process.execArgv, process.argv[1] as string, bench]
    const { status, stdout } = spawnSync(process.execPath, args, {
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    if (status !== 0) throw new Error(`the bench ended with ${status}`)
    return JSON.parse(stdout.slice(stdout.lastIndexOf('\n', stdout.length - 2) + 1)) as T
  })
}

export interface Spread {
  readonly median: number
  readonly least: number
  readonly most: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (i: number): number => sorted[i] ?? Number.NaN
  return { median: at(sorted.length >> 1), least: at(0), most: at(sorted.length - 1) }
}
