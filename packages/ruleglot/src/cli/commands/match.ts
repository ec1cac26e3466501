import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { and, diagnostic, type Rule } from '@ruleglot/core'
import { compileMatcher, type EventSource, type MatcherRule } from '@ruleglot/matcher'
import { detect, type LanguageId } from '../../index.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { readSources } from '../read-sources.js'
import { type Report, reportDiagnostics, stderrReport, style } from '../report.js'
import { withSigmaCollections } from '../sigma-collections.js'
import { sourceReader } from '../source-reader.js'
import { oneLineName, terminalText } from '../terminal-text.js'
import { type SourceOptions, sourceOf } from './event-source.js'
import { type BatchResult, matchLines } from './match-lines.js'

export interface MatchOptions {
  readonly rules: string
  readonly from?: LanguageId
  readonly threads: number
  readonly explain?: boolean
  readonly logSource?: EventSource
  readonly logSourceFrom?: EventSource
  readonly schema: 'ecs' | 'none'
  readonly format: 'pretty' | 'ndjson'
}

/** `ruleglot match`: reads events line by line, so that a stream of any length takes bounded memory. */
export async function matchEvents(eventsPath: string, options: MatchOptions): Promise<ExitCode> {
  const report = stderrReport()
  const { rules, titles, refused } = readMatcherRules(options, report)
  if (rules.length === 0) {
    report.write(`${options.rules} holds no rule that can be run.\n`)
    return EXIT.badInput
  }
  const source = sourceOptions(options)
  const pool =
    options.threads === 1
      ? inThisThread(rules, source, options.explain === true)
      : inWorkers(rules, source, options.threads)
  const start = performance.now()
  let [events, matches, broken, lineNumber] = [0, 0, 0, 0]
  const finish = async ({ firstLine, result }: Pending): Promise<void> => {
    const { matches: found, broken: bad, events: count } = await result
    events += count
    for (const { line, reason } of bad) {
      if (broken++ < MOST_SHOWN) report.write(`${eventsPath}:${firstLine + line + 1}: ${reason}\n`)
    }
    let text = ''
    for (const match of found) {
      matches += match.ids.length
      const line = lineOf(firstLine + match.line + 1, match, titles, options.format)
      text += options.format === 'pretty' ? terminalText(line, false) : line
    }
    if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain')
  }
  const pending: Pending[] = []
  try {
    for await (const lines of batches(eventsPath)) {
      pending.push({ firstLine: lineNumber, result: pool.match(lines) })
      lineNumber += lines.length
      if (pending.length > options.threads * 2) await finish(pending.shift() as Pending)
    }
    for (const one of pending) await finish(one)
  } catch (error) {
    report.write(`${eventsPath} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`)
    return EXIT.badInput
  } finally {
    await pool.close()
  }
  if (broken > MOST_SHOWN) report.write(`${broken - MOST_SHOWN} more lines are no events.\n`)
  if (broken > 0)
    report.write("Each line is to be one event, an object in JSON: jq -c '.[]' makes such lines of a list.\n")
  const seconds = (performance.now() - start) / 1000
  const speed = Math.round(events / Math.max(seconds, 1e-3)).toLocaleString('en')
  report.write(
    style(report, 'dim', `${rules.length} rules, ${events} events, ${matches} matches, ${speed} events/s.\n`),
  )
  return broken > 0 || refused ? EXIT.badInput : EXIT.clean
}

/** A file that is no NDJSON is not to fill the screen. */
const MOST_SHOWN = 20

interface Pending {
  readonly firstLine: number
  readonly result: Promise<BatchResult> | BatchResult
}

interface Pool {
  match(lines: readonly string[]): Promise<BatchResult> | BatchResult
  close(): Promise<void>
}

function sourceOptions({ logSource, logSourceFrom }: MatchOptions): SourceOptions | undefined {
  if (logSource === undefined && logSourceFrom === undefined) return undefined
  return { words: logSource ?? {}, fields: logSourceFrom ?? {} }
}

function inThisThread(rules: readonly MatcherRule[], source: SourceOptions | undefined, explain: boolean): Pool {
  const matcher = compileMatcher(rules, source === undefined ? {} : { logSource: sourceOf(source) })
  return { match: (lines) => matchLines(matcher, lines, explain), close: async () => {} }
}

