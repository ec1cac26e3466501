import { findRelated, type RelatedRules, type Rule } from '@ruleglot/core'
import { parseRule } from 'ruleglot'
import { readSigmaCorpus } from '../sigma/sigma-corpus.js'
import { readElasticCorpus } from './elastic-corpus.js'
import type { Section } from './section.js'

interface NamedRule {
  readonly path: string
  readonly rule: Rule
}

/** Duplicates and containment among the corpora's rules, and how many pairs had to be compared as their number grows. */
export const related: Section = async (progress) => {
  const elastic = readElasticCorpus()
  const sigma = readSigmaCorpus()
  if (elastic === undefined || sigma === undefined) return undefined
  const rules: readonly NamedRule[] = [
    ...sigma.flatMap(({ path, text }) => {
      const parsed = parseRule('sigma', text, { file: path })
      return parsed.ok ? [{ path: `sigma/${path}`, rule: parsed.value }] : []
    }),
    ...elastic.rules.map(({ path, rule }) => ({ path: `elastic/${path}`, rule })),
  ]
  const sizes = [1000, 2500, rules.length]
  const costs = sizes.map((size) => {
    const sample = size === rules.length ? rules : spread(rules, size)
    const before = performance.now()
    const report = findRelated(sample.map(({ rule }) => rule))
    progress(`${size} rules: ${report.compared} pairs compared in ${Math.round(performance.now() - before)} ms`)
    return { size, report }
  })
  const whole = (costs.at(-1) as (typeof costs)[number]).report
  const pairs = whole.pairs.map(({ relation, a, b, sameTrigger }) => ({
    relation,
    a: (rules[a] as NamedRule).path,
    b: (rules[b] as NamedRule).path,
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
    'Written by `npm run corpus related`; do not edit.',
    '',
    'Found by `ruleglot check --related` among SigmaHQ and Elastic rules together; each pair is proven for all events. Log sources that cannot meet are not related.',
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

function spread(rules: readonly NamedRule[], size: number): readonly NamedRule[] {
  return Array.from({ length: size }, (_, i) => rules[Math.floor((i * rules.length) / size)] as NamedRule)
}
