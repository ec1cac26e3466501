import {
  type Condition,
  DIAGNOSTIC_CODES,
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  type RelatedReport,
  visit,
} from '@ruleglot/core'
import {
  diagnosticsToJson,
  diagnosticsToMarkdown,
  diagnosticsToSarif,
  findRelated,
  type LanguageId,
  lint,
  lintCondition,
  renderDiagnostics,
  wholeCondition,
} from '../../index.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { eachRule, type LoadedRule, ruleName } from '../load-rules.js'
import { ownCopy } from '../own-copy.js'
import { progressLine, stderrReport, stdoutReport, style } from '../report.js'
import { type TextsByName, textsByName } from '../texts-by-name.js'

export interface CheckOptions {
  readonly from?: LanguageId
  readonly related?: boolean
  readonly all?: boolean
  readonly schema: 'ecs' | 'none'
  readonly format: 'pretty' | 'json' | 'sarif' | 'markdown'
}

/**
 * `ruleglot check`: findings on standard output, how many there are on standard error. Rules are looked at one by one
 * and held only where they are compared with each other.
 */
export function checkRules(paths: readonly string[], options: CheckOptions): ExitCode {
  const report = stderrReport()
  const progress = progressLine()
  const rules: LoadedRule[] = []
  const logic: Diagnostic[] = []
  const texts = new Map<LanguageId, TextsByName>()
  let count = 0
  let unread = 0
  const look = (loaded: LoadedRule): void => {
    count++
    const condition = wholeCondition(loaded.rule)
    if (hasUnreadPart(condition)) unread++
    for (const entry of lintCondition(condition)) logic.push(ownCopy(inFile(entry, loaded)))
    // Linters look at all files of a language together: ids and names are of a set.
    const own = texts.get(loaded.language) ?? textsByName()
    texts.set(loaded.language, own)
    own.add(loaded.source)
    if (options.related === true) rules.push(loaded)
  }
  const { diagnostics, files, sources } = eachRule(paths, options, look, progress)
  const found: Diagnostic[] = [...diagnostics, ...logic]
  for (const [language, own] of texts) for (const one of lint(language, own.files)) found.push(one)
  if (options.related === true) {
    const related = findRelated(
      rules.map(({ rule }) => rule),
      (done) => progress(done, rules.length),
    )
    for (const one of relatedDiagnostics(related, rules)) found.push(one)
  }
  progress()
  const visible = found.filter(
    ({ code, severity }) => options.all === true || severity !== 'info' || code.startsWith('related/'),
  )
  const out = stdoutReport()
  const write = options.format === 'pretty' ? out.write : (text: string) => void process.stdout.write(text)
  PRINTERS[options.format](visible, files, write, out.color)
  const countOf = (severity: Diagnostic['severity']): number =>
    found.filter((entry) => entry.severity === severity).length
  const [errors, warnings] = [countOf('error'), countOf('warning')]
  const isClean = errors + warnings === 0
  const total = `${plural(count, 'rule')} in ${plural(sources.length, 'file')}: ${isClean ? 'nothing found' : `${plural(errors, 'error')}, ${plural(warnings, 'warning')}`}.`
  report.write(`${style(report, isClean ? 'green' : 'bold', total)}\n`)
  if (unread > 0) report.write(`${unreadNote(unread, count)}\n`)
  if (visible.length > MOST_UNCOUNTED) report.write(countsByCode(visible))
  if (errors > 0 || (count === 0 && sources.length === 0)) return EXIT.badInput
  return warnings > 0 ? EXIT.findings : EXIT.clean
}

function hasUnreadPart(condition: Condition): boolean {
  let found = false
  visit(condition, ({ kind }) => {
    found ||= kind === 'Opaque'
  })
  return found
}

function unreadNote(unread: number, count: number): string {
  const which = count === 1 ? 'A part of the rule' : `A part of ${plural(unread, 'rule')}`
  return `${which} is not understood, and its logic is not checked; ruleglot inspect shows it.`
}

/** More findings than this are counted by what they are, as nobody reads them all first. */
const MOST_UNCOUNTED = 20

function countsByCode(found: readonly Diagnostic[]): string {
  const counts = new Map<DiagnosticCode, number>()
  for (const { code } of found) counts.set(code, (counts.get(code) ?? 0) + 1)
  const sorted = [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  const width = Math.max(...sorted.map(([code]) => code.length))
  return sorted
    .map(([code, count]) => `${String(count).padStart(6)}  ${code.padEnd(width)}  ${DIAGNOSTIC_CODES[code].title}\n`)
    .join('')
}

type Printer = (
  found: readonly Diagnostic[],
  files: Readonly<Record<string, string>>,
  write: (text: string) => void,
  color: boolean,
) => void

const PRINTERS: Readonly<Record<CheckOptions['format'], Printer>> = {
  pretty: (found, files, write, color) => {
    const pieces = piecesOf(found)
    for (const [i, piece] of pieces.entries())
      write(`${renderDiagnostics(piece, files, { color })}${i < pieces.length - 1 ? '\n\n' : '\n'}`)
  },
  json: (found, files, write) => {
    if (found.length === 0) return write('[]\n')
    for (const [i, piece] of piecesOf(found).entries()) {
      const rows = JSON.stringify(diagnosticsToJson(piece, files), null, 2).slice('[\n'.length, -'\n]'.length)
      write(`${i === 0 ? '[\n' : ',\n'}${rows}`)
    }
    write('\n]\n')
  },
  sarif: (found, files, write) => write(`${JSON.stringify(diagnosticsToSarif(found, files), null, 2)}\n`),
  markdown: (found, files, write) =>
    write(found.length === 0 ? 'Nothing found.\n' : diagnosticsToMarkdown(found, files)),
}

/** A report of a large folder is written piece by piece. */
function piecesOf(found: readonly Diagnostic[]): readonly (readonly Diagnostic[])[] {
  return Array.from({ length: Math.ceil(found.length / PIECE) }, (_, i) => found.slice(i * PIECE, (i + 1) * PIECE))
}

const PIECE = 500

/** A finding without a place stands at the beginning of its rule's file. */
function inFile(entry: Diagnostic, { source, rule }: LoadedRule): Diagnostic {
  const place = entry.span ?? rule.condition.span ?? rule.span ?? { start: 0, end: 0 }
  return { ...entry, span: place.file === undefined ? { ...place, file: source.name } : place }
}

function relatedDiagnostics({ pairs }: RelatedReport, rules: readonly LoadedRule[]): readonly Diagnostic[] {
  return pairs.map(({ relation, a, b, sameTrigger }) => {
    const [own, other] = [rules[a] as LoadedRule, rules[b] as LoadedRule]
    const counts = sameTrigger ? '' : ' They count matches in different ways.'
    const span = { start: 0, end: 0, file: own.source.name }
    const data = { rule: own.rule.id ?? own.source.name, other: other.rule.id ?? other.source.name, sameTrigger }
    return relation === 'same'
      ? diagnostic(
          'related/same',
          `"${ruleName(own)}" fires on the same events as "${ruleName(other)}" (${other.source.name}).${counts}`,
          {
            span,
            hint: 'Keep one of them, or say in their titles what sets them apart.',
            data,
          },
        )
      : diagnostic(
          'related/inside',
          `"${ruleName(own)}" fires only where "${ruleName(other)}" (${other.source.name}) fires too.${counts}`,
          {
            span,
            data,
          },
        )
  })
}

function plural(n: number, word: string): string {
  return `${n} ${word}${n === 1 ? '' : 's'}`
}
