import { parseRule } from 'ruleglot'
import { readSigmaCorpus } from '../sigma/sigma-corpus.js'
import type { CorpusRule } from './elastic-corpus.js'
import { measureEvaluators, measureTarget } from './measure.js'
import { type CorpusReport, targetSections } from './report.js'
import type { Section } from './section.js'
import { CORPUS_TARGETS, type CorpusTarget } from './targets.js'

/** SigmaHQ's rules as sources: every eighth rule, in every target, outputs executed. */
export const sigmaSample: Section = (progress) => measure(8, 'sigma', progress)

/** All of them; it takes minutes, so only when RULEGLOT_FULL=1 asks for it. */
export const sigmaWhole: Section = async (progress) =>
  process.env['RULEGLOT_FULL'] === '1' ? measure(1, 'sigma-whole', progress) : undefined

/** Sigma in Sigma is the same in both letter cases; EQL is where KQL gives up. */
const TARGETS: readonly CorpusTarget[] = [
  { name: 'eql', language: 'eql', options: {} },
  ...CORPUS_TARGETS.filter(({ name }) => name !== 'eql' && name !== 'sigma, exact case'),
]

async function measure(step: number, name: string, progress: (text: string) => void): ReturnType<Section> {
  const files = readSigmaCorpus()
  if (files === undefined) return undefined
  const read = files.map(({ path, text }) => ({ path, parsed: parseRule('sigma', text, { file: path }) }))
  const rules = read.flatMap(({ path, parsed }): readonly CorpusRule[] =>
    parsed.ok ? [{ path, rule: parsed.value, condition: parsed.value.condition }] : [],
  )
  const codes: Record<string, number> = {}
  for (const { parsed } of read) {
    for (const { code } of parsed.diagnostics) codes[code] = (codes[code] ?? 0) + 1
  }
  const taken = rules.filter((_, i) => i % step === 0)
  progress(`${rules.length} of ${files.length} rules read, ${taken.length} measured`)
  const { events, expected, evaluations, wrong } = await measureEvaluators(taken)
  progress(`evaluators: ${evaluations} evaluations, ${wrong.length} disagreements`)
  const rows = []
  for (const target of TARGETS) {
    const row = await measureTarget(target, taken, events, expected)
    progress(`${target.name}: ${row.eventsRun} events run, ${row.wrong.length} wrong`)
    rows.push(row)
  }
  const targets: CorpusReport['targets'] = rows.map((row) => ({ ...row, wrong: row.wrong.length }))
  const data = {
    source: 'SigmaHQ/sigma 8eaafff1f',
    files: files.length,
    rules: rules.length,
    diagnostics: codes,
    measured: taken.length,
    evaluators: { evaluations, wrong: wrong.length },
    targets,
  }
  const said = Object.entries(codes).sort(([a], [b]) => (a < b ? -1 : 1))
  const markdown = [
    '# Sigma rules in every language',
    '',
    `Written by \`${step === 1 ? 'RULEGLOT_FULL=1 ' : ''}npm run corpus ${name}\`; do not edit.`,
    '',
    [
      `Source: ${data.source}. ${files.length} files, ${rules.length} rules read; diagnostics:`,
      `${said.map(([code, n]) => `${code} ${n}`).join(', ')}.`,
      `${taken.length === rules.length ? 'All' : `Every ${step}th rule, ${taken.length}`} measured.`,
      'Fields keep their names: what a mapping pack knows of a log source is not used here.',
    ].join(' '),
    '',
    `Evaluations compared between \`evaluate\`, the Python evaluator and the closures: ${evaluations}; disagreements: ${wrong.length}.`,
    '',
    ...targetSections(targets),
  ].join('\n')
  return {
    data,
    markdown,
    refuted: [
      ...[...wrong, ...rows.flatMap((row) => row.wrong.map((entry) => ({ by: row.target, ...entry })))].map((problem) =>
        JSON.stringify(problem),
      ),
      ...rows
        .filter((row) => row.excusesAbsence > 0)
        .map((row) => `${row.target}: a missing or null field is excused ${row.excusesAbsence} times`),
    ],
  }
}
