import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { GeneratedTest, TestPlan } from '@ruleglot/core'
import { pantherTests } from '@ruleglot/emitters/panther'
import { type LanguageId, planTests, wholeCondition } from '../../index.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { type LoadedRule, loadRules, ruleName } from '../load-rules.js'
import { type Report, reportDiagnostics, stderrReport, style } from '../report.js'

export interface GenerateTestsCommandOptions {
  readonly from?: LanguageId
  readonly format: 'panther' | 'ndjson' | 'vitest'
  readonly include: 'coverage' | 'all'
  readonly schema: 'ecs' | 'none'
}

/** `ruleglot generate-tests`: tests on standard output, what they cover on standard error. */
export function generateTestsFor(path: string, options: GenerateTestsCommandOptions): ExitCode {
  const report = stderrReport()
  const { rules, diagnostics, files } = loadRules([path], options)
  reportDiagnostics(
    report,
    diagnostics.filter(({ severity }) => severity !== 'info'),
    files,
  )
  const [loaded, second] = rules
  if (loaded === undefined || second !== undefined) {
    if (rules.length > 1) report.write(`${path} holds ${rules.length} rules; generate-tests takes one.\n`)
    else if (diagnostics.length === 0) report.write(`${path} holds no rule.\n`)
    return EXIT.badInput
  }
  const plan = planTests(wholeCondition(loaded.rule), {
    assumptions: loaded.rule.assumptions ?? [],
    include: options.include,
  })
  process.stdout.write(WRITERS[options.format](plan.tests, loaded, options))
  reportCoverage(report, plan, loaded)
  return plan.tests.length === 0 ? EXIT.findings : EXIT.clean
}

function reportCoverage(report: Report, { tests, leaves, uncovered }: TestPlan, loaded: LoadedRule): void {
  const firing = tests.filter(({ expected }) => expected).length
  report.write(
    style(
      report,
      'dim',
      `${tests.length} tests, ${firing} that fire; ${leaves - uncovered.length} of ${leaves} parts of the rule decide in a pair of them.\n`,
    ),
  )
  for (const { what, why } of uncovered) report.write(`  no pair for ${what}: ${why}\n`)
  if (loaded.rule.trigger.kind !== 'each')
    report.write('  The tests are about single events; the rule also counts them.\n')
}

type Writer = (
  tests: readonly GeneratedTest[],
  loaded: LoadedRule,
  options: Pick<GenerateTestsCommandOptions, 'schema'>,
) => string

const WRITERS: Readonly<Record<GenerateTestsCommandOptions['format'], Writer>> = {
  ndjson: (tests) =>
    tests.map(({ name, expected, event }) => `${JSON.stringify({ name, expected, event })}\n`).join(''),
  panther: (tests) => pantherTests(tests),
  vitest: vitestFile,
}

/** The rule is read when the tests run, from the path as it was given, and what it needs from where that was found. */
function vitestFile(
  tests: readonly GeneratedTest[],
  loaded: LoadedRule,
  { schema }: Pick<GenerateTestsCommandOptions, 'schema'>,
): string {
  const { source, language } = loaded
  const reading = [
    `file: ${JSON.stringify(source.name)}`,
    `entry: ${JSON.stringify(source.name)}`,
    "guards: 'explicit'",
    ...(schema === 'none' ? ["schema: 'none'"] : []),
  ]
  const paths = Object.entries(source.files).map(([name, text]) => [name, placeOf(name, text, source.name)])
  const rows = tests.map(({ name, expected, event }) => `  ${JSON.stringify({ name, expected, event })},\n`)
  const imports = [
    "import { readFileSync } from 'node:fs'",
    "import { evaluate, parseRules, wholeCondition } from 'ruleglot'",
    "import { describe, expect, test } from 'vitest'",
  ]
  return `${imports.join('\n')}

const paths = ${JSON.stringify(Object.fromEntries(paths))}
const files = Object.fromEntries(Object.entries(paths).map(([name, path]) => [name, readFileSync(path, 'utf8')]))
const rules = parseRules(${JSON.stringify(language)}, files, { ${reading.join(', ')} })
if (!rules.ok) throw new Error(rules.diagnostics.map(({ message }) => message).join('\\n'))
const condition = wholeCondition(rules.value[0])

const tests = [
${rows.join('')}]

describe(${JSON.stringify(ruleName(loaded))}, () => {
  test.each(tests)('$name', ({ event, expected }) => {
    expect(evaluate(condition, event)).toBe(expected)
  })
})
`
}

/** Where a text is: names of helper modules and of other rules are those below a folder around the rule's own. */
function placeOf(name: string, text: string, rule: string): string {
  const folder = dirname(rule)
  const around = Array.from({ length: MOST_LEVELS }, (_, level) => join(folder, '../'.repeat(level), name))
  return [name, ...around].find((path) => isText(path, text)) ?? name
}

const MOST_LEVELS = 16

function isText(path: string, text: string): boolean {
  try {
    return readFileSync(path, 'utf8') === text
  } catch {
    return false
  }
}
