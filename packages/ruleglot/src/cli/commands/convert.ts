import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import {
  type Diagnostic,
  diagnostic,
  diagnosticsToJson,
  type Rule,
  type TargetFacts,
  type Translation,
} from '@ruleglot/core'
import { detect, type LanguageId, parseRules, translateRule } from '../../index.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { readPack } from '../read-pack.js'
import { readSources, type Source } from '../read-sources.js'
import { type Report, reportDiagnostics, reportRefusal, reportTranslation, stderrReport } from '../report.js'
import { reportAssumptions } from '../report-assumptions.js'

export interface ConvertOptions {
  readonly from?: LanguageId
  readonly to: readonly LanguageId[]
  readonly out?: string
  readonly mapping?: string
  readonly unmapped: 'refuse' | 'keep'
  readonly schema: 'ecs' | 'none'
  readonly guards: 'assume' | 'explicit'
  readonly case: 'fold' | 'exact'
  readonly as: 'expression' | 'function' | 'module'
  readonly events: 'nested' | 'flat' | 'any'
  readonly arrays: 'any' | 'scalar'
  readonly enable: 'safe' | 'all'
  readonly logType?: readonly string[]
  readonly logsource?: string
  readonly format: 'pretty' | 'json' | 'ndjson'
  readonly strict?: boolean
  readonly check?: boolean
  readonly plan?: boolean
  readonly explain?: boolean
  readonly quiet?: boolean
}

/** One target of one source: what would be written, or why not. */
interface Outcome {
  readonly source: Source
  readonly from: LanguageId | undefined
  readonly to: LanguageId | undefined
  readonly translation?: Translation
  readonly diagnostics: readonly Diagnostic[]
}

/** `ruleglot convert`: everything is translated first, then written, so that a failure leaves no partial file. */
export function convert(paths: readonly string[], options: ConvertOptions): ExitCode {
  const report = stderrReport()
  if (options.check === true && options.out === undefined) {
    report.write('--check needs --out: the folder to compare with.\n')
    return EXIT.usage
  }
  const pack = options.mapping === undefined ? undefined : readPack(options.mapping)
  if (pack?.ok === false) {
    reportDiagnostics(report, pack.diagnostics, {})
    return EXIT.usage
  }
  const { sources, diagnostics } = readSources(paths)
  reportDiagnostics(report, diagnostics, {})
  const progress = sources.length > 50 && process.stderr.isTTY === true
  const outcomes = sources.flatMap((source, i) => {
    if (progress) report.write(`\r${i + 1}/${sources.length}`)
    return translateSource(source, options, pack?.ok === true ? { mapping: pack.value } : {})
  })
  if (progress) report.write('\r\x1b[K')
  reportOutcomes(report, sources, outcomes, options)
  const failed = diagnostics.length > 0 || outcomes.some((outcome) => outcome.translation === undefined)
  const stale = deliver(outcomes, options, report)
  if (failed) return EXIT.badInput
  const lossy = outcomes.some(({ translation }) => translation !== undefined && !isExact(translation))
  return stale || (options.strict === true && lossy) ? EXIT.findings : EXIT.clean
}

function isExact({ ruleVerdict, verdict }: Translation): boolean {
  return verdict === 'exact' && ruleVerdict.trigger === 'exact' && ruleVerdict.severity === 'exact'
}

type Mapping = Pick<Parameters<typeof translateRule>[1], 'mapping'>

function translateSource(source: Source, options: ConvertOptions, mapping: Mapping): readonly Outcome[] {
  const text = source.files[source.name] ?? ''
  const from = options.from ?? detect(text, source.name)
  if (from === undefined) {
    const problem = diagnostic('rule/unknown-language', `${source.name}: the language of the rule is not recognised.`, {
      hint: 'Name it with --from.',
    })
    return [{ source, from, to: undefined, diagnostics: [problem] }]
  }
  const parsed = parseRules(from, source.files, { schema: options.schema, file: source.name })
  if (!parsed.ok) return [{ source, from, to: undefined, diagnostics: parsed.diagnostics }]
  return parsed.value.flatMap((rule, i) =>
    options.to.map((to): Outcome => {
      const stem = parsed.value.length === 1 ? source.stem : `${source.stem}-${i + 1}`
      const result = translateRule(titled(rule, stem), { to, ...mapping, ...writeOptions(options, stem) })
      const shown = i === 0 && to === options.to[0] ? parsed.diagnostics : []
      const diagnostics = [...shown, ...result.diagnostics]
      return result.ok
        ? { source, from, to, translation: result.value, diagnostics }
        : { source, from, to, diagnostics }
    }),
  )
}

