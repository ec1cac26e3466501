import { statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { type Diagnostic, diagnosticsToJson } from '@ruleglot/core'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { withOwnStems } from '../own-stems.js'
import { readPack } from '../read-pack.js'
import { readPlaceholders } from '../read-placeholders.js'
import { readSources, type Source, type Sources } from '../read-sources.js'
import { type Report, reportDiagnostics, reportRefusal, reportTranslation, stderrReport } from '../report.js'
import { reportAssumptions } from '../report-assumptions.js'
import { deliver } from '../repository/deliver.js'
import { LOCK_NAME, lockKey, NO_LOCK, readLock } from '../repository/lock-file.js'
import {
  isExact,
  type Mapping,
  type Outcome,
  translateSource,
  type Writing,
  withoutTrees,
} from '../repository/outcome.js'
import { planRepository, type RepositoryPlan } from '../repository/plan-repository.js'
import { sarifOf } from '../repository/sarif.js'
import { summaryMarkdown, summaryOf, summaryText } from '../repository/summary.js'
import { withSigmaCollections } from '../sigma-collections.js'
import { sourceReader } from '../source-reader.js'
import { deliverModule, moduleMisuse } from './convert-module.js'

export interface ConvertOptions extends Omit<Writing, 'placeholders'> {
  readonly out?: string
  readonly module?: string
  readonly mapping?: string
  readonly placeholders?: string
  readonly format: 'pretty' | 'json' | 'ndjson' | 'markdown' | 'sarif'
  readonly strict?: boolean
  readonly check?: boolean
  readonly plan?: boolean
  readonly explain?: boolean
  readonly quiet?: boolean
}

/** More sources than this are summed up; --explain still shows each. */
const MOST_LISTED = 30

/** `ruleglot convert`: everything is translated first, then written, so that a failure leaves no partial file. */
export function convert(paths: readonly string[], options: ConvertOptions): ExitCode {
  const report = stderrReport()
  const { out } = options
  const { module } = options
  const misuse = module === undefined ? undefined : moduleMisuse({ ...options, module })
  if (misuse !== undefined) {
    report.write(`${misuse}\n`)
    return EXIT.usage
  }
  if (options.check === true && out === undefined && module === undefined) {
    report.write('--check needs --out or --module: what to compare with.\n')
    return EXIT.usage
  }
  const pack = options.mapping === undefined ? undefined : readPack(options.mapping)
  if (pack?.ok === false) {
    reportDiagnostics(report, pack.diagnostics, {})
    return EXIT.usage
  }
  const placeholders = options.placeholders === undefined ? undefined : readPlaceholders(options.placeholders)
  if (placeholders?.ok === false) {
    reportDiagnostics(report, placeholders.diagnostics, {})
    return EXIT.usage
  }
  const { lock, problem } = out === undefined ? { lock: NO_LOCK } : readLock(`${out}/${LOCK_NAME}`)
  if (problem !== undefined) {
    reportDiagnostics(report, [problem], {})
    return EXIT.badInput
  }
  const read = withSigmaCollections(withoutOutputs(readSources(paths), out, module))
  const found = { ...read, sources: withOwnStems(read.sources) }
  reportDiagnostics(report, found.diagnostics, {})
  if (found.sources.length === 0 && lock.rules.length === 0) {
    if (found.diagnostics.length === 0) report.write(`No rules were found in ${paths.join(', ')}.\n`)
    return EXIT.badInput
  }
  const locked = new Map(lock.rules.map((rule) => [lockKey(rule), rule]))
  const mapping: Mapping = pack?.ok === true ? { mapping: pack.value } : {}
  const { placeholders: _, ...others } = options
  const writing: Writing = { ...others, ...(placeholders === undefined ? {} : { placeholders: placeholders.value }) }
  const reader = sourceReader()
  const outcomes = withProgress(found.sources, (source) => {
    const own = translateSource(source, writing, mapping, locked, reader)
    // A module is written of the trees of all its rules.
    return module === undefined ? own.map(withoutTrees) : own
  })
  const plan =
    out === undefined
      ? undefined
      : planRepository(outcomes, out, lock, {
          isWhole: found.diagnostics.length === 0 && paths.every(isFolder),
          severalTargets: options.to.length > 1,
        })
  reportOutcomes(report, found, outcomes, plan, options)
  process.stdout.write(standardOutput(outcomes, found, plan, options))
  const translations = outcomes.flatMap(({ translation }) => translation ?? [])
  const isStale =
    (plan !== undefined && out !== undefined && deliver(plan, out, options, report)) ||
    (module !== undefined && deliverModule(translations, { ...options, module }, report))
  if (
    found.diagnostics.length > 0 ||
    outcomes.some((one) => one.translation === undefined && one.passedOver === undefined)
  )
    return EXIT.badInput
  const lossy = outcomes.some(({ translation }) => translation !== undefined && !isExact(translation))
  return isStale || (options.strict === true && lossy) ? EXIT.findings : EXIT.clean
}

/** The output may stand inside the folder of the rules. */
function withoutOutputs(found: Sources, out: string | undefined, module: string | undefined): Sources {
  const folder = out === undefined ? undefined : resolve(out) + sep
  const file = module === undefined ? undefined : resolve(module)
  const isOutput = (path: string): boolean => path === file || (folder !== undefined && path.startsWith(folder))
  return { ...found, sources: found.sources.filter(({ name }) => !isOutput(resolve(name))) }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}

function withProgress(
  sources: readonly Source[],
  translate: (source: Source) => readonly Outcome[],
): readonly Outcome[] {
  const isShown = sources.length > 50 && process.stderr.isTTY === true
  const outcomes = sources.flatMap((source, i) => {
    if (isShown) process.stderr.write(`\r${i + 1}/${sources.length}`)
    return translate(source)
  })
  if (isShown) process.stderr.write('\r\x1b[K')
  return outcomes
}

function reportOutcomes(
  report: Report,
  { sources }: Sources,
  outcomes: readonly Outcome[],
  plan: RepositoryPlan | undefined,
  options: ConvertOptions,
): void {
  const { quiet = false, explain = false } = options
  const isListed = sources.length <= MOST_LISTED || explain
  if (quiet && !isListed) {
    reportErrors(report, outcomes)
  } else if (isListed || quiet) {
    const bySource = new Map<Source, Outcome[]>(sources.map((source) => [source, []]))
    for (const outcome of outcomes) bySource.get(outcome.source)?.push(outcome)
    for (const [source, own] of bySource) reportSource(report, source, own, options)
  }
  if (quiet) return
  if (!isListed || options.plan === true) {
    report.write(summaryText(summaryOf(outcomes, sources.length, plan)))
    if (!isListed) report.write('Each rule: --explain, or --format json.\n')
  }
  if (explain || !isListed) return
  reportAssumptions(
    report,
    outcomes.flatMap(({ translation }) => translation?.assumptions ?? []),
  )
}

/** Of many sources: what has a place is shown there; what has none is said once, with how many sources it is about. */
function reportErrors(report: Report, outcomes: readonly Outcome[]): void {
  const unplaced = new Map<string, { readonly problem: Diagnostic; readonly sources: Set<string> }>()
  for (const { source, diagnostics } of outcomes) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    for (const problem of errors.filter(({ span }) => span === undefined)) {
      const key = JSON.stringify([problem.code, problem.message])
      const known = unplaced.get(key) ?? { problem, sources: new Set() }
      unplaced.set(key, known)
      known.sources.add(source.name)
    }
    const placed = errors.filter(({ span }) => span !== undefined)
    if (placed.length > 0) reportDiagnostics(report, unique(placed), source.files)
  }
  for (const { problem, sources } of unplaced.values()) {
    const [first] = sources
    reportDiagnostics(report, [problem], {})
    report.write(`   = in ${first}${sources.size === 1 ? '' : ` and ${sources.size - 1} more`}\n`)
  }
}

