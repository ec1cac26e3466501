/** What became of the rules of one log source. */
export interface EndpointRow {
  readonly source: string
  /** By open assumptions: none, one, more. */
  readonly exact: readonly [number, number, number]
  readonly wider: number
  readonly narrower: number
  readonly different: number
  readonly unproven: number
  /** Why rules were not written. */
  readonly reasons: Readonly<Record<string, number>>
  /** Events of the vendor on which source and output, as read back, were run. */
  readonly events: number
  /** Those on which the written Python was run as well. */
  readonly executed: number
}

export interface EndpointWay {
  readonly name: string
  readonly all: number
  readonly measured: number
  readonly rows: readonly EndpointRow[]
}

export interface EndpointReport {
  readonly sources: string
  readonly ways: readonly EndpointWay[]
}

export function endpointMarkdown(name: string, { sources, ways }: EndpointReport): string {
  return `${[
    '# Rules about endpoints, with mapping packs',
    '',
    `Written by \`${name.endsWith('-whole') ? 'RULEGLOT_FULL=1 ' : ''}npm run corpus ${name}\`; do not edit.`,
    '',
    `${sources}: Sigma's rules of processes, files, the registry and the network on Windows, Linux and macOS, and Elastic's`,
    'EQL rules that look at one event, with field names and values mapped. The verdict is over events of the vendor. Every',
    'one was run on events that the pack puts into both shapes, and the written Python on the same events under CPython.',
    '',
    '| | rules | measured | exact, at most one open assumption | exact | other verdicts | refused | events | in Python |',
    '|---|---|---|---|---|---|---|---|---|',
    ...ways.map(summary),
    '',
    ...ways.flatMap(section),
  ].join('\n')}\n`
}

function summary({ name, all, measured, rows }: EndpointWay): string {
  const sum = (of: (row: EndpointRow) => number): number => rows.reduce((total, row) => total + of(row), 0)
  const share = (n: number): string => `${n} (${((100 * n) / measured).toFixed(1)} %)`
  const few = sum(({ exact }) => exact[0] + exact[1])
  const exact = few + sum((row) => row.exact[2])
  const others = sum(({ wider, narrower, different, unproven }) => wider + narrower + different + unproven)
  const cells = [name, all, measured, share(few), share(exact), share(others), share(measured - exact - others)]
  return `| ${[...cells, sum(({ events }) => events), sum(({ executed }) => executed)].join(' | ')} |`
}

function section({ name, rows }: EndpointWay): readonly string[] {
  const reasons = new Map<string, number>()
  for (const row of rows)
    for (const [why, n] of Object.entries(row.reasons)) reasons.set(why, (reasons.get(why) ?? 0) + n)
  const sorted = [...reasons].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return [
    `## ${name}`,
    '',
    '| log source | exact 0 / 1 / 2+ | wider | narrower | different | unproven | not written |',
    '|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.source} | ${row.exact.join(' / ')} | ${row.wider} | ${row.narrower} | ${row.different} | ${row.unproven} | ${Object.values(row.reasons).reduce((a, b) => a + b, 0)} |`,
    ),
    '',
    `Not written: ${sorted.map(([why, n]) => `${why} (${n})`).join(', ')}.`,
    '',
  ]
}
