import { type Condition, wholeCondition } from '@ruleglot/core'
import { parseRule } from 'ruleglot'
import { type Fate, measureTests } from '../generated-tests/measure.js'
import { readSigmaCorpus } from '../sigma/sigma-corpus.js'
import { readElasticCorpus } from './elastic-corpus.js'
import type { Section } from './section.js'

/** generateTests on real rules: which leaves get a pair of events, and how many single edits of a rule the tests notice. */
export const generatedTestsSample: Section = (progress) =>
  measure({ elastic: 33, sigma: 151 }, 'generated-tests', progress)

/** All rules; it takes long, so only when RULEGLOT_FULL=1 asks for it. */
export const generatedTestsWhole: Section = async (progress) =>
  process.env['RULEGLOT_FULL'] === '1'
    ? measure({ elastic: 1, sigma: 1 }, 'generated-tests-whole', progress)
    : undefined

const MUTANTS = 10

interface CorpusRow {
  readonly corpus: string
  readonly rules: number
  /** Rules of which every leaf has its pair. */
  readonly covered: number
  /** Rules whose other leaves are proven to decide nothing. */
  readonly coveredAsFarAsPossible: number
  readonly leaves: number
  readonly leavesNever: number
  readonly leavesUnknown: number
  readonly tests: number
  readonly wrong: number
  readonly fates: Readonly<Record<string, Readonly<Partial<Record<Fate, number>>>>>
  /** Why the leaves of the other rules have none. */
  readonly left: readonly {
    readonly rule: string
    readonly leaf: string
    readonly status: string
    readonly why: string
  }[]
}

async function measure(
  steps: { readonly elastic: number; readonly sigma: number },
  name: string,
  progress: (text: string) => void,
): ReturnType<Section> {
  const elastic = readElasticCorpus()
  const sigma = readSigmaCorpus()
  if (elastic === undefined || sigma === undefined) return undefined
  const kql = elastic.rules.filter((_, i) => i % steps.elastic === 0)
  const files = sigma.filter((_, i) => i % steps.sigma === 0)
  const rows = [
    measureCorpus('Elastic KQL', kql, progress),
    measureCorpus(
      'SigmaHQ',
      files.flatMap(({ path, text }) => {
        const parsed = parseRule('sigma', text, { file: path })
        return parsed.ok ? [{ path, condition: wholeCondition(parsed.value) }] : []
      }),
      progress,
    ),
  ]
  const wrong = rows
    .filter((row) => row.wrong > 0)
    .map((row) => `${row.corpus}: ${row.wrong} tests say what the rule does not`)
  return { data: { mutantsEach: MUTANTS, rows }, markdown: markdownOf(name, rows), refuted: wrong }
}

function measureCorpus(
  corpus: string,
  rules: readonly { readonly path: string; readonly condition: Condition }[],
  progress: (text: string) => void,
): CorpusRow {
  const fates: Record<string, Partial<Record<Fate, number>>> = {}
  const left: { rule: string; leaf: string; status: string; why: string }[] = []
  const sum = { covered: 0, coveredAsFarAsPossible: 0, leaves: 0, leavesNever: 0, leavesUnknown: 0, tests: 0, wrong: 0 }
  for (const [i, { path, condition }] of rules.entries()) {
    if (i % 100 === 99) progress(`${corpus}: ${i + 1} of ${rules.length}`)
    const { plan, wrong, mutants } = measureTests(condition, MUTANTS)
    const never = plan.uncovered.filter(({ status }) => status === 'never').length
    if (plan.uncovered.length === 0) sum.covered++
    if (plan.uncovered.length === never) sum.coveredAsFarAsPossible++
    sum.leaves += plan.leaves
    sum.leavesNever += never
    sum.leavesUnknown += plan.uncovered.length - never
    sum.tests += plan.tests.length
    sum.wrong += wrong
    const [first] = plan.uncovered
    if (first !== undefined) left.push({ rule: path, leaf: first.what, status: first.status, why: first.why })
    for (const { edit, fate } of mutants) {
      const own = fates[edit] ?? {}
      own[fate] = (own[fate] ?? 0) + 1
      fates[edit] = own
    }
  }
  return { corpus, rules: rules.length, ...sum, fates, left }
}

function markdownOf(name: string, rows: readonly CorpusRow[]): string {
  const edits = [...new Set(rows.flatMap(({ fates }) => Object.keys(fates)))].sort()
  const total = (edit: string, fate: Fate): number =>
    rows.reduce((sum, { fates }) => sum + (fates[edit]?.[fate] ?? 0), 0)
  const killed = edits.reduce((sum, edit) => sum + total(edit, 'killed'), 0)
  const alive = edits.reduce((sum, edit) => sum + total(edit, 'survived') + total(edit, 'unproven'), 0)
  return [
    '# Tests generated for real rules',
    '',
    `Written by \`${name.endsWith('whole') ? 'RULEGLOT_FULL=1 ' : ''}npm run corpus ${name}\`; do not edit.`,
    '',
    'A leaf is covered when there is an event that fires the rule and one that does not, and in both the outcome hangs on that leaf alone. Every test was run.',
    '',
    '| corpus | rules | every leaf covered | or proven to decide nothing | leaves | of them proven to decide nothing | not found | tests | wrong |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.corpus} | ${row.rules} | ${row.covered} | ${row.coveredAsFarAsPossible} | ${row.leaves} | ${row.leavesNever} | ${row.leavesUnknown} | ${row.tests} | ${row.wrong} |`,
    ),
    '',
    '## Single edits that the tests notice',
    '',
    `Up to ${MUTANTS} single edits of each rule, taken evenly from all there are. Of those that do not mean the same, the tests notice ${killed} of ${killed + alive}: ${percent(killed, killed + alive)} of 100.`,
    '',
    '| edit | noticed | not noticed | means the same | unproven |',
    '|---|---|---|---|---|',
    ...edits.map(
      (edit) =>
        `| ${edit} | ${total(edit, 'killed')} | ${total(edit, 'survived')} | ${total(edit, 'equivalent')} | ${total(edit, 'unproven')} |`,
    ),
    '',
    '## Leaves without a pair: the first of each rule',
    '',
    ...rows.flatMap(({ left }) =>
      left.map(({ rule, leaf, status, why }) => `- ${rule}: \`${leaf.replaceAll('`', "'")}\`: ${status}. ${why}`),
    ),
    '',
  ].join('\n')
}

function percent(part: number, whole: number): string {
  return whole === 0 ? '0' : ((100 * part) / whole).toFixed(1)
}
