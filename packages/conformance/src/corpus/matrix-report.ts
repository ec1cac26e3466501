/** What became of the rules of one log source, from one language to another. */
export interface MatrixCell {
  readonly from: string
  readonly to: string
  readonly source: string
  /** By open assumptions: none, one, more. */
  readonly exact: readonly [number, number, number]
  readonly wider: number
  readonly narrower: number
  readonly different: number
  readonly unproven: number
  /** By the code of the first error. */
  readonly refused: Readonly<Record<string, number>>
  /** Events on which source and output were run. */
  readonly events: number
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
    '| from | to | rules | exact, at most one open assumption | exact | refused for want of a mapping | refused otherwise |',
    '|---|---|---|---|---|---|---|',
    ...pairs.map((pair) => {
      const own = cells.filter(({ from, to }) => `${from} | ${to}` === pair)
      const total = own.reduce((sum, cell) => sum + rules(cell), 0)
      const few = own.reduce((sum, { exact }) => sum + exact[0] + exact[1], 0)
      const exact = own.reduce((sum, cell) => sum + cell.exact[0] + cell.exact[1] + cell.exact[2], 0)
      const unmapped = own.reduce((sum, { refused }) => sum + (refused['mapping/unmapped-field'] ?? 0), 0)
      const refused = own.reduce((sum, cell) => sum + all(cell.refused), 0) - unmapped
      const share = (n: number): string => `${n} (${((100 * n) / total).toFixed(1)} %)`
      return `| ${pair} | ${total} | ${share(few)} | ${share(exact)} | ${share(unmapped)} | ${share(refused)} |`
    }),
  ]
}

function table(cells: readonly MatrixCell[]): readonly string[] {
  return [
    '| log source | from | to | exact 0 / 1 / 2+ | wider | narrower | different | unproven | refused |',
    '|---|---|---|---|---|---|---|---|---|',
    ...cells.map((cell) => {
      const { source, from, to, exact, wider, narrower, different, unproven, refused } = cell
      const reasons = Object.entries(refused)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, n]) => `${code} ${n}`)
        .join(', ')
      return `| ${source} | ${from} | ${to} | ${exact.join(' / ')} | ${wider} | ${narrower} | ${different} | ${unproven} | ${reasons} |`
    }),
  ]
}

function rules(cell: MatrixCell): number {
  const [none, one, more] = cell.exact
  return none + one + more + cell.wider + cell.narrower + cell.different + cell.unproven + all(cell.refused)
}

function all(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0)
}
