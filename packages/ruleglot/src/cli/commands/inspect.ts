import type { Diagnostic, Rule } from '@ruleglot/core'
import { detect, inspect, inspectionMarkdown, inspectionText, type LanguageId } from '../../index.js'
import type { Inspection } from '../../inspect/inspection.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { readSources, type Source } from '../read-sources.js'
import { progressLine, reportDiagnostics, stderrReport, stdoutReport } from '../report.js'
import { withSigmaCollections } from '../sigma-collections.js'
import { type SourceReader, sourceReader } from '../source-reader.js'
import { unknownLanguage } from '../unknown-language.js'

export interface InspectCommandOptions {
  readonly from?: LanguageId
  readonly corpus?: readonly string[]
  readonly schema: 'ecs' | 'none'
  readonly format: 'pretty' | 'json' | 'markdown'
}

/**
 * `ruleglot inspect`: one page for each rule of the file, written as it is made. Of a folder only errors are said, and
 * how many files hold no rule. A corpus is read as far as it can be read.
 */
export function inspectFile(path: string, options: InspectCommandOptions): ExitCode {
  const report = stderrReport()
  const progress = progressLine()
  const { sources, diagnostics } = withSigmaCollections(readSources([path]))
  const reader = sourceReader()
  const others = withSigmaCollections(readSources(options.corpus ?? []))
  reportDiagnostics(report, [...diagnostics, ...others.diagnostics], {})
  if ((diagnostics.length > 0 && sources.length === 0) || others.diagnostics.length > 0) return EXIT.badInput
  const isFolder = sources.every(({ isFound }) => isFound)
  const corpus = options.corpus === undefined ? undefined : readCorpus(others.sources, options, reader)
  const pages = PRINTERS[options.format]()
  let [shown, unread, passedOver, isWrong] = [0, diagnostics.length, 0, false]
  for (const [i, source] of sources.entries()) {
    progress(i, sources.length)
    const { rules, diagnostics: problems } = readRules(source, options, reader)
    const isOther = rules.length === 0 && isFolder && problems.every(isOfNoRule)
    if (isOther) passedOver++
    else {
      const said = isFolder ? problems.filter(({ severity }) => severity === 'error') : problems
      reportDiagnostics(report, said, source.files)
      if (rules.length === 0) unread++
    }
    for (const rule of rules) {
      const page = inspect(rule, corpus === undefined ? {} : { corpus })
      pages.add(page)
      shown++
      isWrong ||= page.tests.some(({ expected, actual }) => actual === !expected)
    }
  }
  progress()
  pages.end()
  if (corpus !== undefined) report.write(`Compared with ${corpus.length} rules.\n`)
  if (isFolder) report.write(`${countsText(shown, sources.length, passedOver, unread)}\n`)
  if (unread > 0 || shown === 0) return EXIT.badInput
  return isWrong ? EXIT.findings : EXIT.clean
}

/** A document of another kind, or text of no language we know: folders of rules hold such files too. */
function isOfNoRule({ code, severity }: Diagnostic): boolean {
  return (
    severity !== 'error' || code === 'rule/unknown-language' || code === 'rule/none' || /\/(no|not-a)-rule$/.test(code)
  )
}

function countsText(shown: number, files: number, passedOver: number, unread: number): string {
  if (shown + unread === 0) return 'No rules were found.'
  const parts = [`${shown} rule${shown === 1 ? '' : 's'} in ${files} file${files === 1 ? '' : 's'}`]
  if (passedOver > 0) parts.push(`${passedOver} without a rule passed over`)
  if (unread > 0) parts.push(`${unread} could not be read`)
  return `${parts.join(', ')}.`
}

/** Takes pages one by one and holds at most one of them. */
interface Pages {
  readonly add: (page: Inspection) => void
  readonly end: () => void
}

const PRINTERS: Readonly<Record<InspectCommandOptions['format'], () => Pages>> = {
  pretty: () => textPages(inspectionText, stdoutReport().write),
  markdown: () => textPages(inspectionMarkdown, (text) => void process.stdout.write(text)),
  json: jsonPages,
}

function textPages(print: (page: Inspection) => string, write: (text: string) => void): Pages {
  let isFirst = true
  return {
    add: (page) => {
      write(`${isFirst ? '' : '\n'}${print(page)}`)
      isFirst = false
    },
    end: () => {},
  }
}

/** One page is an object, several are a list. */
function jsonPages(): Pages {
  let [held, count]: [string | undefined, number] = [undefined, 0]
  const write = (text: string): void => void process.stdout.write(text)
  return {
    add: (page) => {
      const before = held
      held = JSON.stringify(page, null, 2)
      if (before !== undefined) write(`${count === 1 ? '[\n' : ',\n'}${indented(before)}`)
      count++
    },
    end: () => write(count === 0 ? '[]\n' : count === 1 ? `${held}\n` : `,\n${indented(held ?? '')}\n]\n`),
  }
}

/** Lines end with line feeds alone: JSON's texts may hold other ends of lines as they are. */
function indented(page: string): string {
  return `  ${page.replaceAll('\n', '\n  ')}`
}

function readCorpus(sources: readonly Source[], options: InspectCommandOptions, reader: SourceReader): readonly Rule[] {
  const { from: _, ...guessed } = options
  return sources.flatMap((source) => readRules(source, guessed, reader).rules)
}

function readRules(
  source: Source,
  options: Pick<InspectCommandOptions, 'from' | 'schema'>,
  reader: SourceReader,
): { readonly rules: readonly Rule[]; readonly diagnostics: readonly Diagnostic[] } {
  const language = options.from ?? detect(source.files[source.name] ?? '', source.name)
  if (language === undefined) {
    return { rules: [], diagnostics: [unknownLanguage(source.name)] }
  }
  const parsed = reader.rulesOf(source, language, { schema: options.schema })
  return { rules: parsed.ok ? parsed.value : [], diagnostics: parsed.diagnostics }
}
