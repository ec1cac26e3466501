import { refusedOf, share, totals, VERDICT_COLUMNS, type VerdictCounts, verdictCells } from './verdict-row.js'

/** What became of the rules of one log source. */
export interface EndpointRow extends VerdictCounts {
  readonly source: string
  /** Of the events, those on which the written Python was run as well. */
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
  const { few, exact, others, refused } = totals(rows)
  const shares = [few, exact, others, refused].map((n) => share(n, measured))
  const runs = [sum(({ events }) => events), sum(({ executed }) => executed)]
  return `| ${[name, all, measured, ...shares, ...runs].join(' | ')} |`
}

function section({ name, rows }: EndpointWay): readonly string[] {
  const reasons = new Map<string, number>()
  for (const row of rows)
    for (const [why, n] of Object.entries(row.refused)) reasons.set(why, (reasons.get(why) ?? 0) + n)
  const sorted = [...reasons].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))
  return [
    `## ${name}`,
    '',
    `| log source | ${VERDICT_COLUMNS} | not written |`,
    '|---|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row.source} | ${verdictCells(row)} | ${refusedOf(row)} |`),
    '',
    `Not written: ${sorted.map(([why, n]) => `${why} (${n})`).join(', ')}.`,
    '',
  ]
}
