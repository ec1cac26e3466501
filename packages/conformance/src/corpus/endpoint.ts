import type { Diagnostic, Rule, Translation } from '@ruleglot/core'
import { parseRule, translateRule } from 'ruleglot'
import { eqlRules } from '../eql/corpus-rules.js'
import { breaksVerdict, runCarriedTests } from '../mapping/carried-tests.js'
import { packOfRule } from '../mapping/pack-of-rule.js'
import { type PantherBatch, runPanther } from '../run-panther.js'
import { readSigmaCorpus } from '../sigma/sigma-corpus.js'
import { type EndpointRow, type EndpointWay, endpointMarkdown } from './endpoint-report.js'
import type { Section } from './section.js'
import { type Counting, countRefused, countVerdict, firstError, noVerdicts } from './verdict-row.js'

/** Rules about endpoints with mapping packs: Sigma to EQL, and EQL to Sigma and to Panther. A sample. */
export const endpointSample: Section = (progress) => measure('endpoint', { sigma: 24, eql: 10 }, progress)

/** All of them; it takes many minutes, so only when RULEGLOT_FULL=1 asks for it. */
export const endpointWhole: Section = async (progress) =>
  process.env['RULEGLOT_FULL'] === '1' ? measure('endpoint-whole', { sigma: 1, eql: 1 }, progress) : undefined

/** One direction: what is written, and from which rules. */
interface Direction {
  readonly name: string
  readonly from: 'sigma' | 'elastic'
  readonly to: 'elastic' | 'sigma' | 'panther'
  readonly logType?: string
}

const TO_EQL: Direction = { name: 'Sigma to Elastic, as EQL', from: 'sigma', to: 'elastic' }
const FROM_EQL: readonly Direction[] = [
  { name: 'EQL to Sigma', from: 'elastic', to: 'sigma' },
  { name: 'EQL to Panther, Crowdstrike.FDREvent', from: 'elastic', to: 'panther', logType: 'Crowdstrike.FDREvent' },
  { name: 'EQL to Panther, Windows.EventLogs', from: 'elastic', to: 'panther', logType: 'Windows.EventLogs' },
]

/** Sigma's categories of processes, files, the registry and the network, on the three systems of endpoints. */
const CATEGORY = /^(?:process_creation|file_.*|registry_.*|network_connection|dns_query)$/
const PRODUCT = /^(?:windows|linux|macos)$/

async function measure(
  name: string,
  step: { readonly sigma: number; readonly eql: number },
  progress: (text: string) => void,
): ReturnType<Section> {
  const sigma = readSigmaCorpus()?.flatMap(({ path, text }) => {
    const parsed = parseRule('sigma', text, { file: path })
    return parsed.ok && isEndpoint(parsed.value) ? [{ path, rule: parsed.value }] : []
  })
  const eql = eqlRules()?.filter(({ rule }) => rule.trigger.kind === 'each')
  if (sigma === undefined || eql === undefined) return undefined
  const refuted: string[] = []
  const ways: EndpointWay[] = []
  const run = (direction: Direction, rules: readonly { path: string; rule: Rule }[], all: number): void => {
    const way = measureWay(direction, rules)
    refuted.push(...way.refuted)
    ways.push({ name: direction.name, all, measured: rules.length, rows: way.rows })
    progress(`${direction.name}: ${rules.length} of ${all} rules`)
  }
  const every = <T>(list: readonly T[], n: number): readonly T[] => list.filter((_, i) => i % n === 0)
  run(TO_EQL, every(sigma, step.sigma), sigma.length)
  for (const direction of FROM_EQL) run(direction, every(eql, step.eql), eql.length)
  const data = { sources: 'SigmaHQ/sigma 8eaafff1, elastic/detection-rules 14cf530f', ways }
  return { data, markdown: endpointMarkdown(name, data), refuted }
}

function isEndpoint({ logSource: { product, category } }: Rule): boolean {
  return PRODUCT.test(product ?? '') && CATEGORY.test(category ?? '')
}

type Row = Counting<EndpointRow>

function measureWay(
  { name, from, to, logType }: Direction,
  rules: readonly { readonly path: string; readonly rule: Rule }[],
): { readonly rows: readonly EndpointRow[]; readonly refuted: readonly string[] } {
  const rows = new Map<string, Row>()
  const refuted: string[] = []
  const python: (PantherBatch & {
    readonly path: string
    readonly made: Translation
    readonly row: Row
    readonly source: readonly boolean[]
  })[] = []
  for (const { path, rule } of rules) {
    const found = packOfRule(rule, from)
    const pack = found === 'several' ? undefined : found
    const side = pack?.platforms[to]
    const hasType = logType === undefined || side?.logTypes?.includes(logType) === true
    if (pack === undefined || side === undefined || !hasType) {
      const row = rowOf(rows, pack?.id ?? 'none')
      const reason =
        pack !== undefined
          ? 'the log source has no such side'
          : found === 'several'
            ? 'several log sources'
            : 'no mapping of the log source'
      countRefused(row, reason)
      continue
    }
    const row = rowOf(rows, pack.id)
    const made = translateRule(rule, {
      to,
      mapping: pack,
      unmapped: 'refuse',
      ...(to === 'elastic' ? { queryLanguage: 'eql' } : {}),
      ...(logType === undefined ? {} : { target: { logTypes: [logType] } }),
    })
    if (!made.ok) {
      countRefused(row, reasonOf(made.diagnostics))
      continue
    }
    countVerdict(row, made.value)
    const { events, refuted: wrong, atTarget } = runCarriedTests(rule, made.value, pack, from, to)
    row.events += events
    for (const one of wrong.slice(0, 1)) refuted.push(`${name}: ${path}, ${made.value.verdict}: ${JSON.stringify(one)}`)
    const code = Object.entries(made.value.files).find(([file]) => file.endsWith('.py'))?.[1]
    if (code !== undefined) {
      const source = atTarget.map((shown) => shown.source)
      python.push({ code, events: atTarget.map(({ event }) => event), path, made: made.value, row, source })
    }
  }
  runPanther(python.map(({ code, events }) => ({ code, events }))).forEach((answers, i) => {
    const one = python[i]
    answers.forEach((answer, k) => {
      const wanted = one?.source[k]
      if (one === undefined || wanted === undefined) return
      one.row.executed++
      // A rule that raises does not alert.
      if (!breaksVerdict(one.made.verdict, wanted, answer === true)) return
      refuted.push(
        `${name}, executed: ${one.path}, ${one.made.verdict}: ${JSON.stringify([one.events[k], wanted, answer])}`,
      )
    })
  })
  return { rows: [...rows.values()].sort((a, b) => (a.source < b.source ? -1 : 1)), refuted }
}

function rowOf(rows: Map<string, Row>, source: string): Row {
  let row = rows.get(source)
  if (row === undefined) {
    row = { source, ...noVerdicts(), executed: 0 }
    rows.set(source, row)
  }
  return row
}

/** The first error; of a field without a counterpart its name as well. */
function reasonOf(diagnostics: readonly Diagnostic[]): string {
  const problem = firstError(diagnostics)
  if (problem?.code !== 'mapping/unmapped-field') return problem?.code ?? 'none'
  return `${problem.code}: ${problem.data?.['field']}`
}
