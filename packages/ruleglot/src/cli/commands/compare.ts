import { type Assumption, type Comparison, describeAssumption, type JsonValue } from '@ruleglot/core'
import { compareRules, type LanguageId, type RuleComparison } from '../../index.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { type LoadedRule, loadRules } from '../load-rules.js'
import { readPack } from '../read-pack.js'
import { type Report, reportDiagnostics, stderrReport, stdoutReport, style } from '../report.js'
import { VERDICT_STYLE } from '../verdict-style.js'

export interface CompareCommandOptions {
  readonly fromA?: LanguageId
  readonly fromB?: LanguageId
  readonly assume?: readonly Assumption[]
  /** A file, or `auto`. */
  readonly mapping?: string
  readonly schema: 'ecs' | 'none'
  readonly format: 'pretty' | 'json'
}

/** `ruleglot compare`: the verdict goes to standard output, what was wrong with the files to standard error. */
export function compareFiles(pathA: string, pathB: string, options: CompareCommandOptions): ExitCode {
  const report = stderrReport()
  if (pathA === '-' && pathB === '-') {
    report.write('The two rules cannot both come from standard input. Name one as a file.\n')
    return EXIT.usage
  }
  const a = readOne(pathA, options.fromA, options, report)
  const b = readOne(pathB, options.fromB, options, report)
  if (a === undefined || b === undefined) return EXIT.badInput
  const { assume, mapping } = options
  const pack = mapping === undefined || mapping === 'auto' ? undefined : readPack(mapping)
  if (pack?.ok === false) {
    reportDiagnostics(report, pack.diagnostics, {})
    return EXIT.badInput
  }
  const comparison = compareRules(a.rule, b.rule, {
    ...(assume === undefined ? {} : { assumptions: assume }),
    mapping: pack?.value ?? (mapping === 'auto' ? 'auto' : 'none'),
  })
  if (options.format === 'json') {
    const { verdict, condition, trigger, severity, routing, alerting } = comparison
    const row = { a: pathA, b: pathB, verdict, condition, trigger, severity, routing, alerting }
    process.stdout.write(`${JSON.stringify(row, null, 2)}\n`)
  } else {
    const out = stdoutReport()
    const { verdict, condition, trigger, severity, routing, alerting } = comparison
    out.write(`${style(out, VERDICT_STYLE[verdict], verdict)}: ${sentence(comparison, pathA, pathB)}\n`)
    if (condition.unproven !== undefined) out.write(`  condition  ${condition.unproven}\n`)
    if (trigger.why !== undefined) out.write(`  trigger    ${trigger.relation}: ${trigger.why}\n`)
    if (severity.why !== undefined) out.write(`  severity   ${severity.relation}: ${severity.why}\n`)
    if (routing.why !== undefined) out.write(`  routing    ${routing.relation}: ${routing.why}\n`)
    if (alerting.why !== undefined) out.write(`  alerting   ${alerting.relation}: ${alerting.why}\n`)
    writeWitness(out, condition, pathA, pathB)
    for (const known of condition.assumptions) out.write(`  given that ${describeAssumption(known)}\n`)
  }
  return comparison.verdict === 'equivalent' ? EXIT.clean : EXIT.findings
}

const SENTENCES: Readonly<Record<Comparison['verdict'], (a: string, b: string) => string>> = {
  equivalent: (a, b) => `${b} fires on the same events as ${a}.`,
  wider: (a, b) => `${b} fires on all events of ${a}, and on more.`,
  narrower: (a, b) => `${b} misses some events of ${a}.`,
  different: (a, b) => `${b} misses some events of ${a} and fires on others.`,
  unproven: (a, b) => `whether ${b} fires on the same events as ${a} could not be decided.`,
}

function sentence({ verdict, routing }: RuleComparison, a: string, b: string): string {
  const said = SENTENCES[verdict](a, b)
  return routing.relation === 'changed' ? `${said.slice(0, -1)}, each among those of its own log source.` : said
}

function writeWitness(out: Report, { witness }: Comparison, a: string, b: string): void {
  const { onlyA, onlyB } = witness ?? {}
  if (onlyA !== undefined) writeEvent(out, `only ${a} fires on`, onlyA)
  if (onlyB !== undefined) writeEvent(out, `only ${b} fires on`, onlyB)
}

function writeEvent(out: Report, label: string, event: JsonValue): void {
  const text = JSON.stringify(event, null, 2).replace(/^/gm, '    ')
  out.write(`\n  ${label}\n${style(out, 'bold', text)}\n`)
}

function readOne(
  path: string,
  from: LanguageId | undefined,
  { schema }: CompareCommandOptions,
  report: Report,
): LoadedRule | undefined {
  const { rules, diagnostics, files } = loadRules([path], { schema, ...(from === undefined ? {} : { from }) })
  reportDiagnostics(
    report,
    diagnostics.filter(({ severity }) => severity !== 'info'),
    files,
  )
  const [rule, second] = rules
  if (rule !== undefined && second === undefined) return rule
  if (rules.length > 1)
    report.write(`${path} holds ${rules.length} rules; compare takes one. For folders there is diff.\n`)
  else if (diagnostics.length === 0) report.write(`${path} holds no rule.\n`)
  return undefined
}