function reportSource(
  report: Report,
  source: Source,
  own: readonly Outcome[],
  { quiet = false, explain = false }: ConvertOptions,
): void {
  const problems = own.flatMap((outcome) => outcome.diagnostics)
  const shown = quiet ? problems.filter((problem) => problem.severity === 'error') : problems
  const isPassedOver = own.some(({ passedOver }) => passedOver === true)
  const visible = explain || isPassedOver ? shown : shown.filter((problem) => problem.severity !== 'info')
  if (!quiet) report.write(`${source.name}\n`)
  for (const { to, translation } of own) {
    if (to === undefined || quiet) continue
    if (translation === undefined) reportRefusal(report, to)
    else reportTranslation(report, to, translation, explain)
  }
  reportDiagnostics(report, unique(visible), source.files)
}

function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>()
  return diagnostics.filter((problem) => {
    const key = JSON.stringify(problem)
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** The artefacts themselves without --out, and whatever report was asked for. */
function standardOutput(
  outcomes: readonly Outcome[],
  { sources }: Sources,
  plan: RepositoryPlan | undefined,
  options: ConvertOptions,
): string {
  const isDry = options.plan === true || options.check === true
  switch (options.format) {
    case 'pretty':
      return plan === undefined && !isDry && options.module === undefined ? artefacts(outcomes) : ''
    case 'markdown':
      return summaryMarkdown(summaryOf(outcomes, sources.length, plan))
    case 'sarif':
      return sarifOf(outcomes)
    case 'json':
      return `${JSON.stringify(outcomes.map(rowOf), null, 2)}\n`
    case 'ndjson':
      return outcomes.map((outcome) => `${JSON.stringify(rowOf(outcome))}\n`).join('')
  }
}

function artefacts(outcomes: readonly Outcome[]): string {
  const texts = outcomes.flatMap(({ translation }) => {
    if (translation === undefined) return []
    // Types beside code would make what comes out of a pipe neither.
    const files = Object.entries(translation.files).filter(([name]) => !name.endsWith('.d.mts'))
    return files.length > 0 ? files.map(([, text]) => text) : [translation.text]
  })
  return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('\n')
}

function rowOf({ source, from, to, rule, translation, diagnostics }: Outcome) {
  return {
    source: source.name,
    id: rule?.id ?? null,
    from: from ?? null,
    to: to ?? null,
    ok: translation !== undefined,
    verdict: translation?.ruleVerdict ?? null,
    witness: translation?.witness ?? null,
    assumptions: translation?.assumptions ?? [],
    files: translation?.files ?? {},
    diagnostics: diagnosticsToJson(diagnostics, source.files),
  }
}
