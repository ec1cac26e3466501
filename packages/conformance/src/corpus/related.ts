import { findRelated, type RelatedRules, type Rule, visit } from '@ruleglot/core'
import { parseRule } from 'ruleglot'
import { readSigmaCorpus } from '../sigma/sigma-corpus.js'
import { readElasticCorpus } from './elastic-corpus.js'
import type { Section } from './section.js'

interface NamedRule {
  readonly path: string
  readonly rule: Rule
}

/** Duplicates and containment in a sample: rules that stand side by side. */
export const relatedSample: Section = async (progress) => measure('related', [300, 600], progress)

/** Among all rules, and how many pairs had to be compared as their number grows. Some minutes, so only when asked for. */
export const relatedWhole: Section = async (progress) =>
  process.env['RULEGLOT_FULL'] === '1' ? measure('related-whole', [1000, 2500, 5000], progress) : undefined

async function measure(name: string, sizes: readonly number[], progress: (text: string) => void): ReturnType<Section> {
  const most = sizes.at(-1) as number
  const isSample = most < 1000
  const elastic = isSample ? { every: [] } : readElasticCorpus()
  const sigma = readSigmaCorpus()
  if (elastic === undefined || sigma === undefined) return undefined
  // A sample reads no more files than it needs.
  const files = isSample ? sigma.slice(SAMPLE_FROM, SAMPLE_FROM + most) : sigma
  const rules: readonly NamedRule[] = [
    ...files.flatMap(({ path, text }) => {
      const parsed = parseRule('sigma', text, { file: path })
      return parsed.ok ? [{ path: `sigma/${path}`, rule: parsed.value }] : []
    }),
    ...elastic.every.filter(({ rule }) => isRead(rule)).map(({ path, rule }) => ({ path: `elastic/${path}`, rule })),
  ]
  const costs = sizes.map((size) => {
    const sample = size >= rules.length ? rules : spread(rules, size)
    const before = process.cpuUsage()
    const report = findRelated(sample.map(({ rule }) => rule))
    const { user } = process.cpuUsage(before)
    progress(`${sample.length} rules: ${report.compared} pairs compared in ${Math.round(user / 1000)} ms of a core`)
    return { size: sample.length, report }
  })
  const whole = (costs.at(-1) as (typeof costs)[number]).report
  const last = most >= rules.length ? rules : spread(rules, most)
  const pairs = whole.pairs.map(({ relation, a, b, sameTrigger }) => ({
    relation,
    a: (last[a] as NamedRule).path,
    b: (last[b] as NamedRule).path,
    ...(sameTrigger ? {} : { sameTrigger }),
  }))
  const cost = costs.map(({ size, report }) => ({
    rules: size,
    compared: report.compared,
    undecided: report.undecided,
    pairs: report.pairs.length,
  }))
  const of = (relation: RelatedRules['relation']): readonly (typeof pairs)[number][] =>
    pairs.filter((pair) => pair.relation === relation)
  const line = ({ a, b, sameTrigger }: (typeof pairs)[number], word: string): string =>
    `- ${a} ${word} ${b}${sameTrigger === false ? ' (they count matches in different ways)' : ''}`
  const markdown = [
    '# Related rules in the corpora',
    '',
    `Written by \`${name.endsWith('whole') ? 'RULEGLOT_FULL=1 ' : ''}npm run corpus ${name}\`; do not edit.`,
    '',
    [
      `Found by \`ruleglot check --related\` among ${isSample ? 'SigmaHQ' : 'SigmaHQ and Elastic'} rules;`,
      'each pair is proven for all events. Log sources that cannot meet are not related.',
    ].join(' '),
    '',
    '| rules | pairs compared | a rule | undecided | related |',
    '|---|---|---|---|---|',
    ...cost.map(
      (row) =>
        `| ${row.rules} | ${row.compared} | ${(row.compared / row.rules).toFixed(2)} | ${row.undecided} | ${row.pairs} |`,
    ),
    '',
    `## Same events: ${of('same').length}`,
    '',
    ...of('same').map((pair) => line(pair, 'and')),
    '',
    `## Fires only where another fires too: ${of('inside').length}`,
    '',
    ...of('inside').map((pair) => line(pair, 'inside')),
    '',
  ].join('\n')
  return { data: { cost, pairs }, markdown, refuted: [] }
}

/** Among the rules on processes of Windows. */
const SAMPLE_FROM = 2300

/** Without parts that nobody could read: of the others nothing can be proven. */
function isRead(rule: Rule): boolean {
  let read = true
  visit(rule.condition, (node) => {
    if (node.kind === 'Opaque') read = false
  })
  return read
}

function spread(rules: readonly NamedRule[], size: number): readonly NamedRule[] {
  return Array.from({ length: size }, (_, i) => rules[Math.floor((i * rules.length) / size)] as NamedRule)
}
