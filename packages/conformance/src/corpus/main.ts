import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readElasticCorpus } from './elastic-corpus.js'
import { measureEvaluators, measureTarget } from './measure.js'
import { type CorpusReport, reportMarkdown } from './report.js'
import { CORPUS_TARGETS } from './targets.js'

/**
 * `npm run corpus`: real rules through every language, the outputs executed. Prints and writes spec/corpus/report.md and
 * report.json. With --check nothing is written and a difference from the committed report fails. Any verdict that an
 * event refutes fails.
 */
const folder = fileURLToPath(new URL('../../../../spec/corpus/', import.meta.url))
const check = process.argv.includes('--check')
const corpus = readElasticCorpus()
if (corpus === undefined) {
  process.stderr.write('No corpora here: set RULEGLOT_CORPORA to a folder that holds corpora/elastic-rules.jsonl.gz.\n')
  process.exit(3)
}

const progress = (text: string): void => void process.stderr.write(`${text}\n`)
const conditions = [...corpus.rules, ...corpus.threatQueries]
progress(`${conditions.length} conditions`)
const { events, expected, evaluations, wrong } = await measureEvaluators(conditions)
const fewest = Math.min(...events.map((list) => list.length))
progress(`evaluators: ${evaluations} evaluations, at least ${fewest} events a condition, ${wrong.length} disagreements`)
const rows = []
for (const target of CORPUS_TARGETS) {
  const row = await measureTarget(target, conditions, events, expected)
  progress(`${target.name}: ${row.eventsRun} events run, ${row.wrong.length} wrong`)
  rows.push(row)
}

for (const problem of [
  ...wrong,
  ...rows.flatMap((row) => row.wrong.map((entry) => ({ by: row.target, ...entry }))),
].slice(0, 20)) {
  progress(`WRONG ${JSON.stringify(problem)}`)
}

const report: CorpusReport = {
  source: 'elastic/detection-rules 14cf530f',
  files: corpus.files,
  rules: corpus.rules.length,
  threatQueries: corpus.threatQueries.length,
  evaluators: { evaluations, wrong: wrong.length },
  targets: rows.map((row) => ({ ...row, wrong: row.wrong.length })),
}
const files = { 'report.json': `${JSON.stringify(report, null, 2)}\n`, 'report.md': reportMarkdown(report) }
process.stdout.write(files['report.md'])
let stale = false
for (const [name, text] of Object.entries(files)) {
  if (check) stale ||= !existsSync(folder + name) || readFileSync(folder + name, 'utf8') !== text
  else {
    mkdirSync(folder, { recursive: true })
    writeFileSync(folder + name, text)
  }
}
if (stale) progress('spec/corpus is not what this run measured: run `npm run corpus` and review the difference.')
const refuted = wrong.length + rows.reduce((sum, row) => sum + row.wrong.length + row.excusesAbsence, 0)
if (refuted > 0) progress(`${refuted} verdicts are refuted by an event.`)
process.exit(refuted > 0 || stale || fewest < 20 ? 1 : 0)
