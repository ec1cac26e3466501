import {
  type Diagnostic,
  type DiagnosticCode,
  diagnostic,
  type JsonValue,
  markdownCode,
  markdownText,
} from '@ruleglot/core'
import { diagnosticsToSarif, type LanguageId } from '../../index.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { type HeldRule, ruleHolder } from '../held-rule.js'
import { eachRule, type LoadedRule, type LoadedRules, ruleName } from '../load-rules.js'
import {
  progressLine,
  type Report,
  reportDiagnostics,
  type Style,
  stderrReport,
  stdoutReport,
  style,
} from '../report.js'
import { type ChangeStatus, type RuleChange, ruleChanges } from '../rule-changes.js'
import { VERDICT_STYLE } from '../verdict-style.js'

export interface DiffOptions {
  readonly from?: LanguageId
  readonly schema: 'ecs' | 'none'
  readonly format: 'pretty' | 'json' | 'markdown' | 'sarif'
}

/** What a reviewer has to see first. */
const ORDER: readonly ChangeStatus[] = [
  'narrower',
  'different',
  'wider',
  'unproven',
  'removed',
  'added',
  'equivalent',
  'unchanged',
]

/** `ruleglot diff`: the changes on standard output, problems with files on standard error. */
export function diffRules(before: string, after: string, options: DiffOptions): ExitCode {
  const report = stderrReport()
  const progress = progressLine()
  const [old, now] = [heldRules(before, options, progress), heldRules(after, options, progress)]
  const changes = ruleChanges(old.rules, now.rules, progress)
  progress()
  for (const { diagnostics, files } of [old, now]) {
    reportDiagnostics(
      report,
      diagnostics.filter(({ severity }) => severity === 'error'),
      files,
    )
  }
  const sorted = [...changes].sort((a, b) => ORDER.indexOf(a.status) - ORDER.indexOf(b.status))
  if (options.format === 'pretty' && changes.length > 0) printPretty(stdoutReport(), sorted)
  else if (options.format !== 'pretty') process.stdout.write(PRINTERS[options.format](sorted, now.files))
  if ([old, now].some(({ diagnostics }) => diagnostics.some(({ severity }) => severity === 'error')))
    return EXIT.badInput
  if (old.rules.length + now.rules.length === 0) {
    report.write('No rules were found in either version.\n')
    return EXIT.badInput
  }
  const isAlike = ({ status, comparison }: RuleChange): boolean =>
    status === 'unchanged' ||
    (status === 'equivalent' &&
      comparison?.alerting.relation !== 'changed' &&
      // The same test of the events of another log is met by other events.
      comparison?.routing.relation !== 'changed')
  return changes.every(isAlike) ? EXIT.clean : EXIT.findings
}

function heldRules(
  path: string,
  options: DiffOptions,
  progress: (done: number, of: number) => void,
): Omit<LoadedRules, 'rules'> & { readonly rules: readonly HeldRule[] } {
  const rules: HeldRule[] = []
  const hold = ruleHolder(options)
  const others = eachRule([path], options, (loaded) => void rules.push(hold(loaded)), progress)
  return { rules, ...others }
}

const WORDS: Readonly<Record<ChangeStatus, string>> = {
  narrower: 'misses events it fired on before',
  different: 'misses some events and fires on others',
  wider: 'fires on more events than before',
  unproven: 'changed, and could not be compared',
  removed: 'is gone',
  added: 'is new',
  equivalent: 'is written otherwise and fires on the same events',
  unchanged: 'is unchanged',
}

const STYLES: Readonly<Record<ChangeStatus, Style>> = {
  ...VERDICT_STYLE,
  removed: 'red',
  added: 'green',
  unchanged: 'dim',
}

function printPretty(out: Report, changes: readonly RuleChange[]): void {
  for (const change of changes) {
    if (change.status === 'unchanged') continue
    const loaded = ruleOf(change)
    out.write(`${style(out, STYLES[change.status], change.status.padEnd(10))}  ${ruleName(loaded)}\n`)
    out.write(`            ${style(out, 'dim', loaded.source.name)}\n`)
    for (const note of notesOf(change)) out.write(`            ${note}\n`)
    for (const [label, event] of eventsOf(change)) out.write(`            ${label} ${JSON.stringify(event)}\n`)
  }
  out.write(`${changes.some(({ status }) => status !== 'unchanged') ? '\n' : ''}${summary(changes)}\n`)
}

function ruleOf({ after, before }: RuleChange): LoadedRule {
  return (after ?? before) as LoadedRule
}

