import { type Pack, type Rule, visit, wholeCondition } from '@ruleglot/core'
import { packRouting } from '@ruleglot/mappings/all'
import { type LanguageId, translateRule } from 'ruleglot'
import { runCarriedTests } from '../mapping/carried-tests.js'
import { packOfRule } from '../mapping/pack-of-rule.js'
import { pantherAnalysis, readPantherAnalysis } from '../panther-analysis.js'
import { corpusRules, type NamedRule } from './corpus-rules.js'
import { type MatrixCell, type MatrixReport, matrixMarkdown } from './matrix-report.js'
import { PROMISED } from './promised-sources.js'
import type { Section } from './section.js'
import { type Counting, countRefused, countVerdict, firstError, noVerdicts } from './verdict-row.js'

const PLATFORMS: readonly LanguageId[] = ['elastic', 'panther', 'sigma']

/** Every fourth rule of the promised sources. */
export const matrixSample: Section = (progress) => measure(progress, { step: 4, otherStep: 200, cases: ['fold'] })

/** All of them, Sigma in both ways, and Panther's own rules where there is a checkout. */
export const matrixWhole: Section = async (progress) =>
  process.env['RULEGLOT_FULL'] === '1'
    ? measure(progress, { step: 1, otherStep: 100, cases: ['fold', 'exact'] })
    : undefined

interface Extent {
  /** Every so many rules of the promised sources, and of the others. */
  readonly step: number
  readonly otherStep: number
  /** Sigma's letter case. */
  readonly cases: readonly ('fold' | 'exact')[]
}

/** Real rules from one platform's names to another's, by log source: verdicts, reasons, and every verdict run. */
async function measure(progress: (text: string) => void, extent: Extent): ReturnType<Section> {
  const tally: Tally = { cells: new Map(), refuted: [], notMapped: {} }
  for (const from of PLATFORMS) {
    const rules = rulesOf(from, extent)
    if (rules === undefined) {
      if (from !== 'panther') return undefined
      continue
    }
    const seen = { promised: 0, other: 0 }
    for (const { rule, name } of rules) {
      const pack = isOpaque(rule) ? 'opaque' : packOfRule(rule, from)
      if (pack === undefined || pack === 'several' || pack === 'opaque') {
        countReason(tally.notMapped, `${from}: ${REASONS[pack ?? 'none']}`)
        continue
      }
      const isPromised = PROMISED.includes(pack.id)
      const turn = isPromised ? seen.promised++ % extent.step : seen.other++ % extent.otherStep
      if (turn !== 0) continue
      for (const to of PLATFORMS) {
        if (to === from || pack.platforms[to] === undefined) continue
        for (const letterCase of to === 'sigma' ? extent.cases : (['fold'] as const)) {
          tryRule({ rule, name, pack, from, to, letterCase }, tally)
        }
      }
    }
    progress(`${from}: ${seen.promised} rules of the promised sources, ${seen.other} of others`)
  }
  const report: MatrixReport = {
    sources: 'elastic/detection-rules 14cf530f, SigmaHQ/sigma 8eaafff1, panther-labs/panther-analysis daa10c88',
    promised: PROMISED,
    step: extent.step,
    otherStep: extent.otherStep,
    notMapped: tally.notMapped,
    cells: [...tally.cells.values()],
  }
  return { data: report, markdown: matrixMarkdown(report), refuted: tally.refuted }
}

const REASONS = {
  opaque: 'opaque parts',
  several: 'several log sources',
  none: 'no mapping of the log source',
} as const

interface Tally {
  readonly cells: Map<string, Cell>
  readonly refuted: string[]
  readonly notMapped: Record<string, number>
}

interface Attempt {
  readonly rule: Rule
  readonly name: string
  readonly pack: Pack
  readonly from: LanguageId
  readonly to: LanguageId
  readonly letterCase: 'fold' | 'exact'
}

function tryRule({ rule, name, pack, from, to, letterCase }: Attempt, { cells, refuted }: Tally): void {
  const cell = cellOf(cells, from, letterCase === 'exact' ? `${to} --case exact` : to, pack.id)
  const side = pack.platforms[to]
  const chosen = side?.chooseLogType === true ? { target: { logTypes: (side.logTypes ?? []).slice(-1) } } : {}
  const result = translateRule(rule, { to, mapping: pack, case: letterCase, ...chosen })
  if (!result.ok) {
    countRefused(cell, firstError(result.diagnostics)?.code ?? 'none')
    return
  }
  countVerdict(cell, result.value)
  const { events, refuted: wrong } = runCarriedTests(rule, result.value, pack, from, to)
  cell.events += events
  for (const one of wrong.slice(0, 1)) {
    refuted.push(`${name} to ${to}, ${result.value.verdict}: ${JSON.stringify(one)}`)
  }
}

type Cell = Counting<MatrixCell>

function cellOf(cells: Map<string, Cell>, from: string, to: string, source: string): Cell {
  const key = `${from} ${to} ${source}`
  let cell = cells.get(key)
  if (cell === undefined) {
    cell = { from, to, source, ...noVerdicts() }
    cells.set(key, cell)
  }
  return cell
}

function rulesOf(language: LanguageId, { step }: Extent): Iterable<NamedRule> | undefined {
  if (language !== 'panther') return corpusRules(language)
  // Lifting takes long, and its rules are not in every checkout: they are in the whole report only.
  if (step > 1) return undefined
  const promised = packRouting.filter(({ id }) => PROMISED.includes(id))
  const logTypes = promised.flatMap(({ platforms }) => platforms['panther']?.logTypes ?? [])
  const root = pantherAnalysis()
  if (root === undefined) return undefined
  return readPantherAnalysis(root, { takes: (_, yaml) => logTypes.some((type) => yaml.includes(type)) })
    .rules.map(({ rule }) => rule)
    .filter(({ logSource }) => logSource.logTypes?.some((type) => logTypes.includes(type)) === true)
    .map((rule) => ({ rule, name: rule.id ?? 'a rule without id' }))
}

function isOpaque(rule: Rule): boolean {
  let found = false
  visit(wholeCondition(rule), (node) => {
    if (node.kind === 'Opaque') found = true
  })
  return found
}

function countReason(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}