/** Batches go round; each worker answers in the order in which it was asked. */
function inWorkers(rules: readonly MatcherRule[], source: SourceOptions | undefined, count: number): Pool {
  const path = import.meta.url.includes('/chunks/') ? '../cli/commands/match-worker.js' : './match-worker.js'
  const workers = Array.from({ length: count }, () => {
    const waiting: { resolve: (result: BatchResult) => void; reject: (error: Error) => void }[] = []
    const worker = new Worker(new URL(path, import.meta.url), { workerData: { rules, source } })
    worker.on('message', (result: BatchResult) => waiting.shift()?.resolve(result))
    worker.on('error', (error: Error) => {
      for (const { reject } of waiting.splice(0)) reject(error)
    })
    return { worker, waiting }
  })
  let next = 0
  return {
    match(lines) {
      const { worker, waiting } = workers[next++ % count] as (typeof workers)[number]
      return new Promise((resolve, reject) => {
        waiting.push({ resolve, reject })
        worker.postMessage(lines)
      })
    },
    async close() {
      await Promise.all(workers.map(({ worker }) => worker.terminate()))
    },
  }
}

const BATCH_CHARACTERS = 1 << 20

/** Lines in batches of about a megabyte; what has come is handed on when the stream pauses. */
async function* batches(path: string): AsyncGenerator<readonly string[]> {
  const stream = path === '-' ? process.stdin : createReadStream(path, { highWaterMark: BATCH_CHARACTERS })
  stream.setEncoding('utf8')
  let rest = ''
  let isFirst = true
  for await (const chunk of stream) {
    // Files that Windows wrote may begin with a mark of their encoding.
    const text = isFirst ? String(chunk).replace(/^\ufeff/, '') : String(chunk)
    isFirst = false
    const end = text.lastIndexOf('\n')
    // A line that goes on and on is not searched again with each piece.
    if (end === -1) {
      rest += text
      continue
    }
    yield (rest + text.slice(0, end)).split('\n')
    rest = text.slice(end + 1)
  }
  if (rest !== '') yield [rest]
}

function lineOf(
  event: number,
  { ids, why }: BatchResult['matches'][number],
  titles: ReadonlyMap<string, string>,
  format: MatchOptions['format'],
): string {
  if (format === 'ndjson') return `${JSON.stringify({ event, rules: ids, ...(why === undefined ? {} : { why }) })}\n`
  return ids
    .map((id, i) => {
      const reason = why?.[i] === undefined ? '' : `\n        ${why[i]}`
      return `${String(event).padStart(6)}  ${id}  ${titles.get(id) ?? ''}${reason}\n`
    })
    .join('')
}

function readMatcherRules(options: MatchOptions, report: Report) {
  const { sources, diagnostics } = withSigmaCollections(readSources([options.rules]))
  const reader = sourceReader()
  reportDiagnostics(report, diagnostics, {})
  const rules: MatcherRule[] = []
  const titles = new Map<string, string>()
  let refused = diagnostics.length > 0
  for (const source of sources) {
    const language = options.from ?? detect(source.files[source.name] ?? '', source.name)
    if (language === undefined) {
      // Other files lie beside rules.
      if (source.isFound) continue
      const hint = { hint: 'Name it with --from.' }
      const message = `${source.name}: the language of the rule is not recognised.`
      reportDiagnostics(report, [diagnostic('rule/unknown-language', message, hint)], {})
      refused = true
      continue
    }
    const parsed = reader.rulesOf(source, language, { schema: options.schema })
    const problems = parsed.diagnostics.filter(({ severity }) => severity === 'error')
    reportDiagnostics(report, problems, source.files)
    if (!parsed.ok) refused = true
    for (const rule of parsed.ok ? parsed.value : []) {
      const id = freeId(rule, source.name, titles)
      titles.set(id, oneLineName(rule.title ?? ''))
      const guards = rule.defined.map(({ when }) => when)
      const condition = guards.length === 0 ? rule.condition : and([rule.condition, ...guards])
      rules.push({ id, condition, ...(rule.logSource === undefined ? {} : { logSource: rule.logSource }) })
    }
  }
  return { rules, titles, refused }
}

function freeId(rule: Rule, file: string, taken: ReadonlyMap<string, string>): string {
  const id = rule.id ?? file
  if (!taken.has(id)) return id
  for (let i = 2; ; i++) if (!taken.has(`${id} (${i})`)) return `${id} (${i})`
}
