import { type Diagnostic, diagnostic, type Rule } from '@ruleglot/core'
import { detect, inspect, inspectionMarkdown, inspectionText, type LanguageId, parseRules } from '../../index.js'
import type { Inspection } from '../../inspect/inspection.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { readSources, type Source } from '../read-sources.js'
import { reportDiagnostics, stderrReport, stdoutReport } from '../report.js'

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
  const { page: print, whole } = PRINTERS[options.format]
  const pages: string[] = []
  let [failed, isWrong] = [false, false]
  for (const source of sources) {
    const { rules, diagnostics: problems } = readRules(source, options)
    reportDiagnostics(report, problems, source.files)
    if (rules.length === 0) failed = true
    for (const rule of rules) {
      const page = inspect(rule, corpus === undefined ? {} : { corpus })
      pages.push(print(page))
      isWrong ||= page.tests.some(({ expected, actual }) => actual === !expected)
    }
  }
  if (corpus !== undefined) report.write(`Compared with ${corpus.length} rules.\n`)
  if (options.format === 'pretty') stdoutReport().write(whole(pages))
  else process.stdout.write(whole(pages))
  if (failed) return EXIT.badInput
  return isWrong ? EXIT.findings : EXIT.clean
}

/** Pages are texts at once: of a folder, neither rules nor pages are held. */
interface Printer {
  readonly page: (page: Inspection) => string
  readonly whole: (pages: readonly string[]) => string
}

const PRINTERS: Readonly<Record<InspectCommandOptions['format'], Printer>> = {
  pretty: { page: inspectionText, whole: (pages) => pages.join('\n') },
  markdown: { page: inspectionMarkdown, whole: (pages) => pages.join('\n') },
  json: { page: (page) => JSON.stringify(page, null, 2), whole: jsonText },
}

function jsonText(pages: readonly string[]): string {
  const [only] = pages
  if (only === undefined) return '[]\n'
  return pages.length === 1 ? `${only}\n` : `[\n${pages.map((page) => page.replace(/^/gm, '  ')).join(',\n')}\n]\n`
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
