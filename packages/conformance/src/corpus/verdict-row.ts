import type { Diagnostic, Translation } from '@ruleglot/core'

/** What became of rules, by verdict. */
export interface VerdictCounts {
  /** By open assumptions: none, one, more. */
  readonly exact: readonly [number, number, number]
  /** Of the three below: those that differ in letter case alone. */
  readonly letterCase: number
  readonly wider: number
  readonly narrower: number
  readonly different: number
  readonly unproven: number
  /** By the code of the first error, or a reason in words. */
  readonly refused: Readonly<Record<string, number>>
  /** Events on which source and output were run. */
  readonly events: number
}

/** The same, while it is counted. */
export type Counting<T extends VerdictCounts> = { -readonly [K in keyof T]: T[K] } & { refused: Record<string, number> }

export function noVerdicts(): Counting<VerdictCounts> {
  return { exact: [0, 0, 0], letterCase: 0, wider: 0, narrower: 0, different: 0, unproven: 0, refused: {}, events: 0 }
}

export function countVerdict(row: Counting<VerdictCounts>, { verdict, cause, assumptions }: Translation): void {
  if (verdict !== 'exact') {
    row[verdict]++
    if (cause === 'letter case') row.letterCase++
    return
  }
  const [none, one, more] = row.exact
  const open = new Set(assumptions.map(({ kind, path }) => `${kind} ${JSON.stringify(path)}`)).size
  row.exact = open === 0 ? [none + 1, one, more] : open === 1 ? [none, one + 1, more] : [none, one, more + 1]
}

export function countRefused({ refused }: Counting<VerdictCounts>, why: string): void {
  refused[why] = (refused[why] ?? 0) + 1
}

export function firstError(diagnostics: readonly Diagnostic[]): Diagnostic | undefined {
  return diagnostics.find(({ severity }) => severity === 'error')
}

export const rulesOf = (row: VerdictCounts): number => exactOf(row) + otherVerdicts(row) + refusedOf(row)

const exactOf = ({ exact: [none, one, more] }: VerdictCounts): number => none + one + more

const otherVerdicts = (row: VerdictCounts): number => row.wider + row.narrower + row.different + row.unproven

export const refusedOf = ({ refused }: VerdictCounts): number => Object.values(refused).reduce((sum, n) => sum + n, 0)

/** The cells of a table: `exact 0 / 1 / 2+ | wider | narrower | different | unproven`. */
export const verdictCells = (row: VerdictCounts): string =>
  [row.exact.join(' / '), row.wider, row.narrower, row.different, row.unproven].join(' | ')

export const VERDICT_COLUMNS = 'exact 0 / 1 / 2+ | wider | narrower | different | unproven'

/** Sums over rows. */
export function totals(rows: readonly VerdictCounts[]): {
  readonly rules: number
  /** Exact with at most one open assumption. */
  readonly few: number
  readonly exact: number
  readonly letterCase: number
  readonly others: number
  readonly refused: number
} {
  const sum = (of: (row: VerdictCounts) => number): number => rows.reduce((total, row) => total + of(row), 0)
  return {
    rules: sum(rulesOf),
    few: sum(({ exact: [none, one] }) => none + one),
    exact: sum(exactOf),
    letterCase: sum(({ letterCase }) => letterCase),
    others: sum(otherVerdicts),
    refused: sum(refusedOf),
  }
}

/** `12 (34.5 %)` */
export const share = (n: number, of: number): string => `${n} (${((100 * n) / of).toFixed(1)} %)`
