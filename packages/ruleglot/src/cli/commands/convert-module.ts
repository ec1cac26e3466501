import { mkdirSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { emitModule, type LanguageId } from '../../index.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { loadRules } from '../load-rules.js'
import { reportDiagnostics, stderrReport, style } from '../report.js'

export interface ModuleOptions {
  readonly module: string
  readonly from?: LanguageId
  readonly to?: readonly string[]
  readonly schema: 'ecs' | 'none'
  readonly events?: 'nested' | 'flat' | 'any'
  readonly arrays?: 'any' | 'scalar'
  readonly strict?: boolean
  readonly quiet?: boolean
}

/** `ruleglot convert --module`: every rule below the paths in one JavaScript module, and a file with its types. */
export function convertToModule(paths: readonly string[], options: ModuleOptions): ExitCode {
  const report = stderrReport()
  if (options.to?.some((language) => language !== 'javascript') === true) {
    report.write('error: --module is for --to javascript\n')
    return EXIT.usage
  }
  if (!/\.m?js$/.test(options.module)) {
    report.write('error: --module names a file that ends in .mjs or .js\n')
    return EXIT.usage
  }
  const loaded = loadRules(paths, options)
  const problems = loaded.diagnostics.filter(({ severity }) => severity === 'error')
  reportDiagnostics(report, problems, loaded.files)
  if (loaded.rules.length === 0) {
    report.write(`${paths.join(', ')}: there is no rule to write.\n`)
    return EXIT.badInput
  }
  const { events, arrays } = options
  const emitted = emitModule(
    'javascript',
    loaded.rules.map(({ rule }) => rule),
    { ...(events === undefined ? {} : { events }), ...(arrays === undefined ? {} : { arrays }) },
  )
  if (!emitted.ok) {
    reportDiagnostics(report, emitted.diagnostics, loaded.files)
    return EXIT.badInput
  }
  const { text, files, rules, diagnostics } = emitted.value
  const types = Object.entries(files).find(([name]) => name.endsWith('.d.ts'))?.[1] ?? ''
  const folder = dirname(options.module)
  const name = basename(options.module)
  mkdirSync(folder, { recursive: true })
  writeFileSync(options.module, text)
  // TypeScript looks for .d.mts beside .mjs.
  writeFileSync(join(folder, name.replace(/\.(m?)js$/, '.d.$1ts')), types)
  reportDiagnostics(report, diagnostics, loaded.files)
  const verdicts = new Map<string, number>()
  for (const { verdict } of rules) verdicts.set(verdict, (verdicts.get(verdict) ?? 0) + 1)
  const counts = [...verdicts].map(([verdict, count]) => `${count} ${verdict}`).join(', ')
  if (options.quiet !== true)
    report.write(style(report, 'dim', `${options.module}: ${rules.length} rules, ${counts}.\n`))
  if (problems.length > 0) return EXIT.badInput
  const isClean = rules.length === loaded.rules.length && rules.every(({ verdict }) => verdict === 'exact')
  return options.strict === true && !isClean ? EXIT.findings : EXIT.clean
}
