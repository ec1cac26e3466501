import type { LiftedCase, Robustness } from './robustness.js'

/** A few lines: how many events, what excused differences, how many assumptions a rule names. */
export function robustnessReport(found: Robustness, cases: readonly LiftedCase[]): string {
  const { rules, events, agreed, excused, byKind, wrong, unloaded } = found
  const share = (n: number): string => `${((100 * n) / Math.max(1, events)).toFixed(2)} %`
  const kinds = [...byKind].sort(([, a], [, b]) => b - a).map(([kind, n]) => `${kind} ${share(n)}`)
  const fields = cases.map(({ assumptions }) => assumptions.length)
  const names = cases.map(({ assumptions }) => new Set(assumptions.map(({ kind }) => kind)).size)
  return [
    `${rules} rules, ${events} events: ${agreed} alike, ${excused} excused (${share(excused)}), ${wrong.length} wrong`,
    `excused by kind: ${kinds.length === 0 ? 'none' : kinds.join(', ')}`,
    `assumptions of a rule: median ${median(names)} kinds, ${median(fields)} with their fields`,
    ...(unloaded.length === 0 ? [] : [`not loaded by Python: ${unloaded.length} (${unloaded[0]})`]),
    ...(wrong.length === 0 ? [] : [`wrong rules: ${[...new Set(wrong.map(({ rule }) => rule))].join(', ')}`]),
  ].join('\n')
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
