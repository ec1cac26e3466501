import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { detectPacks, type Rule, type Translation, visit, wholeCondition } from '@ruleglot/core'
import { packNamed, packRouting } from '@ruleglot/mappings/all'
import { type LanguageId, parseRules, translateRule } from 'ruleglot'
import { runCarriedTests } from '../mapping/carried-tests.js'
import { sharedData } from '../shared-data.js'
import { type MatrixCell, type MatrixReport, matrixMarkdown } from './matrix-report.js'
import type { Section } from './section.js'

/** The sources whose numbers are promised: rules of the cloud and of identity, on three platforms. */
export const PROMISED = ['aws.cloudtrail', 'okta.system', 'gcp.audit', 'azure.activity', 'github.audit', 'k8s.audit']

const CORPORA: Readonly<Record<string, string>> = {
  elastic: 'corpora/elastic-rules.jsonl.gz',
  sigma: 'corpora/sigma-rules.jsonl.gz',
}
const TARGETS: readonly LanguageId[] = ['elastic', 'panther', 'sigma']

/** Endpoint sources have thousands of Sigma rules: every so many, unless RULEGLOT_FULL asks for all. */
const STEP = process.env['RULEGLOT_FULL'] === '1' ? 1 : 100

/** Real rules from one platform's names to another's, by log source: verdicts, reasons, and every verdict run. */
export const matrix: Section = async (progress) => {
  const cells = new Map<string, Cell>()
  const refuted: string[] = []
  const notMapped: Record<string, number> = {}
  let seen = 0
  for (const [language, file] of Object.entries(CORPORA)) {
    const path = sharedData(file)
    if (path === undefined) return undefined
    for (const { rule, name, id } of mappedRules(language as LanguageId, path, notMapped)) {
      seen++
      if (!PROMISED.includes(id) && seen % STEP !== 0) continue
      const pack = packNamed(id)
      if (pack === undefined) continue
      for (const to of TARGETS) {
        if (to === language || pack.platforms[to] === undefined) continue
        const cell = cellOf(cells, language, to, id)
        const chosen = pack.platforms[to]?.chooseLogType === true ? { target: logTypeOf(pack.platforms[to]) } : {}
        const result = translateRule(rule, { to, mapping: pack, ...chosen })
        if (!result.ok) {
          const problem = result.diagnostics.find(({ severity }) => severity === 'error')
          count(cell.refused, problem?.code ?? 'none')
          continue
        }
        countVerdict(cell, result.value)
        const { events, refuted: wrong } = runCarriedTests(rule, result.value, pack, language, to)
        cell.events += events
        for (const one of wrong.slice(0, 1)) {
          refuted.push(`${name} to ${to}, ${result.value.verdict}: ${JSON.stringify(one)}`)
        }
      }
    }
    progress(`${language}: ${seen} rules with a mapping`)
  }
  const report: MatrixReport = {
    sources: 'elastic/detection-rules 14cf530f, SigmaHQ/sigma 8eaafff1',
    promised: PROMISED,
    step: STEP,
    notMapped,
    cells: [...cells.values()],
  }
  return { data: report, markdown: matrixMarkdown(report), refuted }
}

type Cell = { -readonly [K in keyof MatrixCell]: MatrixCell[K] } & { refused: Record<string, number> }

function cellOf(cells: Map<string, Cell>, from: string, to: string, source: string): Cell {
  const key = `${from} ${to} ${source}`
  let cell = cells.get(key)
  if (cell === undefined) {
    cell = {
      from,
      to,
      source,
      exact: [0, 0, 0],
      wider: 0,
      narrower: 0,
      different: 0,
      unproven: 0,
      refused: {},
      events: 0,
    }
    cells.set(key, cell)
  }
  return cell
}

function countVerdict(cell: Cell, { verdict, assumptions }: Translation): void {
  if (verdict !== 'exact') {
    cell[verdict]++
    return
  }
  const [none, one, more] = cell.exact
  const open = new Set(assumptions.map(({ kind, path }) => `${kind} ${JSON.stringify(path)}`)).size
  cell.exact = open === 0 ? [none + 1, one, more] : open === 1 ? [none, one + 1, more] : [none, one, more + 1]
}

/** Rules read without opaque parts, whose log source is one that a pack knows. */
function* mappedRules(
  language: LanguageId,
  path: string,
  notMapped: Record<string, number>,
): Generator<{ readonly rule: Rule; readonly name: string; readonly id: string }> {
  const lines = gunzipSync(readFileSync(path)).toString('utf8').trimEnd().split('\n')
  for (const line of lines) {
    const { path: name, text } = JSON.parse(line) as { readonly path: string; readonly text: string }
    if (language === 'elastic' && !/^language = "kuery"$/m.test(text)) continue
    const parsed = parseRules(language, { [name]: text }, { file: name })
    const [rule, second] = parsed.ok ? parsed.value : []
    if (rule === undefined || second !== undefined) continue
    if (isOpaque(rule)) count(notMapped, `${language}: opaque parts`)
    else {
      const [id, other] = detectPacks(rule, language, packRouting)
      if (id === undefined) count(notMapped, `${language}: no mapping of the log source`)
      else if (other !== undefined) count(notMapped, `${language}: several log sources`)
      else yield { rule, name, id }
    }
  }
}

function isOpaque(rule: Rule): boolean {
  let found = false
  visit(wholeCondition(rule), (node) => {
    if (node.kind === 'Opaque') found = true
  })
  return found
}

function logTypeOf(side: { readonly logTypes?: readonly string[] } | undefined): {
  readonly logTypes: readonly string[]
} {
  return { logTypes: (side?.logTypes ?? []).slice(-1) }
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1
}