/** A bare condition has no title: its file's name stands in. */
function titled(rule: Rule, stem: string): Rule {
  if (rule.title !== undefined) return rule
  const words = stem.replace(/[-_.\s]+/g, ' ').trim()
  return { ...rule, title: words.charAt(0).toUpperCase() + words.slice(1) }
}

function writeOptions(options: ConvertOptions, fileStem: string) {
  const target: TargetFacts = {
    ...(options.logType === undefined ? {} : { logTypes: options.logType }),
    ...(options.logsource === undefined ? {} : { logsource: logsourceOf(options.logsource) }),
  }
  const { unmapped, schema, guards, as, events, arrays, enable } = options
  return { unmapped, schema, guards, case: options.case, as, events, arrays, enable, fileStem, target }
}

/** `product=okta,service=okta` as Sigma's three keys. */
function logsourceOf(text: string): NonNullable<TargetFacts['logsource']> {
  const pairs = Object.fromEntries(text.split(',').map((pair) => pair.split('=').map((part) => part.trim())))
  const { category, product, service } = pairs as Record<string, string | undefined>
  return {
    ...(category === undefined ? {} : { category }),
    ...(product === undefined ? {} : { product }),
    ...(service === undefined ? {} : { service }),
  }
}

function reportOutcomes(
  report: Report,
  sources: readonly Source[],
  outcomes: readonly Outcome[],
  options: ConvertOptions,
): void {
  for (const source of sources) {
    const own = outcomes.filter((outcome) => outcome.source === source)
    const problems = own.flatMap((outcome) => outcome.diagnostics)
    const shown = options.quiet === true ? problems.filter((problem) => problem.severity === 'error') : problems
    const visible = options.explain === true ? shown : shown.filter((problem) => problem.severity !== 'info')
    if (options.quiet !== true) report.write(`${source.name}\n`)
    for (const { to, translation } of own) {
      if (to === undefined || options.quiet === true) continue
      if (translation === undefined) reportRefusal(report, to)
      else reportTranslation(report, to, translation, options.explain === true)
    }
    reportDiagnostics(report, unique(visible), source.files)
  }
  if (options.quiet === true || options.explain === true) return
  reportAssumptions(
    report,
    outcomes.flatMap(({ translation }) => translation?.assumptions ?? []),
  )
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

/** Writes files, prints to standard output, or compares. True when --check found a difference. */
function deliver(outcomes: readonly Outcome[], options: ConvertOptions, report: Report): boolean {
  const { out } = options
  if (out === undefined) {
    if (options.plan !== true) process.stdout.write(standardOutput(outcomes, options))
    return false
  }
  let stale = false
  for (const [path, content] of plannedFiles(outcomes, out, options.to.length > 1)) {
    const before = contentOf(path)
    if (before === content) continue
    if (options.check === true) {
      report.write(`${before === undefined ? 'missing' : 'differs'}: ${path}\n`)
      stale = true
    } else if (options.plan === true) report.write(`${before === undefined ? 'create' : 'update'}: ${path}\n`)
    else writeWhole(path, content)
  }
  return stale
}

function plannedFiles(
  outcomes: readonly Outcome[],
  out: string,
  severalTargets: boolean,
): readonly (readonly [string, string])[] {
  return outcomes.flatMap(({ source, to, translation }) => {
    if (translation === undefined || to === undefined) return []
    const folder = join(out, ...(severalTargets ? [to] : []), source.folder)
    return Object.entries(translation.files).map(([name, content]) => [join(folder, name), content] as const)
  })
}

function contentOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** A file is there whole or not at all. */
function writeWhole(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true })
  const partial = `${path}.partial`
  writeFileSync(partial, content)
  renameSync(partial, path)
}

function standardOutput(outcomes: readonly Outcome[], options: ConvertOptions): string {
  if (options.format === 'pretty') {
    const texts = outcomes.flatMap(({ translation }) => {
      if (translation === undefined) return []
      const files = Object.values(translation.files)
      return files.length > 0 ? files : [translation.text]
    })
    return texts.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('\n')
  }
  const rows = outcomes.map(({ source, from, to, translation, diagnostics }) => ({
    source: source.name,
    from: from ?? null,
    to: to ?? null,
    ok: translation !== undefined,
    verdict: translation?.ruleVerdict ?? null,
    witness: translation?.witness ?? null,
    assumptions: translation?.assumptions ?? [],
    files: translation?.files ?? {},
    diagnostics: diagnosticsToJson(diagnostics, source.files),
  }))
  if (options.format === 'json') return `${JSON.stringify(rows, null, 2)}\n`
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('')
}
