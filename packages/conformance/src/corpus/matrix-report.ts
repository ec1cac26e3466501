import { refusedOf, share, totals, VERDICT_COLUMNS, type VerdictCounts, verdictCells } from './verdict-row.js'

/** What became of the rules of one log source, from one language to another. */
export interface MatrixCell extends VerdictCounts {
  readonly from: string
  readonly to: string
  readonly source: string
}

export interface MatrixReport {
  readonly sources: string
  readonly promised: readonly string[]
  readonly step: number
  readonly otherStep: number
  readonly notMapped: Readonly<Record<string, number>>
  readonly cells: readonly MatrixCell[]
}

export function matrixMarkdown(report: MatrixReport): string {
  const promised = report.cells.filter(({ source }) => report.promised.includes(source))
  const others = report.cells.filter(({ source }) => !report.promised.includes(source))
  const events = report.cells.reduce((sum, cell) => sum + cell.events, 0)
  return `${[
    '# From one platform to another',
    '',
    `Real rules (${report.sources}) whose log source a mapping pack knows and whose condition was read whole, written for`,
    'the other platforms with field names and values mapped. The verdict is over events of the vendor. Written by',
    '`npm run corpus`; every verdict was run on events that the pack puts into both shapes',
    `(${events} events; KQL by the query that Kibana sends).`,
    '',
    `Not here: ${Object.entries(report.notMapped)
      .map(([what, n]) => `${what} (${n})`)
      .join(', ')}.`,
    '',
    `## ${report.promised.join(', ')}${everySoMany(report.step)}`,
    '',
    ...sums(promised),
    '',
    'Sigma compares texts without letter case. Where a field is not known to spell each value one way, a rule of a language',
    'that looks at letter case is wider there by that alone, or narrower below a negation; `--case exact` writes `|cased`.',
    '',
    ...table(promised),
    '',
    `## Other log sources${everySoMany(report.otherStep)}`,
    '',
    ...table(others),
  ].join('\n')}\n`
}

function everySoMany(step: number): string {
  return step === 1 ? '' : `, every ${step}th rule`
}

/** One line for each pair of languages. */
function sums(cells: readonly MatrixCell[]): readonly string[] {
  const pairs = [...new Set(cells.map(({ from, to }) => `${from} | ${to}`))]
  return [
    '| from | to | rules | exact, at most one open assumption | exact | differs in letter case alone | refused for want of a mapping | refused otherwise |',
    '|---|---|---|---|---|---|---|---|',
    ...pairs.map((pair) => {
      const own = cells.filter(({ from, to }) => `${from} | ${to}` === pair)
      const { rules, few, exact, letterCase, refused } = totals(own)
      const unmapped = own.reduce((sum, cell) => sum + (cell.refused['mapping/unmapped-field'] ?? 0), 0)
      const shares = [few, exact, letterCase, unmapped, refused - unmapped].map((n) => share(n, rules))
      return `| ${[pair, rules, ...shares].join(' | ')} |`
    }),
  ]
}

function table(cells: readonly MatrixCell[]): readonly string[] {
  return [
    `| log source | from | to | ${VERDICT_COLUMNS} | refused |`,
    '|---|---|---|---|---|---|---|---|---|',
    ...cells.map((cell) => {
      const { source, from, to, refused } = cell
      const reasons = Object.entries(refused)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, n]) => `${code} ${n}`)
        .join(', ')
      return `| ${[source, from, to, verdictCells(cell), refusedOf(cell) === 0 ? '' : reasons].join(' | ')} |`
    }),
  ]
}
