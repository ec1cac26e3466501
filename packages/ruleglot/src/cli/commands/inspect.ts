import { type Diagnostic, diagnostic, type Rule } from '@ruleglot/core'
import { detect, inspect, inspectionMarkdown, inspectionText, type LanguageId, parseRules } from '../../index.js'
import type { Inspection } from '../../inspect/inspection.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { readSources, type Source } from '../read-sources.js'
import { reportDiagnostics, stderrReport } from '../report.js'

export interface InspectCommandOptions {
  readonly from?: LanguageId
  readonly corpus?: readonly string[]
  readonly schema: 'ecs' | 'none'
  readonly format: 'pretty' | 'json' | 'markdown'
}

/** `ruleglot inspect`: one page for each rule of the file. A corpus is read as far as it can be read. */
export function inspectFile(path: string, options: InspectCommandOptions): ExitCode {
  const report = stderrReport()
  const { sources, diagnostics } = readSources([path])
  reportDiagnostics(report, diagnostics, {})
  if (diagnostics.length > 0) return EXIT.badInput
  const corpus = options.corpus === undefined ? undefined : readCorpus(options.corpus, options)
  const pages: Inspection[] = []
  let failed = false
  for (const source of sources) {
    const { rules, diagnostics: problems } = readRules(source, options)
    reportDiagnostics(report, problems, source.files)
    if (rules.length === 0) failed = true
    for (const rule of rules) pages.push(inspect(rule, corpus === undefined ? {} : { corpus }))
  }
  if (corpus !== undefined) report.write(`Compared with ${corpus.length} rules.\n`)
  process.stdout.write(PRINTERS[options.format](pages))
  if (failed) return EXIT.badInput
  return pages.some(({ tests }) => tests.some(({ expected, actual }) => actual === !expected))
    ? EXIT.findings
    : EXIT.clean
}

const PRINTERS: Readonly<Record<InspectCommandOptions['format'], (pages: readonly Inspection[]) => string>> = {
  pretty: (pages) => pages.map(inspectionText).join('\n'),
  markdown: (pages) => pages.map(inspectionMarkdown).join('\n'),
  json: (pages) => `${JSON.stringify(pages.length === 1 ? pages[0] : pages, null, 2)}\n`,
}

function readCorpus(paths: readonly string[], options: InspectCommandOptions): readonly Rule[] {
  const { from: _, ...guessed } = options
  return readSources(paths).sources.flatMap((source) => readRules(source, guessed).rules)
}

function readRules(
  source: Source,
  options: Pick<InspectCommandOptions, 'from' | 'schema'>,
): { readonly rules: readonly Rule[]; readonly diagnostics: readonly Diagnostic[] } {
  const language = options.from ?? detect(source.files[source.name] ?? '', source.name)
  if (language === undefined) {
    const problem = diagnostic('rule/unknown-language', `${source.name}: the language of the rule is not recognised.`, {
      hint: 'Name it with --from.',
    })
    return { rules: [], diagnostics: [problem] }
  }
  const parsed = parseRules(language, source.files, { schema: options.schema, file: source.name })
  return { rules: parsed.ok ? parsed.value : [], diagnostics: parsed.diagnostics }
}
