import { type Condition, wholeCondition } from '@ruleglot/core'
import { parseRule } from 'ruleglot'
import { type Fate, measureTests } from '../generated-tests/measure.js'
import { readSigmaCorpus } from '../sigma/sigma-corpus.js'
import { readElasticCorpus } from './elastic-corpus.js'
import { inParts } from './in-parts.js'
import type { Section } from './section.js'

/** generateTests on real rules: which leaves get a pair of events, and how many single edits of a rule the tests notice. */
export const generatedTestsSample: Section = (progress) =>
  measure({ elastic: 33, sigma: 151 }, 'generated-tests', progress)

/** 500 rules; it takes half an hour of one core, so only when RULEGLOT_FULL=1 asks for it, and part by part. */
export const generatedTestsWhole: Section = async (progress) =>
  process.env['RULEGLOT_FULL'] === '1'
    ? measure({ elastic: 4, sigma: 12 }, 'generated-tests-whole', progress)
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
  const isWhole = name.endsWith('whole')
  const measureAll = async (corpus: string, rules: readonly CorpusRuleText[]): Promise<CorpusRow | undefined> => {
    const rows = isWhole
      ? await inParts(
          `${name}-${corpus.split(' ')[0]}`,
          rules.map((rule) => ({ name: rule.path, ...rule })),
          testedRule,
          progress,
        )
      : rules.map((rule) => ({ name: rule.path, ...testedRule(rule) }))
    return rows && sumUp(corpus, rows)
  }
  const kql = elastic.rules.filter((_, i) => i % steps.elastic === 0)
  const files = sigma.filter((_, i) => i % steps.sigma === 0)
  const written = files.flatMap(({ path, text }) => {
    const parsed = parseRule('sigma', text, { file: path })
    return parsed.ok ? [{ path, condition: wholeCondition(parsed.value) }] : []
  })
  const measured = [await measureAll('Elastic KQL', kql), await measureAll('SigmaHQ', written)]
  const rows = measured.filter((row) => row !== undefined)
  if (rows.length < measured.length) return undefined
  const wrong = rows
    .filter((row) => row.wrong > 0)
    .map((row) => `${row.corpus}: ${row.wrong} tests say what the rule does not`)
  return { data: { mutantsEach: MUTANTS, rows }, markdown: markdownOf(name, rows), refuted: wrong }
}

interface CorpusRuleText {
  readonly path: string
  readonly condition: Condition
}

/** What the tests of one rule do. */
interface TestedRule {
  readonly leaves: number
  readonly never: number
  readonly unknown: number
  readonly tests: number
  readonly wrong: number
  readonly fates: readonly { readonly edit: string; readonly fate: Fate }[]
  readonly first?: { readonly leaf: string; readonly status: string; readonly why: string }
}

function testedRule({ condition }: CorpusRuleText): TestedRule {
  const { plan, wrong, mutants } = measureTests(condition, MUTANTS)
  const never = plan.uncovered.filter(({ status }) => status === 'never').length
  // One that was not found says more than one that cannot be.
  const first = plan.uncovered.find(({ status }) => status !== 'never') ?? plan.uncovered[0]
  return {
    leaves: plan.leaves,
    never,
    unknown: plan.uncovered.length - never,
    tests: plan.tests.length,
    wrong,
    fates: mutants,
    ...(first === undefined ? {} : { first: { leaf: first.what, status: first.status, why: first.why } }),
  }
}

function sumUp(corpus: string, rows: readonly (TestedRule & { readonly name: string })[]): CorpusRow {
  const fates: Record<string, Partial<Record<Fate, number>>> = {}
  for (const { edit, fate } of rows.flatMap((row) => row.fates)) {
    const own = fates[edit] ?? {}
    own[fate] = (own[fate] ?? 0) + 1
    fates[edit] = own
  }
  const sum = (of: (row: TestedRule) => number): number => rows.reduce((total, row) => total + of(row), 0)
  return {
    corpus,
    rules: rows.length,
    covered: rows.filter(({ never, unknown }) => never + unknown === 0).length,
    coveredAsFarAsPossible: rows.filter(({ unknown }) => unknown === 0).length,
    leaves: sum(({ leaves }) => leaves),
    leavesNever: sum(({ never }) => never),
    leavesUnknown: sum(({ unknown }) => unknown),
    tests: sum(({ tests }) => tests),
    wrong: sum(({ wrong }) => wrong),
    fates,
    left: rows.flatMap(({ name, first }) => (first === undefined ? [] : [{ rule: name, ...first }])),
  }
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
    [
      'A leaf is covered when there is an event that fires the rule and one that does not,',
      'and in both the outcome hangs on that leaf alone. Every test was run.',
    ].join(' '),
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
    [
      `Up to ${MUTANTS} single edits of each rule, taken evenly from all there are.`,
      `Of those that do not mean the same, the tests notice ${killed} of ${killed + alive}:`,
      `${percent(killed, killed + alive)} of 100.`,
    ].join(' '),
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
