import { existsSync } from 'node:fs'
import { detect, type LanguageId } from '../../index.js'
import { CONFIG_NAME, type Config } from '../config.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { readSources } from '../read-sources.js'
import { reportDiagnostics, stderrReport } from '../report.js'
import { writeWhole } from '../repository/planned-file.js'

export interface InitOptions {
  readonly to?: readonly LanguageId[]
  readonly out: string
  readonly force?: boolean
}

/** `ruleglot init`: counts the rules by language, and writes a config that converts them to the others. */
export function init(rules: readonly string[], { to, out, force }: InitOptions): ExitCode {
  const report = stderrReport()
  if (existsSync(CONFIG_NAME) && force !== true) {
    report.write(`${CONFIG_NAME} is there already. Edit it, or write over it with --force.\n`)
    return EXIT.usage
  }
  const { sources, diagnostics } = readSources(rules)
  reportDiagnostics(report, diagnostics, {})
  const counts = new Map<string, number>()
  for (const { name, files } of sources) {
    const language = detect(files[name] ?? '', name)
    if (language !== undefined) counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  if (counts.size === 0) {
    report.write(`No rules found in ${rules.join(', ')}. Name the folder that holds them: ruleglot init <folder>\n`)
    return EXIT.badInput
  }
  for (const [language, count] of counts) report.write(`${String(count).padStart(6)}  ${language}\n`)
  const targets = to ?? PLATFORMS.filter((platform) => !counts.has(platform))
  const config: Config = { rules, to: targets.length > 0 ? targets : PLATFORMS, out }
  writeWhole(CONFIG_NAME, `${JSON.stringify(config, null, 2)}\n`)
  report.write(`\n${CONFIG_NAME} is written: to ${config.to?.join(' and ')}, into ${out}/.\n`)
  report.write('Next: ruleglot convert --plan\n')
  return EXIT.clean
}

/** What rules are moved to when nothing is said. */
const PLATFORMS: readonly LanguageId[] = ['elastic', 'panther', 'sigma']
