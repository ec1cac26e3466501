import type { TargetRow } from './measure.js'

/** Everything `npm run corpus` measures. Committed; a change of a number is a change to review. */
export interface CorpusReport {
  readonly source: string
  readonly files: number
  readonly rules: number
  readonly threatQueries: number
  readonly evaluators: { readonly evaluations: number; readonly wrong: number }
  readonly targets: readonly (Omit<TargetRow, 'wrong'> & { readonly wrong: number })[]
}

export function reportMarkdown(report: CorpusReport): string {
  const total = report.rules + report.threatQueries
  const lines = [
    '# Real rules through every language',
    '',
    'Written by `npm run corpus`; do not edit.',
    '',
    [
      `Source: ${report.source}. ${report.files} files, ${report.rules} rules that KQL decides,`,
      `${report.threatQueries} threat queries: ${total} conditions, read with the ECS schema.`,
    ].join(' '),
    '',
    [
      `Evaluations compared between \`evaluate\`, the Python evaluator and the closures:`,
      `${report.evaluators.evaluations}; disagreements: ${report.evaluators.wrong}.`,
    ].join(' '),
    '',
    ...targetSections(report.targets),
  ]
  return lines.join('\n')
}

/** The part of a report that says what became of the rules in each target. */
export function targetSections(rows: CorpusReport['targets']): readonly string[] {
  return [
    '## Verdicts',
    '',
    'exact by the number of open assumptions: those that the ECS schema does not already settle.',
    '',
    '| target | exact, 0 | exact, 1 | exact, 2+ | wider | narrower | different | unproven | refused |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map((row) => {
      const refused = Object.values(row.refused).reduce((sum, n) => sum + n, 0)
      return `| ${row.target} | ${row.exact.none} | ${row.exact.one} | ${row.exact.more} | ${row.wider} | ${row.narrower} | ${row.different} | ${row.unproven} | ${refused} |`
    }),
    '',
    '## Refused, by reason',
    '',
    '| target | reasons |',
    '|---|---|',
    ...rows.map((row) => `| ${row.target} | ${counts(row.refused)} |`),
    '',
    '## Outputs executed',
    '',
    'Each output runs on events made from its rule: hits, near misses, missing, null, wrong types, arrays, dotted keys.',
    'An event that the output decides otherwise than `evaluate` must break an assumption that the output names.',
    '',
    'No assumption may be broken by a field that is missing or null.',
    '',
    '| target | events | decided otherwise, by broken assumption | broken by a missing or null field | decided otherwise with all kept |',
    '|---|---|---|---|---|',
    ...rows
      .filter((row) => row.eventsRun > 0)
      .map(
        (row) => `| ${row.target} | ${row.eventsRun} | ${counts(row.excused)} | ${row.excusesAbsence} | ${row.wrong} |`,
      ),
    '',
    '## Unproven',
    '',
    ...rows.flatMap((row) => row.unprovenRules.map(({ rule, why }) => `- ${row.target}: ${rule}: ${why}`)),
    '',
  ]
}

function counts(record: Readonly<Record<string, number | undefined>>): string {
  const entries = Object.entries(record).sort(([a, x = 0], [b, y = 0]) => y - x || (a < b ? -1 : 1))
  return entries.length === 0 ? 'none' : entries.map(([name, n]) => `${name} ${n}`).join(', ')
}
