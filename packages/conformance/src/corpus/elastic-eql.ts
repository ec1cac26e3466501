import { visit, wholeCondition } from '@ruleglot/core'
import { eqlRules } from '../eql/corpus-rules.js'
import type { CorpusRule } from './elastic-corpus.js'
import { measureEvaluators, measureTarget } from './measure.js'
import { targetSections } from './report.js'
import type { Section } from './section.js'
import { CORPUS_TARGETS, type CorpusTarget } from './targets.js'

/** Every how-manieth rule is measured in CI. */
const STEP = 12

/** Elastic's EQL rules: all read; a sample in the other languages and in EQL itself, outputs executed. */
export const elasticEql: Section = (progress) => measure(STEP, 'elastic-eql', progress)

/** All of them; it takes many minutes, so only when RULEGLOT_FULL=1 asks for it. */
export const elasticEqlWhole: Section = async (progress) =>
  process.env['RULEGLOT_FULL'] === '1' ? measure(1, 'elastic-eql-whole', progress) : undefined

const NAMES = new Set(['kql', 'panther', 'sigma', 'sigma, exact case'])
const TARGETS: readonly CorpusTarget[] = [
  { name: 'eql', language: 'eql', options: {} },
  ...CORPUS_TARGETS.filter(({ name }) => NAMES.has(name)),
]

async function measure(step: number, name: string, progress: (text: string) => void): ReturnType<Section> {
  const all = eqlRules()
  if (all === undefined) return undefined
  const single = all.filter(({ rule }) => rule.trigger.kind === 'each')
  const kept = single.filter(({ rule }) => {
    let found = false
    visit(rule.condition, (node) => {
      found ||= node.kind === 'Opaque' && node.language === 'eql'
    })
    return found
  })
  const taken = single
    .filter((_, i) => i % step === 0)
    .map(({ path, rule }): CorpusRule => ({ path, rule, condition: wholeCondition(rule) }))
  progress(`${all.length} rules read, ${single.length} look at one event, ${taken.length} measured`)
  const { events, expected, evaluations, wrong } = await measureEvaluators(taken)
  progress(`evaluators: ${evaluations} evaluations, ${wrong.length} disagreements`)
  const rows = []
  for (const target of TARGETS) {
    const row = await measureTarget(target, taken, events, expected)
    progress(`${target.name}: ${row.eventsRun} events run, ${row.wrong.length} wrong`)
    rows.push(row)
  }
  const targets = rows.map((row) => ({ ...row, wrong: row.wrong.length }))
  const data = {
    source: 'elastic/detection-rules 14cf530f',
    rules: all.length,
    single: single.length,
    kept: kept.map(({ path }) => path),
    measured: taken.length,
    evaluators: { evaluations, wrong: wrong.length },
    targets,
  }
  const markdown = [
    "# Elastic's EQL rules in every language",
    '',
    `Written by \`${step === 1 ? 'RULEGLOT_FULL=1 ' : ''}npm run corpus ${name}\`; do not edit.`,
    '',
    [
      `Source: ${data.source}. ${all.length} EQL rules, all read; ${single.length} look at one event,`,
      'the others are sequences, samples or have pipes.',
      `${step === 1 ? 'All' : `Every ${step}th of those, ${taken.length},`} measured, read with the ECS schema.`,
      'Fields keep their names.',
    ].join(' '),
    '',
    `Rules with a part that is kept as text: ${kept.length} of ${single.length}.`,
    '',
    ...kept.map(({ path }) => `- ${path}`),
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
