import { readElasticCorpus } from './elastic-corpus.js'
import { measureEvaluators, measureTarget } from './measure.js'
import { type CorpusReport, reportMarkdown } from './report.js'
import type { Section } from './section.js'
import { CORPUS_TARGETS } from './targets.js'

/** Elastic's KQL rules: both evaluators on every condition, every target's output executed. */
export const elasticKql: Section = async (progress) => {
  const corpus = readElasticCorpus()
  if (corpus === undefined) return undefined
  const conditions = [...corpus.rules, ...corpus.threatQueries]
  progress(`${conditions.length} conditions`)
  const { events, expected, evaluations, wrong } = await measureEvaluators(conditions)
  const fewest = Math.min(...events.map((list) => list.length))
  progress(
    `evaluators: ${evaluations} evaluations, at least ${fewest} events a condition, ${wrong.length} disagreements`,
  )
  const rows = []
  for (const target of CORPUS_TARGETS) {
    const row = await measureTarget(target, conditions, events, expected)
    progress(`${target.name}: ${row.eventsRun} events run, ${row.wrong.length} wrong`)
    rows.push(row)
  }
  const report: CorpusReport = {
    source: 'elastic/detection-rules 14cf530f',
    files: corpus.files,
    rules: corpus.rules.length,
    threatQueries: corpus.threatQueries.length,
    evaluators: { evaluations, wrong: wrong.length },
    targets: rows.map((row) => ({ ...row, wrong: row.wrong.length })),
  }
  return {
    data: report,
    markdown: reportMarkdown(report),
    refuted: [
      ...[...wrong, ...rows.flatMap((row) => row.wrong.map((entry) => ({ by: row.target, ...entry })))].map((problem) =>
        JSON.stringify(problem),
      ),
      ...rows
        .filter((row) => row.excusesAbsence > 0)
        .map((row) => `${row.target}: a missing or null field is excused ${row.excusesAbsence} times`),
      ...(fewest < 20 ? [`a condition was run on ${fewest} events only`] : []),
    ],
  }
}
