import { statSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import { setImmediate as othersTurn } from 'node:timers/promises'
import type { Diagnostic, Pack, Translation } from '@ruleglot/core'
import { detect, type LanguageId } from '../../index.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { lateOutput } from '../late-output.js'
import { withOwnStems } from '../own-stems.js'
import { readPack } from '../read-pack.js'
import { readPlaceholders } from '../read-placeholders.js'
import { readSources, type Source, type Sources } from '../read-sources.js'
import { progressLine, type Report, reportDiagnostics, stderrReport } from '../report.js'
import { conversionReport } from '../repository/conversion-report.js'
import { deliver } from '../repository/deliver.js'
import { LOCK_NAME, type LockedRule, type LockFile, NO_LOCK, readLock } from '../repository/lock-file.js'
import { lockRows } from '../repository/lock-rows.js'
import { isExact, translateSource, type Writing } from '../repository/outcome.js'
import { NO_PRINTER, type OutcomeFormat, outcomePrinter } from '../repository/outcome-printer.js'
import { outputNames } from '../repository/output-names.js'
import { planRepository } from '../repository/plan-repository.js'
import { type SourcePath, sourcePaths } from '../repository/source-paths.js'
import { type Spool, spoolIn } from '../repository/spool.js'
import { summaryFold } from '../repository/summary.js'
import { withSigmaCollections } from '../sigma-collections.js'
import { sourceReader } from '../source-reader.js'
import { deliverModule, moduleMisuse } from './convert-module.js'

export interface ConvertOptions extends Omit<Writing, 'placeholders'> {
  readonly out?: string
  readonly module?: string
  readonly mapping?: string
  readonly placeholders?: string
  readonly format: OutcomeFormat
  readonly strict?: boolean
  readonly check?: boolean
  readonly plan?: boolean
  readonly explain?: boolean
  readonly quiet?: boolean
}

/**
 * `ruleglot convert`: everything is translated first, then written, so that a failure leaves no partial file. Memory does
 * not grow with the texts: each outcome is handed to those who count, report, print and plan, who keep of it what they
 * need, and is let go. Outputs wait on the disk beside their place (spool.ts); under --check and --plan, which only ask
 * whether a file is as it should be, nowhere.
 */
export async function convert(paths: readonly string[], options: ConvertOptions): Promise<ExitCode> {
  const report = stderrReport()
  const settings = readSettings(options)
  if (!settings.ok) {
    if (settings.misuse !== undefined) report.write(`${settings.misuse}\n`)
    reportDiagnostics(report, settings.problems, {})
    return settings.exit
  }
  const spool = options.out === undefined ? undefined : spoolIn(options.out)
  try {
    return await convertAll(paths, options, settings, spool, report)
  } finally {
    spool?.close()
  }
}

async function convertAll(
  paths: readonly string[],
  options: ConvertOptions,
  { writing, pack, lock }: Settings,
  spool: Spool | undefined,
  report: Report,
): Promise<ExitCode> {
  const { out, module } = options
  const isDry = options.plan === true || options.check === true
  const read = withSigmaCollections(withoutOutputs(readSources(paths), out, module))
  const found = { ...read, sources: withOwnStems(read.sources) }
  reportDiagnostics(report, found.diagnostics, {})
  if (found.sources.length === 0 && lock.rules.length === 0) {
    if (found.diagnostics.length === 0) report.write(`No rules were found in ${paths.join(', ')}.\n`)
    return EXIT.badInput
  }

  const summary = summaryFold()
  const told = conversionReport(report, found.sources.length, options)
  const output = lateOutput()
  const isPrinted = options.format !== 'pretty' || (out === undefined && !isDry && module === undefined)
  const printed = isPrinted ? outcomePrinter(options.format, output.write) : NO_PRINTER
  const repository =
    out === undefined
      ? undefined
      : planRepository(out, lock, {
          isWhole: found.diagnostics.length === 0 && paths.every(isFolder),
          severalTargets: options.to.length > 1,
          ...(isDry || spool === undefined ? {} : { spool }),
        })
  // A module is written of the trees of all its rules.
  const inModule: Translation[] = []
  let [isUnread, isLossy] = [found.diagnostics.length > 0, false]

  const pathOf = sourcePaths(found.sources)
  const rows = lockRows(lock.rules, rowFinder(found.sources, pathOf, writing))
  const known = { rows, names: outputNames(lock.rules), pathOf }
  const reader = sourceReader()
  const progress = progressLine()
  for (const [i, source] of found.sources.entries()) {
    progress(i, found.sources.length)
    // Signals are heard in between, and who reads standard output keeps up.
    await othersTurn()
    await output.drained()
    const outcomes = translateSource(source, writing, pack === undefined ? {} : { mapping: pack }, known, reader)
    for (const outcome of outcomes) {
      const { translation, passedOver } = outcome
      summary.add(outcome)
      printed.add(outcome)
      repository?.add(outcome)
      isUnread ||= translation === undefined && passedOver === undefined
      isLossy ||= translation !== undefined && !isExact(translation)
      if (module !== undefined && translation !== undefined) inModule.push(translation)
    }
    told.add(source, outcomes)
  }
  progress()

  const plan = repository?.result()
  const counts = summary.result(found.sources.length, plan)
  told.end(counts)
  printed.end(counts)
  output.end()
  const isStale =
    (plan !== undefined && spool !== undefined && deliver(plan, spool, out ?? '', options, report)) ||
    (module !== undefined && deliverModule(inModule, { ...options, module }, report))
  if (isUnread) return EXIT.badInput
  return isStale || (options.strict === true && isLossy) ? EXIT.findings : EXIT.clean
}

/** Whether the source that a row of the lock was made from still has that rule. Asked of few: of copies and what was renamed. */
function rowFinder(
  sources: readonly Source[],
  pathOf: SourcePath,
  { from, schema }: Writing,
): (row: LockedRule) => boolean {
  const reader = sourceReader()
  return ({ source: { id, path, language } }) => {
    const source = sources.find((one) => path === pathOf(one) || path.startsWith(`${pathOf(one)}#`))
    if (source === undefined) return false
    const text = source.files[source.name] ?? ''
    if ((from ?? detect(text, source.name)) !== language) return false
    const read = reader.rulesOf(source, language as LanguageId, { schema })
    return read.ok && read.value.some((rule) => rule.id === id)
  }
}

interface Settings {
  readonly writing: Writing
  readonly pack?: Pack
  readonly lock: LockFile
}

interface Unsettled {
  readonly ok: false
  readonly exit: ExitCode
  readonly misuse?: string
  readonly problems: readonly Diagnostic[]
}

/** What the options name: files that have to be read, and what cannot be asked for together. */
function readSettings(options: ConvertOptions): ({ readonly ok: true } & Settings) | Unsettled {
  const { out, module } = options
  const misuse =
    (module === undefined ? undefined : moduleMisuse({ ...options, module })) ??
    (options.check === true && out === undefined && module === undefined
      ? '--check needs --out or --module: what to compare with.'
      : undefined)
  if (misuse !== undefined) return { ok: false, exit: EXIT.usage, misuse, problems: [] }
  const pack = options.mapping === undefined ? undefined : readPack(options.mapping)
  if (pack?.ok === false) return { ok: false, exit: EXIT.usage, problems: pack.diagnostics }
  const placeholders = options.placeholders === undefined ? undefined : readPlaceholders(options.placeholders)
  if (placeholders?.ok === false) return { ok: false, exit: EXIT.usage, problems: placeholders.diagnostics }
  const { lock, problem } = out === undefined ? { lock: NO_LOCK } : readLock(`${out}/${LOCK_NAME}`)
  if (problem !== undefined) return { ok: false, exit: EXIT.badInput, problems: [problem] }
  const { placeholders: _, ...others } = options
  const writing: Writing = { ...others, ...(placeholders === undefined ? {} : { placeholders: placeholders.value }) }
  return { ok: true, writing, lock, ...(pack === undefined ? {} : { pack: pack.value }) }
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