/** What else changed, in words. */
function notesOf({ comparison }: RuleChange): readonly string[] {
  if (comparison === undefined) return []
  const { condition, trigger, severity, routing, alerting } = comparison
  return [
    ...(condition.unproven === undefined ? [] : [condition.unproven]),
    ...(trigger.why === undefined ? [] : [`trigger: ${trigger.why}`]),
    ...(severity.why === undefined ? [] : [`severity: ${severity.why}`]),
    ...(routing.why === undefined ? [] : [`log source: ${routing.why}`]),
    ...(alerting.why === undefined ? [] : [`alerting: ${alerting.why}`]),
  ]
}

function eventsOf({ comparison }: RuleChange): readonly (readonly [label: string, event: JsonValue])[] {
  const { onlyA, onlyB } = comparison?.condition.witness ?? {}
  return [
    ...(onlyA === undefined ? [] : [['no longer fires on', onlyA] as const]),
    ...(onlyB === undefined ? [] : [['now fires on', onlyB] as const]),
  ]
}

function summary(changes: readonly RuleChange[]): string {
  const counts = ORDER.flatMap((status) => {
    const n = changes.filter((change) => change.status === status).length
    return n === 0 ? [] : [`${n} ${status}`]
  })
  return `${changes.length} rule${changes.length === 1 ? '' : 's'}: ${counts.join(', ')}.`
}

type Printer = (changes: readonly RuleChange[], files: Readonly<Record<string, string>>) => string

const PRINTERS: Readonly<Record<Exclude<DiffOptions['format'], 'pretty'>, Printer>> = {
  json: (changes) =>
    `${JSON.stringify(
      changes.map((change) => ({
        status: change.status,
        id: ruleOf(change).rule.id ?? null,
        title: ruleOf(change).rule.title ?? null,
        before: change.before?.source.name ?? null,
        after: change.after?.source.name ?? null,
        witness: change.comparison?.condition.witness ?? null,
        notes: notesOf(change),
      })),
      null,
      2,
    )}\n`,
  markdown: (changes) => {
    const shown = changes.filter(({ status }) => status !== 'unchanged')
    const rows = shown.map((change) => {
      const loaded = ruleOf(change)
      const events = eventsOf(change).map(([label, event]) => `${label} ${markdownCode(JSON.stringify(event))}`)
      const what = [WORDS[change.status], ...notesOf(change).map(markdownText), ...events].join('<br>')
      return `| **${change.status}** | ${markdownText(ruleName(loaded))}<br>${markdownCode(loaded.source.name)} | ${what} |`
    })
    const table = ['| | rule | what changed |', '|---|---|---|', ...rows, '']
    return [
      '### What this change does to the rules',
      '',
      summary(changes),
      '',
      ...(rows.length === 0 ? [] : table),
    ].join('\n')
  },
  sarif: (changes, files) =>
    `${JSON.stringify(diagnosticsToSarif(changes.flatMap(changeDiagnostics), files), null, 2)}\n`,
}

function changeDiagnostics(change: RuleChange): readonly Diagnostic[] {
  const { status, comparison } = change
  const loaded = ruleOf(change)
  const span = change.after === undefined ? undefined : placeOf(loaded)
  const say = (code: DiagnosticCode, message: string): Diagnostic =>
    diagnostic(code, message, span === undefined ? {} : { span })
  const severity = comparison?.severity.relation === 'same' ? undefined : comparison?.severity
  const meta = [
    ...(severity === undefined ? [] : [severity.why ?? 'severity changed']),
    ...(comparison?.routing.why === undefined ? [] : [`log source: ${comparison.routing.why}`]),
    ...(comparison?.alerting.why === undefined ? [] : [comparison.alerting.why]),
  ]
  const more = meta.map((why) => say('change/metadata', `"${ruleName(loaded)}": ${why}.`))
  if (status === 'unchanged' || status === 'equivalent') return more
  const events = eventsOf(change).map(([label, event]) => ` It ${label} ${JSON.stringify(event)}.`)
  const name = `"${ruleName(loaded)}"${change.after === undefined ? ` (${loaded.source.name})` : ''}`
  return [say(`change/${status}`, `${name} ${WORDS[status]}.${events.join('')}`), ...more]
}

function placeOf({ rule, source }: LoadedRule): { start: number; end: number; file: string } {
  const { start, end } = rule.condition.span ?? { start: 0, end: 0 }
  return { start, end, file: rule.condition.span?.file ?? source.name }
}
