import { styleText } from 'node:util'
import {
  type Diagnostic,
  describeAssumption,
  type JsonValue,
  renderDiagnostics,
  type Translation,
  type Verdict,
} from '@ruleglot/core'
import { IN_SHORT } from './assumptions-in-short.js'
import { terminalText } from './terminal-text.js'

/** How things are said to a person on standard error. Plain text unless standard error shows colour. */
export interface Report {
  readonly color: boolean
  readonly write: (text: string) => void
}

export function stderrReport(): Report {
  const color = process.stderr.isTTY === true && process.env['NO_COLOR'] === undefined
  return { color, write: (text) => void process.stderr.write(terminalText(text, color)) }
}

export type Style = 'green' | 'yellow' | 'red' | 'dim' | 'bold'

/** For what goes to standard output, where colour depends on that alone. */
export function stdoutReport(): Report {
  const color = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined
  return { color, write: (text) => void process.stdout.write(terminalText(text, color)) }
}

/** A line that says how far long work is, on a terminal only; called without numbers it goes away. */
export function progressLine(): (done?: number, of?: number) => void {
  if (process.stderr.isTTY !== true) return () => {}
  return (done, of = 0) => {
    if (done === undefined) process.stderr.write('\r\x1b[K')
    else if (of > 50 && done % 10 === 0) process.stderr.write(`\r\x1b[K${done}/${of}`)
  }
}

export function style(report: Report, name: Style, text: string): string {
  return report.color ? styleText(name, text) : text
}

const VERDICT_STYLE: Readonly<Record<Verdict, Style>> = {
  exact: 'green',
  wider: 'yellow',
  narrower: 'red',
  different: 'red',
  unproven: 'yellow',
}

/** The lines of one translation: verdict, what was mapped, what differs, with the event that shows it. */
export function reportTranslation(report: Report, target: string, translation: Translation, explain: boolean): void {
  const { ruleVerdict, mapped, verdict } = translation
  const facts = [
    `condition ${style(report, VERDICT_STYLE[verdict], verdict)}`,
    ...(ruleVerdict.trigger === 'exact' ? [] : [`trigger ${style(report, 'yellow', ruleVerdict.trigger)}`]),
    ...(ruleVerdict.severity === 'exact' ? [] : [`severity ${style(report, 'yellow', 'approximate')}`]),
    ...(ruleVerdict.routing === 'exact' ? [] : [`routing ${style(report, 'yellow', ruleVerdict.routing)}`]),
    ...(mapped.length === 0 ? [] : [`${mapped.length} field${mapped.length === 1 ? '' : 's'} mapped`]),
  ]
  report.write(`  -> ${target.padEnd(17)} ${facts.join('   ')}\n`)
  if (translation.unproven !== undefined) note(report, translation.unproven)
  const { onlyA, onlyB } = translation.witness ?? {}
  if (onlyA !== undefined) note(report, `only the source fires on ${oneLine(onlyA)}`)
  if (onlyB !== undefined) note(report, `only the output fires on ${oneLine(onlyB)}`)
  if (explain) {
    for (const field of mapped) note(report, `${field.from} = ${field.to}`)
    for (const assumption of translation.assumptions)
      note(report, `assumes: ${describeAssumption(assumption)} (${assumption.why})`)
    for (const line of settledLines(translation)) note(report, line)
  }
}

/** What the mapping knows, so that nothing has to be assumed: one line for each field. */
function settledLines({ settled = [] }: Translation): readonly string[] {
  const byField = new Map<string, string[]>()
  for (const { field, question, by } of settled) {
    const words = question === 'letterCase' ? `letter case (${by})` : IN_SHORT[question]
    byField.set(field, [...(byField.get(field) ?? []), words])
  }
  return [...byField].map(([field, words]) => `the mapping knows of ${field}: ${words.join(', ')}`)
}

export function reportRefusal(report: Report, target: string): void {
  report.write(`  -> ${target.padEnd(17)} ${style(report, 'red', 'refused')}\n`)
}

function note(report: Report, text: string): void {
  report.write(`     ${' '.repeat(17)} ${style(report, 'dim', text)}\n`)
}

function oneLine(event: JsonValue): string {
  const text = JSON.stringify(event)
  return text.length > 200 ? `${text.slice(0, 197)}...` : text
}

export function reportDiagnostics(
  report: Report,
  diagnostics: readonly Diagnostic[],
  files: Readonly<Record<string, string>>,
): void {
  if (diagnostics.length > 0) report.write(`${renderDiagnostics(diagnostics, files, { color: report.color })}\n`)
}
