import { readFileSync } from 'node:fs'
import { and, type Condition, type JsonValue } from '@ruleglot/core'
import { detect, evaluate, type LanguageId, parseRules } from '../../index.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { reasonOf } from '../file-problem.js'
import { readSources } from '../read-sources.js'
import { type Report, reportDiagnostics, stderrReport, style } from '../report.js'
import { terminalText } from '../terminal-text.js'
import { unknownLanguage } from '../unknown-language.js'

export interface EvalOptions {
  readonly from?: LanguageId
  readonly events: string
  readonly now?: string
  readonly schema: 'ecs' | 'none'
  readonly format: 'pretty' | 'ndjson'
  readonly expect?: 'match' | 'no-match'
}

/** `ruleglot eval`: one line per event on standard output. */
export function evaluateEvents(rulePath: string, options: EvalOptions): ExitCode {
  const report = stderrReport()
  if (rulePath === '-' && options.events === '-') {
    report.write('The rule and the events cannot both come from standard input. Name one as a file.\n')
    return EXIT.usage
  }
  const now = options.now === undefined ? undefined : clock(options.now)
  if (Number.isNaN(now)) {
    report.write(`--now ${options.now} is neither ISO 8601 nor milliseconds.\n`)
    return EXIT.usage
  }
  const condition = readCondition(rulePath, options, report)
  const events = condition === undefined ? undefined : readEvents(options.events, report)
  if (condition === undefined || events === undefined) return EXIT.badInput
  let matches = 0
  events.forEach((event, i) => {
    const verdict = evaluate(condition, event, now === undefined ? {} : { now })
    if (verdict === true) matches++
    process.stdout.write(
      options.format === 'ndjson'
        ? `${JSON.stringify({ event: i + 1, match: verdict })}\n`
        : `${String(i + 1).padStart(4)}  ${String(verdict).padEnd(7)}  ${terminalText(JSON.stringify(event), false)}\n`,
    )
  })
  if (events.length === 0)
    report.write('No events were given: name a file with --events, or send them to standard input.\n')
  else report.write(style(report, 'dim', `${matches} of ${events.length} events match.\n`))
  if (options.expect === 'match' && matches < events.length) return EXIT.findings
  return options.expect === 'no-match' && matches > 0 ? EXIT.findings : EXIT.clean
}

function readCondition(path: string, options: EvalOptions, report: Report): Condition | undefined {
  const { sources, diagnostics } = readSources([path])
  reportDiagnostics(report, diagnostics, {})
  const source = sources[0]
  if (source === undefined) return undefined
  const language = options.from ?? detect(source.files[source.name] ?? '', source.name)
  if (language === undefined) {
    reportDiagnostics(report, [unknownLanguage(path)], {})
    return undefined
  }
  const parsed = parseRules(language, source.files, { schema: options.schema, file: source.name, entry: source.name })
  reportDiagnostics(
    report,
    parsed.diagnostics.filter((problem) => problem.severity !== 'info'),
    source.files,
  )
  if (!parsed.ok) return undefined
  const [rule, second] = parsed.value
  if (rule === undefined || second !== undefined) {
    report.write(`${path} holds ${parsed.value.length} rules; eval takes one.\n`)
    return undefined
  }
  return rule.defined.length === 0 ? rule.condition : and([rule.condition, ...rule.defined.map((guard) => guard.when)])
}

/** NDJSON, a JSON array or one object. */
function readEvents(path: string, report: Report): readonly JsonValue[] | undefined {
  let text: string
  try {
    text = readFileSync(path === '-' ? 0 : path, 'utf8')
  } catch (error) {
    report.write(`${path} cannot be read: ${reasonOf(error)}.\n`)
    return undefined
  }
  const whole = parseJson(text)
  if (whole.ok) return Array.isArray(whole.value) ? whole.value : [whole.value as JsonValue]
  const events: JsonValue[] = []
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const parsed = parseJson(line)
    if (!parsed.ok) {
      report.write(`${path}:${i + 1}: not JSON: ${parsed.reason}\n`)
      return undefined
    }
    events.push(parsed.value as JsonValue)
  }
  return events
}

function parseJson(
  text: string,
): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly reason: string } {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}

function clock(text: string): number {
  return /^-?\d+$/.test(text) ? Number(text) : Date.parse(text)
}
