import type { Pack } from '@ruleglot/core'
import type { LanguageId } from '../../index.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { type FieldRow, fieldTable } from '../field-table.js'
import { eachRule } from '../load-rules.js'
import { readPack } from '../read-pack.js'
import { reportDiagnostics, stderrReport, stdoutReport } from '../report.js'
import { oneLineName } from '../terminal-text.js'

export interface FieldsOptions {
  readonly from?: LanguageId
  readonly to?: readonly LanguageId[]
  readonly mapping?: string
  readonly schema: 'ecs' | 'none'
  readonly format: 'pretty' | 'json'
}

/** Platforms whose names are shown when none is asked for. */
const PLATFORMS: readonly LanguageId[] = ['elastic', 'panther', 'sigma']

/** `ruleglot fields`: what the rules read, by log source, and what it is called on each platform. */
export function listFields(paths: readonly string[], options: FieldsOptions): ExitCode {
  const rows = readFieldRows(paths, options, options.to ?? PLATFORMS)
  if (typeof rows === 'number') return rows
  if (options.format === 'json') process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`)
  else stdoutReport().write(tableText(rows))
  return EXIT.clean
}

/** The rows, or the exit code that says why there are none. */
export function readFieldRows(
  paths: readonly string[],
  options: Omit<FieldsOptions, 'format' | 'to'>,
  targets: readonly LanguageId[],
): readonly FieldRow[] | ExitCode {
  const report = stderrReport()
  let mapping: Pack | undefined
  if (options.mapping !== undefined) {
    const pack = readPack(options.mapping)
    if (!pack.ok) {
      reportDiagnostics(report, pack.diagnostics, {})
      return EXIT.usage
    }
    mapping = pack.value
  }
  const table = fieldTable(targets, mapping)
  const { diagnostics, files } = eachRule(paths, options, table.add)
  const rows = table.rows()
  if (table.isEmpty()) {
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    reportDiagnostics(report, errors, files)
    if (errors.length === 0) report.write('No rules were found.\n')
    return EXIT.badInput
  }
  const unread = new Set(diagnostics.flatMap(({ severity, span }) => (severity === 'error' ? [span?.file ?? ''] : [])))
    .size
  if (unread > 0)
    report.write(`${unread} file${unread === 1 ? '' : 's'} could not be read whole: ruleglot check says why.\n`)
  return rows
}

function tableText(rows: readonly FieldRow[]): string {
  const targets = [...new Set(rows.flatMap(({ names }) => Object.keys(names)))]
  const cells = rows.map((row) => [
    String(row.rules),
    oneLineName(row.name),
    ...targets.map((target) => namesText(row, row.names[target])),
  ])
  const head = ['rules', 'field', ...targets]
  const widths = head.map((title, i) =>
    Math.min(48, Math.max(title.length, ...cells.map((row) => row[i]?.length ?? 0))),
  )
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => (i === 0 ? cell.padStart(widths[i] as number) : cell.padEnd(widths[i] as number)))
      .join('  ')
      .trimEnd()
  const lines: string[] = []
  for (const [i, row] of rows.entries()) {
    if (i === 0 || rows[i - 1]?.pack !== row.pack) {
      if (i > 0) lines.push('')
      lines.push(row.pack ?? 'no mapping for the log source', line(head))
    }
    lines.push(line(cells[i] as readonly string[]))
  }
  return `${lines.join('\n')}\n`
}

function namesText(row: FieldRow, names: readonly string[] | undefined): string {
  if (row.pack === undefined) return ''
  if (!row.known) return '?'
  return names === undefined || names.length === 0 ? '-' : (names[0] as string)
}
