import { type Diagnostic, diagnosticsToJson, type Rule, ruleOf } from '@ruleglot/core'
import { detect, type LanguageId } from '../../index.js'
import { mockedRule } from '../../mocked-rule.js'
import { type RunTestsOptions, runTests, type TestOutcome } from '../../run-tests.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { ownCopy } from '../own-copy.js'
import { readSources, type Source } from '../read-sources.js'
import { type Report, reportDiagnostics, stderrReport, stdoutReport } from '../report.js'
import { withSigmaCollections } from '../sigma-collections.js'
import { type SourceReader, sourceReader } from '../source-reader.js'
import { testTable } from '../test-table.js'
import { unknownLanguage } from '../unknown-language.js'

export interface TestOptions {
  readonly from?: LanguageId
  readonly now?: string
  readonly schema: 'ecs' | 'none'
  readonly all?: boolean
  readonly strict?: boolean
  readonly format: 'pretty' | 'json'
}

/** One rule with what became of its tests. */
export interface TestedRule {
  readonly source: Source
  readonly rule: Rule
  readonly outcomes: readonly TestOutcome[]
  /** Parts of the rule that were not read. */
  readonly unread: readonly Diagnostic[]
}

/** `ruleglot test`: the table goes to standard output, progress and problems with files to standard error. */
export function testRules(paths: readonly string[], options: TestOptions): ExitCode {
  const report = stderrReport()
  const now = options.now === undefined ? undefined : clock(options.now)
  if (Number.isNaN(now)) {
    report.write(`--now ${options.now} is neither ISO 8601 nor milliseconds.\n`)
    return EXIT.usage
  }
  const { sources, diagnostics } = withSigmaCollections(readSources(paths))
  const reader = sourceReader()
  reportDiagnostics(report, diagnostics, {})
  let unreadable = diagnostics.length
  const tested: TestedRule[] = []
  const isShown = sources.length > 20 && process.stderr.isTTY === true
  for (const [i, source] of sources.entries()) {
    if (isShown && i % 10 === 0) process.stderr.write(`\r\x1b[K${i}/${sources.length}`)
    const read = readRules(source, options, reader, report)
    if (read === undefined) unreadable++
    else {
      for (const rule of read.rules) {
        const outcomes = runTests(rule, { ...(now === undefined ? {} : { now }), withMocks: read.withMocks })
        const { source: _, ...kept } = withoutTrees({ source, rule, outcomes, unread: read.unread })
        tested.push({ source, ...ownCopy(kept) })
      }
    }
  }
  if (isShown) process.stderr.write('\r\x1b[K')
  if (tested.length === 0) {
    if (unreadable === 0) report.write('No rules were found.\n')
    return EXIT.badInput
  }
  if (options.format === 'json') process.stdout.write(asJson(tested))
  else stdoutReport().write(testTable(tested, options.all === true))
  if (unreadable > 0) report.write(`${unreadable} file${unreadable === 1 ? '' : 's'} could not be read.\n`)
  const has = (status: TestOutcome['status']): boolean =>
    tested.some(({ outcomes }) => outcomes.some((outcome) => outcome.status === status))
  if (has('failed') || (options.strict === true && has('undecided'))) return EXIT.findings
  return unreadable > 0 ? EXIT.badInput : EXIT.clean
}

/** Events and conditions are only shown of tests that failed; of a folder the others are not held. */
function withoutTrees(one: TestedRule): TestedRule {
  const outcomes = one.outcomes.map((outcome) => (outcome.status === 'failed' ? outcome : { ...outcome, event: null }))
  if (outcomes.some(({ status }) => status === 'failed')) return { ...one, outcomes }
  const { ir, language, id, name, title } = one.rule
  const names = {
    ...(id === undefined ? {} : { id }),
    ...(name === undefined ? {} : { name }),
    ...(title === undefined ? {} : { title }),
  }
  const rule: Rule = { ...ruleOf(language, { kind: 'True' }), ir, ...names }
  return { ...one, rule, outcomes }
}

interface ReadRules {
  readonly rules: readonly Rule[]
  readonly unread: readonly Diagnostic[]
  readonly withMocks: NonNullable<RunTestsOptions['withMocks']>
}

const NO_RULES: ReadRules = { rules: [], unread: [], withMocks: (rule) => rule }

/** Undefined for a file that could not be read; a file of a folder that holds nothing we know is passed over. */
function readRules(
  source: Source,
  { from, schema }: TestOptions,
  reader: SourceReader,
  report: Report,
): ReadRules | undefined {
  const text = source.files[source.name] ?? ''
  const language = from ?? detect(text, source.name)
  if (language === undefined) {
    if (source.isFound) return NO_RULES
    reportDiagnostics(report, [unknownLanguage(source.name)], {})
    return undefined
  }
  const reading = { schema, file: source.name, guards: 'explicit' } as const
  const parsed = reader.rulesOf(source, language, reading)
  if (!parsed.ok) {
    // Folders of rules hold other files too.
    const isOther = source.isFound && parsed.diagnostics.every(({ code }) => /\/(no|not-a)-rule$/.test(code))
    if (isOther) return NO_RULES
    reportDiagnostics(
      report,
      parsed.diagnostics.filter(({ severity }) => severity === 'error'),
      source.files,
    )
    return undefined
  }
  return {
    rules: parsed.value,
    unread: parsed.diagnostics.filter(({ code }) => UNREAD.has(code)),
    withMocks: (rule, mocks) => mockedRule(rule, mocks, source.files, { language, options: reading }),
  }
}

/** Diagnostics that say why a test may be undecided. */
const UNREAD: ReadonlySet<string> = new Set([
  'panther/unread-python',
  'panther/unread-expression',
  'panther/unknown-condition',
  'panther/no-python',
  'panther/no-base',
])

function asJson(tested: readonly TestedRule[]): string {
  const rows = tested.map(({ source, rule, outcomes, unread }) => ({
    source: source.name,
    rule: rule.id ?? rule.title ?? null,
    tests: outcomes.map(({ event: _, ...outcome }) => outcome),
    unread: diagnosticsToJson(unread, source.files),
  }))
  return `${JSON.stringify(rows, null, 2)}\n`
}

function clock(text: string): number {
  return /^-?\d+$/.test(text) ? Number(text) : Date.parse(text)
}
